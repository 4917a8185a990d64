import HufuSigning

/// What makes two tokens different tokens: platform, server, account and scheme. Holds no secret.
public struct TokenKey: Sendable, Hashable {
  public var platform: String
  /// Origin and prefix.
  public var endpoint: String
  /// The access key, or the signed-in user with what else tells grants apart.
  public var account: String
  /// Tokens of another form of the scheme are not to be mixed up with these.
  public var scheme: String

  public init(platform: String, endpoint: String, account: String, scheme: String = "1") {
    self.platform = platform
    self.endpoint = endpoint
    self.account = account
    self.scheme = scheme
  }

  /// The key of a source's tokens; where nothing tells whose they are, of the sign-in with this name.
  init(platform: String, endpoint: String, _ source: any TokenSource, signInName: String?) {
    if source.knowsUser {
      self.init(platform: platform, endpoint: endpoint, account: source.account)
    } else {
      self.init(platform: platform, endpoint: endpoint, account: source.account, signIn: signInName ?? "")
    }
  }

  /// The key of a token that belongs to the sign-in of one name and to nobody else.
  package init(platform: String, endpoint: String, account: String, signIn name: String) {
    self.init(platform: platform, endpoint: endpoint, account: account + Self.mark(name))
  }

  /// Whether the token is of the sign-in with this name alone.
  package func belongs(toSignIn name: String) -> Bool { account.hasSuffix(Self.mark(name)) }

  private static func mark(_ name: String) -> String { " @" + name }

  /// A file name: 32 hex digits of the SHA-256 of all four parts, each with its length before it.
  public var name: String {
    var text: [UInt8] = []
    for part in [platform, endpoint, account, scheme] {
      text.put(part.utf8.count)
      text.put(":")
      text.put(part)
    }
    return Hex.encode(SHA256Hash.hash(text).prefix(16))
  }
}
