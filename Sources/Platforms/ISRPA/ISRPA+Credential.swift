public import HufuClient
public import HufuSigning

extension ISRPA {
  /// The pair of keys an administrator issues; they are traded for a token and never sign anything themselves.
  public struct Credential: Decodable, Sendable {
    public var accessKey: String
    public var secretKey: Secret

    public init(accessKey: String, secretKey: Secret) {
      self.accessKey = accessKey
      self.secretKey = secretKey
    }
  }

  public static let fields = [
    CredentialField(
      "accessKey",
      help: Bilingual(
        zh: "调用开放接口的 accessKey。厂商没有公开它在哪个菜单签发：请向平台管理员或当地厂商技术索取。",
        en: "The accessKey of the open API. Where it is issued is not published: ask the platform's administrator or the vendor.")),
    CredentialField(
      "secretKey", secret: true,
      help: Bilingual(
        zh: "与 accessKey 成对的 secretKey，只用来换取令牌（GET /oapi/v1/token），请与 accessKey 一并索取。",
        en: "The secretKey that belongs to the accessKey; used only to fetch a token (GET /oapi/v1/token). Ask for both together.")),
  ]
}
