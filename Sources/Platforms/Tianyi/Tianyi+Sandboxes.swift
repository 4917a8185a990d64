public import HufuClient
import HufuSigning

extension Tianyi {
  /// One application, made up, that the sandbox knows. It may use every grant unless the sandbox's `grants` says otherwise.
  enum Sample {
    static let appId = "100000000001"
    static let appSecret = "4b7d2e90c1f85a3664d0e7b8952c1fa3"
    static let enterpriseUser = "18900000000"
    static let callbackUrl = "http://127.0.0.1:8889/callback"
    /// The only tokenCode the sandbox takes for `189_code`.
    static let tokenCode = "Sandbox189TokenCode00001"
  }

  public static let sandboxes = [
    SandboxVariant(
      profile: SampleProfile(
        id,
        credentials: ["appId": Sample.appId, "appSecret": Sample.appSecret, "rsaPrivateKey": SandboxKey.privateKey],
        settings: ["grant": Grant.vcp189.rawValue, "enterpriseUser": Sample.enterpriseUser, "callbackUrl": Sample.callbackUrl],
        defaults: ["device": CameraWorld.code(of: 0)])
    ) { try TianyiSandbox(options: $0) }
  ]
}
