import HufuClient
import HufuSigning
import HufuTesting

/// A platform small enough to see through: a header with the secret's length and the time, and a token when asked.
struct Fake: Platform {
  struct Credential: Decodable, Sendable {
    var key: String
    var secret: Secret
  }
  struct Settings: Decodable, Sendable {
    var flavour: String
    var depth: Int
  }

  static let id = "fake"
  static let title = Bilingual(zh: "假", en: "Fake")
  static let fields = [
    CredentialField("key", help: Bilingual(zh: "【个人信息】", en: "[Profile]")),
    CredentialField("secret", secret: true, help: Bilingual(zh: "【密钥】", en: "[Keys]")),
  ]
  static let settingFields = [
    SettingField("flavour", allowed: ["sweet", "sour"], default: "sweet", help: Bilingual(zh: "口味", en: "flavour")),
    SettingField("depth", .int, default: "3", help: Bilingual(zh: "深度", en: "depth")),
  ]
  static let errors = ErrorCatalogue(
    platform: id, requestIDHeaders: ["X-Request"],
    [
      Fault(
        "badKey", codes: ["7"], texts: ["no such key"], status: 401, kind: .unauthenticated,
        meaning: Bilingual(zh: "密钥不对。", en: "Wrong key."),
        remedy: Bilingual(zh: "换密钥。", en: "Change the key.")),
      Fault(
        "busy", codes: ["8"], kind: .throttled, meaning: Bilingual(zh: "太忙。", en: "Busy."), remedy: Bilingual(zh: "等。", en: "Wait.")),
    ])
  static let pageStyles = [
    "offset": PageStyle(
      .offset(parameter: "offset"), size: "limit", items: [try! JSONPointer("/rows")], total: try! JSONPointer("/count"), id: "id"),
    "number": PageStyle(.number(parameter: "page", first: 1), items: [try! JSONPointer("")]),
    "cursor": PageStyle(
      .cursor(parameter: "after", first: "0", next: try! JSONPointer("/next"), ends: ["-1"]), items: [try! JSONPointer("/rows")]),
  ]
  static let binding = SignatureBinding(headers: ["X-Sign"])
  static var sandboxes: [SandboxVariant] { [] }
  static var jobs: [any Job<Fake>.Type] { [ScriptedJob.self, OpenJob.self] }

  let settings: Settings
  init(settings: Settings) { self.settings = settings }

  var catalogue: Catalogue {
    Catalogue(
      """
      rows.list  read  page=offset access=signed
        GET /rows{?limit,offset}
            limit:int=2 offset:int
      pages.list  read  page=number access=signed
        GET /pages{?page}
      feed.list  read  page=cursor access=signed
        GET /feed{?after}
      thing.read  read
        GET /thing
      thing.write  write
        POST /thing
            name*
      token.get  read  access=open
        GET /token
      """)
  }

  func signer(for credential: Credential, token: AccessToken?) throws(SigningError) -> any RequestSigner {
    FakeSigner(secret: credential.secret, token: token)
  }
  func envelope(for credential: Credential) -> any Envelope { FakeEnvelope() }
  func tokens(for credential: Credential) -> (any TokenSource)? { FakeTokens() }
  func verify(
    _ request: APIRequest, by credential: Credential, token: AccessToken?, strict: Bool, at now: Timestamp
  ) throws(SignatureRejection) -> Proof { throw SignatureRejection(.missing) }
  static func tour(_ visit: Visit<Fake>) async throws {}
}

struct FakeSigner: RequestSigner {
  let secret: Secret
  let token: AccessToken?
  var owned: OwnedNames { OwnedNames(headers: ["X-Sign", "Cookie"]) }
  func needs(_ method: Method) -> SigningNeeds { [] }
  func sign(
    _ method: Method, path: Span<UInt8>, query: Span<UInt8>, body: Span<UInt8>, at time: Timestamp, nonce: String,
    into edit: inout RequestEdit
  ) throws(SigningError) {
    edit.set("X-Sign", secret: true) { $0.put("\(secret.bytes.count)|\(token?.value.reveal() ?? "-")|\(time.milliseconds)|\(nonce)") }
  }
}

struct FakeEnvelope: Envelope {
  func looksAt(_ head: ResponseHead) -> Int { 0 }
  func fault(_ head: ResponseHead, _ prefix: Span<UInt8>) -> Fault? { nil }
  func unwrap(_ answer: APIResponse, to request: APIRequest, for operation: Operation?) throws(APIError) -> [UInt8] {
    guard answer.status == 200 else {
      throw Fake.errors.error(Fake.errors.fault(in: answer.text) ?? Fake.errors.fault(code: answer.text), for: answer, message: answer.text)
    }
    return answer.body
  }
}

struct FakeTokens: TokenSource {
  let account = "k"

  func fetch(previous: AccessToken?, at now: Timestamp, by exchange: Exchange) async throws -> AccessToken {
    let reply = try await exchange.call("token.get", [:])
    return AccessToken(Secret(String(decoding: reply.payload, as: UTF8.self)), issued: now, expires: now + .seconds(3600))
  }
}

/// A connection of the fake platform over a script.
func connection(
  _ script: [Result<APIResponse, TransportError>], clock: StepClock = StepClock(), options: ConnectionOptions = ConnectionOptions()
) throws -> (Connection, ScriptedTransport) {
  let transport = ScriptedTransport(script)
  let connection = try Fake.connect(
    credentials: ["key": Secret("k"), "secret": Secret("topsecret")], at: Endpoint("https://fake.example.com"), over: transport,
    timing: clock.timing, entropy: .counting(), options: options)
  return (connection, transport)
}

extension Result where Success == APIResponse, Failure == TransportError {
  static func answer(_ status: Int, _ text: String, _ headers: [HeaderField] = []) -> Self {
    .success(APIResponse(status, headers: headers, body: Array(text.utf8)))
  }
}
