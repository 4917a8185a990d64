/// A token, and where this process has it from.
public struct LentToken: Sendable, Hashable {
  public var token: AccessToken
  public var origin: Origin

  public init(_ token: AccessToken, from origin: Origin) {
    self.token = token
    self.origin = origin
  }

  public enum Origin: String, Sendable {
    /// Fetched or renewed from the platform just now.
    case fetched
    /// Made on this machine just now.
    case minted
    /// It was in the store already.
    case stored
    /// Another process fetched it while this one waited.
    case awaited
    /// It came by a sign-in or a flag.
    case given
  }
}
