/// What a profile can say about the way to its server.
public struct HTTPTransportOptions: Sendable, Equatable {
  public var tls = TLSOptions()
  /// Every request goes through this proxy, loopback excepted; nil: as `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` say.
  public var proxy: ProxyServer?
  /// How long a name, a connection, a proxy and a handshake may take together.
  public var connectTimeout = Duration.seconds(10)
  /// How long nothing may move on a connection: before the answer, in the middle of it, or while sending. It is no limit on the whole.
  public var idleTimeout = Duration.seconds(30)
  /// A limit from the start to the answer's first line, uploads included; nil for none.
  public var deadline: Duration?
  /// The largest answer that is decompressed, in bytes, so that a small one cannot fill memory or disk.
  public var decompressedLimit = 256 << 20

  public init() {}
}
