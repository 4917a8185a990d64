import HufuClient
import HufuSigning

/// A platform with one of everything a profile can say.
struct FakePlatform: Platform {
  struct Credential: Decodable, Sendable {
    var accessKey: Secret
    var secretKey: Secret
    var user: String?
  }

  struct Settings: Decodable, Sendable {
    var generation: String
    var project: String?
    var limit: Int?
    var isLoud: Bool?
  }

  static let id = "fake"
  static let title = Bilingual(zh: "假平台", en: "Fake")
  static let fields = [
    CredentialField("accessKey", secret: true, help: Bilingual(zh: "【个人】-【密钥】", en: "Profile, Keys")),
    CredentialField("secretKey", secret: true, help: Bilingual(zh: "【个人】-【密钥】", en: "Profile, Keys")),
    CredentialField("user", required: false, help: Bilingual(zh: "用户名", en: "user name")),
  ]
  static let settingFields = [
    SettingField("generation", allowed: ["v1", "v2", "v3"], default: "v2", help: Bilingual(zh: "版本", en: "generation")),
    SettingField("project", help: Bilingual(zh: "项目", en: "project")), SettingField("limit", .int, help: Bilingual(zh: "上限", en: "limit")),
    SettingField("isLoud", .bool, help: Bilingual(zh: "大声", en: "loud")),
  ]
  static let errors = ErrorCatalogue(platform: "fake", [])
  static let droppedURLSuffixes = ["/server", "/ms"]
  static let binding = SignatureBinding(headers: ["accessKey"])
  static let sandboxes: [SandboxVariant] = []

  let settings: Settings
  let catalogue = Catalogue(
    """
    things.list read
      GET /{workspace}/things{?project,pageSize}
          project pageSize:int
    """)

  func signer(for credential: Credential, token: AccessToken?) throws(SigningError) -> any RequestSigner {
    FakeSigner(credential: credential)
  }
  func envelope(for credential: Credential) -> any Envelope { FakeEnvelope() }

  func verify(
    _ request: APIRequest, by credential: Credential, token: AccessToken?, strict: Bool, at now: Timestamp
  ) throws(SignatureRejection) -> Proof { Proof(subject: request.headers["accessKey"] ?? "") }

  static func tour(_ visit: Visit<FakePlatform>) async throws {}
}

private struct FakeSigner: RequestSigner {
  let credential: FakePlatform.Credential
  let owned = OwnedNames(headers: ["accessKey", "signature"])
  func needs(_ method: Method) -> SigningNeeds { [] }

  func sign(
    _ method: Method, path: Span<UInt8>, query: Span<UInt8>, body: Span<UInt8>, at time: Timestamp, nonce: String,
    into edit: inout RequestEdit
  ) throws(SigningError) {
    edit.set("accessKey", secret: true) { $0 += credential.accessKey.bytes }
    edit.set("signature", secret: true) { $0 += credential.secretKey.bytes }
  }
}

private struct FakeEnvelope: Envelope {
  func looksAt(_ head: ResponseHead) -> Int { 0 }
  func fault(_ head: ResponseHead, _ prefix: Span<UInt8>) -> Fault? { nil }
  func unwrap(_ answer: APIResponse, to request: APIRequest, for operation: Operation?) throws(APIError) -> [UInt8] { answer.body }
}
