public import HufuClient
public import HufuSigning

extension MeterSphere {
  /// A pair of keys, made by a user for themselves; requests act with that user's permissions.
  public struct Credential: Decodable, Sendable {
    /// Sixteen letters and digits: the name of the pair, and the initialisation vector of its tickets.
    public var accessKey: String
    /// Sixteen letters and digits as MeterSphere makes them: the AES key. The server would take 24 or 32 as well.
    public var secretKey: Secret

    public init(accessKey: String, secretKey: Secret) {
      self.accessKey = accessKey
      self.secretKey = secretKey
    }
  }

  public static let fields = [
    CredentialField("accessKey", help: keyPlace + Bilingual(zh: "16 位 Access Key。", en: "The Access Key, 16 characters.")),
    CredentialField("secretKey", secret: true, help: keyPlace + Bilingual(zh: "16 位 Secret Key。", en: "The Secret Key, 16 characters.")),
  ]

  /// Where MeterSphere's pages show the keys, word for word.
  static let keyPlace = Bilingual(
    zh: "在 MeterSphere 系统【个人信息】-【API Keys】获取。",
    en: "In MeterSphere, top right: 【个人信息】-【API Keys】 (Personal information, API Keys).")
}
