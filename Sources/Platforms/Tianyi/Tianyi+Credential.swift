public import HufuClient
public import HufuSigning

extension Tianyi {
  /// What an application owns, as 开发者ID shows it in the portal.
  public struct Credential: Decodable, Sendable {
    public var appId: String
    /// 32 characters; HMAC takes them all, XXTEA the first 16 of them (platforms/tianyi.md §2).
    public var appSecret: Secret
    /// PKCS#8 or PKCS#1, PEM or bare base64. Only for answers sealed with RSA.
    public var rsaPrivateKey: Secret?

    public init(appId: String, appSecret: Secret, rsaPrivateKey: Secret? = nil) {
      self.appId = appId
      self.appSecret = appSecret
      self.rsaPrivateKey = rsaPrivateKey
    }
  }

  /// Where the portal (open.ctseelink.cn) shows an application's keys.
  static let developerID = Bilingual(
    zh: "能力开放门户【应用管理】-【应用详情】-【开发配置】-【开发者ID】", en: "the portal's 应用管理 - 应用详情 - 开发配置 - 开发者ID")

  public static let fields = [
    CredentialField("appId", help: Bilingual(zh: "\(developerID.zh)里的 AppID，12 位数字。", en: "AppID, 12 digits: \(developerID.en).")),
    CredentialField(
      "appSecret", secret: true,
      help: Bilingual(zh: "\(developerID.zh)里的 AppSecret，32 个字符。", en: "AppSecret, 32 characters: \(developerID.en).")),
    CredentialField(
      "rsaPrivateKey", secret: true, required: false,
      help: Bilingual(
        zh: "\(developerID.zh)里的 RSA私钥（rsa_private_key）。version 为 1.1、云回看流化地址和推送消息需要它。",
        en: "RSA私钥 (rsa_private_key): \(developerID.en). Needed with version 1.1, for streamed recordings, and for pushes.")),
  ]
}
