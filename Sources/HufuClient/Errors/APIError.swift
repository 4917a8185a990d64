public import HufuSigning

/// A call that did not succeed: the platform refused it, failed, or could not be reached.
public struct APIError: ExplainedError {
  public var kind: ErrorKind
  public var platform: String?
  /// The catalogue entry's name, for programs: `expiredSignature`, say.
  public var fault: String?
  public var code: String?
  public var clientCode: Int?
  /// The HTTP status; nil when there was no answer.
  public var status: Int?
  /// What it means, in our words.
  public var meaning: Bilingual
  public var remedy: Bilingual?
  /// What the server said, as far as it is short and fit to be read.
  public var serverMessage: String?
  public var requestID: String?
  /// Whether the platform may have carried the request out all the same. A write is repeated only when this is false.
  public var mayHaveExecuted: Bool
  /// How long the server asks us to wait.
  public var retryAfter: Duration?
  /// The server's clock, from its `Date` header; whole seconds.
  public var serverTime: Timestamp?

  public init(
    _ kind: ErrorKind, _ meaning: Bilingual, remedy: Bilingual? = nil, platform: String? = nil, fault: String? = nil, code: String? = nil,
    clientCode: Int? = nil, status: Int? = nil, serverMessage: String? = nil, requestID: String? = nil, mayHaveExecuted: Bool = true,
    retryAfter: Duration? = nil, serverTime: Timestamp? = nil
  ) {
    self.kind = kind
    self.meaning = meaning
    self.remedy = remedy
    self.platform = platform
    self.fault = fault
    self.code = code
    self.clientCode = clientCode
    self.status = status
    self.serverMessage = serverMessage
    self.requestID = requestID
    self.mayHaveExecuted = mayHaveExecuted
    self.retryAfter = retryAfter
    self.serverTime = serverTime
  }

  /// The same without the secrets a server has echoed.
  func cleaned(by redactor: Redactor) -> APIError {
    func clean(_ text: Bilingual) -> Bilingual { Bilingual(zh: redactor.clean(text.zh), en: redactor.clean(text.en)) }
    var error = self
    error.meaning = clean(meaning)
    error.remedy = remedy.map(clean)
    error.serverMessage = serverMessage.map(redactor.clean)
    error.code = code.map(redactor.clean)
    return error
  }

  /// The same with the stand-ins of its remedy made out: `https://HOST` is the server's address, `PROFILE` the profile's name.
  func addressed(to endpoint: Endpoint, profile: String?) -> APIError {
    func made(_ text: String) -> String {
      let text = text.replacing("https://{域名}", with: "\(endpoint)").replacing("https://HOST", with: "\(endpoint)")
      return profile.map { text.replacing(" PROFILE", with: " " + $0) } ?? text
    }
    var error = self
    error.remedy = remedy.map { Bilingual(zh: made($0.zh), en: made($0.en)) }
    return error
  }

  public var message: Bilingual {
    guard let serverMessage, !serverMessage.isEmpty, !meaning.zh.contains(serverMessage) else { return meaning }
    return Bilingual(zh: "\(meaning.zh)（服务器说：\(serverMessage)）", en: "\(meaning.en) (the server says: \(serverMessage))")
  }
}
