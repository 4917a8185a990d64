/// Why a request could not be signed. Nothing was sent.
public struct SigningError: Error, Sendable, Equatable {
  /// What was the trouble, for programs.
  public struct Reason: Sendable, Hashable, CustomStringConvertible {
    public let description: String
    public init(_ description: String) { self.description = description }

    /// A credential has the wrong shape (a key of the wrong length, say).
    public static let credential = Reason("credential")
    /// The scheme signs with an access token and none is there.
    public static let tokenMissing = Reason("tokenMissing")
    /// The platform knows no requests with this method.
    public static let method = Reason("method")
    /// A parameter cannot be carried or signed faithfully.
    public static let parameter = Reason("parameter")
    /// The scheme signs the body, and this body is not at hand as bytes.
    public static let body = Reason("body")
    /// What was asked for is not public knowledge, so it is refused rather than guessed.
    public static let unknownScheme = Reason("unknownScheme")
  }

  public var reason: Reason
  public var message: Bilingual
  public var remedy: Bilingual?
  /// A code the platform's own client code uses for this trouble (iS-RPA's 40…44), where there is one.
  public var clientCode: Int?

  public init(_ reason: Reason, _ message: Bilingual, remedy: Bilingual? = nil, clientCode: Int? = nil) {
    self.reason = reason
    self.message = message
    self.remedy = remedy
    self.clientCode = clientCode
  }
}
