public import HufuClient
public import HufuSigning

/// A platform that is all tokens: lent by a ``LendingServer``, renewed by refresh tokens that rotate. For tests of the life of a token.
public struct LendingPlatform: Platform {
  public struct Credential: Decodable, Sendable { public var key: Secret }
  public struct Settings: Decodable, Sendable {
    /// Whether a person has to bring a token; the key then fetches none.
    public var needsSignIn = false
    public init() {}
    private enum CodingKeys: CodingKey {}
  }

  public static let id = "lender"
  public static let title = Bilingual(zh: "出借", en: "Lender")
  public static let fields = [CredentialField("key", secret: true, help: Bilingual(zh: "任意文字", en: "any text"))]
  public static let errors = ErrorCatalogue(
    platform: id,
    [
      Fault(
        "refused", texts: ["refused"], status: 401, kind: .unauthenticated, meaning: Bilingual(zh: "令牌不对。", en: "Wrong token."),
        remedy: Bilingual(zh: "换一个。", en: "Take another."))
    ])
  public static let binding = SignatureBinding(headers: ["X-Token"])
  public static let sandboxes: [SandboxVariant] = []

  private let settings: Settings

  public init(settings: Settings = Settings()) { self.settings = settings }

  public var catalogue: Catalogue {
    Catalogue(
      """
      thing.read  read
        GET /thing
      token.get  read  access=open
        GET /token{?refresh}
      """)
  }
  public func signer(for credential: Credential, token: AccessToken?) throws(SigningError) -> any RequestSigner {
    LendingSigner(token: token)
  }
  public func envelope(for credential: Credential) -> any Envelope { LendingEnvelope() }
  public func tokens(for credential: Credential) -> (any TokenSource)? {
    LendingTokens(key: credential.key.reveal(), needsSignIn: settings.needsSignIn)
  }

  public func verify(
    _ request: APIRequest, by credential: Credential, token: AccessToken?, strict: Bool, at now: Timestamp
  ) throws(SignatureRejection) -> Proof { throw SignatureRejection(.missing) }

  public static func tour(_ visit: Visit<LendingPlatform>) async throws {}

  /// A connection as one process would make it.
  public static func connection(
    to server: LendingServer, timing: Timing, settings: Settings = Settings(), options: ConnectionOptions = ConnectionOptions()
  ) throws -> Connection {
    Connection(
      LendingPlatform(settings: settings), Credential(key: Secret("lending-key")), at: try Endpoint("https://lender.example.com"),
      over: server,
      timing: timing, entropy: .counting(), options: options)
  }
}

/// Shows the token.
struct LendingSigner: RequestSigner {
  let token: AccessToken?
  var owned: OwnedNames { OwnedNames(headers: ["X-Token"]) }
  func needs(_ method: Method) -> SigningNeeds { [] }
  func sign(
    _ method: Method, path: Span<UInt8>, query: Span<UInt8>, body: Span<UInt8>, at time: Timestamp, nonce: String,
    into edit: inout RequestEdit
  ) throws(SigningError) { edit.set("X-Token", secret: true) { $0.put(token?.value.reveal() ?? "-") } }
}

/// Every 200 is a payload.
struct LendingEnvelope: Envelope {
  func looksAt(_ head: ResponseHead) -> Int { 0 }
  func fault(_ head: ResponseHead, _ prefix: Span<UInt8>) -> Fault? { nil }
  func unwrap(_ answer: APIResponse, to request: APIRequest, for operation: Operation?) throws(APIError) -> [UInt8] {
    guard answer.status == 200 else { throw LendingPlatform.errors.error(LendingPlatform.errors.fault(in: answer.text), for: answer) }
    return answer.body
  }
}

/// The refresh token first, then the key.
struct LendingTokens: TokenSource {
  let key: String
  let needsSignIn: Bool
  var account: String { key }

  func fetch(previous: AccessToken?, at now: Timestamp, by exchange: Exchange) async throws -> AccessToken {
    if needsSignIn { throw Self.signIn }
    return try Self.token(in: try await exchange.call("token.get", [:]), at: now)
  }

  func renew(_ last: AccessToken, by refresh: Secret, at now: Timestamp, by exchange: Exchange) async throws -> AccessToken {
    try Self.token(in: try await exchange.call("token.get", ["refresh": .string(refresh.reveal())]), at: now)
  }

  private static let signIn = APIError(
    .unauthenticated, Bilingual(zh: "要有人登录。", en: "Somebody has to sign in."), fault: "signInNeeded", mayHaveExecuted: false)

  private static func token(in reply: Reply, at now: Timestamp) throws -> AccessToken {
    let answer = try JSONValue(parsing: reply.payload)
    return AccessToken(
      Secret(answer["access"]?.text ?? ""), refresh: answer["refresh"]?.text.map { Secret($0) }, issued: now,
      expires: answer["life"]?.int.map { now + .milliseconds($0) })
  }
}
