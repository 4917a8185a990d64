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
}
