public import HufuSigning

/// What a platform's tour is given: a client of its own sandbox, and a way to tell what it does.
public struct Visit<P: Platform>: Sendable {
  public let client: Client<P>
  public let credential: P.Credential
  /// The unsigned way to the same sandbox, as a browser would take it.
  public let browser: @Sendable (APIRequest) async throws -> APIResponse
  /// Tells one step that was truly done.
  public let say: @Sendable (Bilingual) -> Void
  public let timing: Timing

  public init(
    client: Client<P>, credential: P.Credential, timing: Timing, browser: @escaping @Sendable (APIRequest) async throws -> APIResponse,
    say: @escaping @Sendable (Bilingual) -> Void
  ) {
    self.client = client
    self.credential = credential
    self.browser = browser
    self.say = say
    self.timing = timing
  }
}

/// A step of a tour that did not give what it should have.
public struct TourFailure: ExplainedError {
  public var message: Bilingual
  public var kind: ErrorKind { .local }
  public init(zh: String, en: String) { message = Bilingual(zh: zh, en: en) }
}
