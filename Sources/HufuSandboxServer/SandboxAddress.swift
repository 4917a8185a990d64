import HufuClient

/// Where a sandbox server listens.
public struct SandboxAddress: Sendable, Equatable {
  public var host: String
  public var port: Int

  public init(host: String, port: Int) {
    self.host = host
    self.port = port
  }

  /// What clients call it by: `http://127.0.0.1:7800`. A server that listens on every address is called by its loopback one.
  public var baseURL: String {
    let name = ["0.0.0.0": "127.0.0.1", "::": "::1"][host] ?? host
    return Endpoint(scheme: .http, host: name, port: port).origin
  }
}
