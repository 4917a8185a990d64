/// What sort of trouble an error is, the same words on every platform. It decides the exit code and whether a retry makes sense.
public enum ErrorKind: String, Sendable, CaseIterable {
  /// The command or call was written wrongly: an unknown operation, a missing argument.
  case usage
  /// A profile, a secret reference or a setting is wrong.
  case configuration
  /// The platform does not accept who we say we are.
  case unauthenticated
  /// It knows us and does not let us.
  case forbidden
  case notFound
  case conflict
  /// An argument is not acceptable to the platform.
  case invalid
  /// Refused for a reason none of the other words tells.
  case refused
  case throttled
  /// Not now: deploying, overloaded, a gateway without its server.
  case unavailable
  /// The server failed.
  case server
  /// No answer: name, connection, TLS, time-out, cut.
  case network
  /// An answer that cannot be understood: a web page, a broken body, ciphertext that does not open.
  case malformed
  /// Something on this machine failed: a file, a pipe.
  case local
  case interrupted

  public var exitCode: ExitCode {
    switch self {
    case .usage: .usage
    case .configuration: .configuration
    case .unauthenticated: .authentication
    case .forbidden, .notFound, .conflict, .invalid, .refused: .refused
    case .throttled: .throttled
    case .unavailable, .server, .network, .malformed: .failure
    case .local: .local
    case .interrupted: .interrupted
    }
  }

  /// Whether trying again later, unchanged, may help.
  public var isTransient: Bool {
    switch self {
    case .throttled, .unavailable, .server, .network, .malformed: true
    default: false
    }
  }
}
