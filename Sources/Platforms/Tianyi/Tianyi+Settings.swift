public import HufuClient
import HufuSigning

extension Tianyi {
  /// How an application obtains its access tokens; decided by the kind of application (platforms/tianyi.md §3).
  public enum Grant: String, Decodable, Sendable, CaseIterable {
    /// 标准应用: a person signs in on the authorization page.
    case authCode = "auth_code"
    /// 平台应用, 用户无感知: directly, from listed addresses.
    case vcp189 = "vcp_189"
    /// 标准应用 with 天翼账号: a tokenCode is exchanged.
    case code189 = "189_code"
  }

  public enum HexCase: String, Decodable, Sendable, CaseIterable {
    case lower, upper
  }

  /// What a profile says beside the credential.
  public struct Settings: Decodable, Sendable {
    /// Sent and signed verbatim. `1.1` makes the platform seal answers with RSA, anything else with XXTEA.
    public var version = "2.0"
    /// 0 iOS, 1 Android, 2 Web, 3 PC, 4 server.
    public var clientType = 3
    /// 10010 PC page, 20100 H5 page.
    public var loginClientType = 10010
    public var callbackUrl: String?
    public var grant = Grant.authCode
    /// The mobile number of the owner a `vcp_189` token speaks for.
    public var enterpriseUser: String?
    /// How `params` and `signature` are spelled; the server takes both.
    public var hexCase = HexCase.lower

    public init() {}

    private enum CodingKeys: CodingKey {
      case version, clientType, loginClientType, callbackUrl, grant, enterpriseUser, hexCase
    }

    public init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      version = try values.decodeIfPresent(String.self, forKey: .version) ?? version
      clientType = try values.decodeIfPresent(Int.self, forKey: .clientType) ?? clientType
      loginClientType = try values.decodeIfPresent(Int.self, forKey: .loginClientType) ?? loginClientType
      callbackUrl = try values.decodeIfPresent(String.self, forKey: .callbackUrl)
      grant = try values.decodeIfPresent(Grant.self, forKey: .grant) ?? grant
      enterpriseUser = try values.decodeIfPresent(String.self, forKey: .enterpriseUser)
      hexCase = try values.decodeIfPresent(HexCase.self, forKey: .hexCase) ?? hexCase
    }
  }

  public static let settingFields = [
    SettingField(
      "version", default: "2.0",
      help: Bilingual(
        zh: "公共参数 version，原样发送并参与签名：1.1 时敏感接口的 data 用 RSA 加密，其他值用 XXTEA。请求头 apiVersion 恒为 2.0，与它无关。",
        en: "The form's version, sent and signed verbatim: 1.1 makes the platform seal answers with RSA, anything else with XXTEA. "
          + "The header apiVersion is always 2.0 and another matter.")),
    SettingField(
      "clientType", .int, allowed: ["0", "1", "2", "3", "4"], default: "3",
      help: Bilingual(zh: "客户端类型：0 iOS，1 Android，2 Web/H5，3 PC，4 服务器。", en: "0 iOS, 1 Android, 2 Web/H5, 3 PC, 4 server.")),
    SettingField(
      "loginClientType", .int, default: "10010",
      help: Bilingual(zh: "授权页类型：10010 PC 网页，20100 H5。", en: "The authorization page: 10010 for PC, 20100 for H5.")),
    SettingField(
      "callbackUrl",
      help: Bilingual(
        zh: "授权回调地址。域名须在门户配置为“协议://域名”或“协议://IP+端口”，必须带协议；不能含 & 和 #。",
        en:
          "Where the authorization page returns to. Its domain is configured in the portal, with the scheme; it may hold neither & nor #."
      )),
    SettingField(
      "grant", allowed: Grant.allCases.map(\.rawValue), default: Grant.authCode.rawValue,
      help: Bilingual(
        zh: "取得令牌的方式：auth_code 扫码登录（标准应用），189_code 天翼账号，vcp_189 用户无感知（平台应用，需 IP 白名单）。",
        en: "How tokens are obtained: auth_code by signing in (standard application), 189_code by 天翼账号, "
          + "vcp_189 directly (platform application, listed addresses only).")),
    SettingField(
      "enterpriseUser",
      help: Bilingual(zh: "企业主手机号；grant 为 vcp_189 时每次调用都要带。", en: "The owner's mobile number; every call with a vcp_189 token needs it.")),
    SettingField(
      "hexCase", allowed: HexCase.allCases.map(\.rawValue), default: HexCase.lower.rawValue,
      help: Bilingual(zh: "params 与 signature 的十六进制大小写；平台两种都接受。", en: "The case of hex in params and signature; the platform takes both.")),
  ]
}
