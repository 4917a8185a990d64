public import HufuClient
public import HufuSigning

/// A platform that is none: its sandbox repeats what it was asked. For tests of everything that stands around platforms.
///
/// It has an ordinary form (mount `echo`, profile `echo`) and a second generation `old` (mount `echo@old`, profile `echo-old`).
public struct EchoPlatform: Platform {
  public struct Credential: Decodable, Sendable { public var key: Secret }
  public struct Settings: Decodable, Sendable { public var generation: String }

  public static let id = "echo"
  public static let title = Bilingual(zh: "回声", en: "Echo")
  public static let fields = [CredentialField("key", secret: true, help: Bilingual(zh: "任意文字", en: "any text"))]
  public static let settingFields = [
    SettingField("generation", allowed: ["new", "old"], default: "new", help: Bilingual(zh: "代", en: "generation")),
    SettingField("shape", .json, help: Bilingual(zh: "形状", en: "shape")),
  ]
  public static let errors = ErrorCatalogue(platform: id, [])
  public static let binding = SignatureBinding()
  public static let sandboxes = [
    SandboxVariant(
      profile: SampleProfile(
        "echo", credentials: ["key": "cmd:not \"one\"\n#line"], settings: ["generation": "new"], defaults: ["room": "123", "flag": "yes"])
    ) { try EchoService(options: $0) },
    SandboxVariant(
      suffix: "old",
      profile: SampleProfile(
        "echo-old", credentials: ["key": "回声"],
        settings: ["generation": "old", "shape": #"{"name": "GET /a?b={id}", "sides": ["3", 4], "deep": {"a": true}}"#])
    ) {
      try EchoService(options: $0)
    },
  ]

  public init(settings: Settings) {}

  public var catalogue: Catalogue { Catalogue("echo.get  read\n  zh 回声\n  en Echo\n  GET /echo\n") }
  public func signer(for credential: Credential, token: AccessToken?) throws(SigningError) -> any RequestSigner { EchoSigner() }
  public func envelope(for credential: Credential) -> any Envelope { EchoEnvelope() }

  public func verify(
    _ request: APIRequest, by credential: Credential, token: AccessToken?, strict: Bool, at now: Timestamp
  ) throws(SignatureRejection) -> Proof {
    Proof(subject: "anybody")
  }

  public static func tour(_ visit: Visit<EchoPlatform>) async throws {}
}

/// Adds nothing.
struct EchoSigner: RequestSigner {
  var owned: OwnedNames { OwnedNames(headers: []) }
  func needs(_ method: Method) -> SigningNeeds { [] }
  func sign(
    _ method: Method, path: Span<UInt8>, query: Span<UInt8>, body: Span<UInt8>, at time: Timestamp, nonce: String,
    into edit: inout RequestEdit
  ) throws(SigningError) {}
}

/// Every 200 is a payload.
struct EchoEnvelope: Envelope {
  func looksAt(_ head: ResponseHead) -> Int { 0 }
  func fault(_ head: ResponseHead, _ prefix: Span<UInt8>) -> Fault? { nil }
  func unwrap(_ answer: APIResponse, to request: APIRequest, for operation: Operation?) throws(APIError) -> [UInt8] {
    guard answer.status == 200 else { throw EchoPlatform.errors.error(nil, for: answer) }
    return answer.body
  }
}
