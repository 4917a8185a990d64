import HufuSigning

extension BlueKingCI {
  /// The BlueKing API Gateway in front of openapi (platforms/bkci.md §1.6).
  ///
  /// In a profile: the setting `gateway: /api/devops/prod`, and the application that calls among the credentials.
  public struct Gateway: Sendable {
    /// Which of the gateway's two sets of routes is used.
    public enum Audience: String, Decodable, Sendable, CaseIterable {
      /// The application is verified; the user is who `X-DEVOPS-UID` says.
      case app
      /// The user is verified as well, by a login the gateway knows.
      case user
    }

    /// The path of gateway and stage: `/api/devops/prod`.
    public let basePath: String
    public let audience: Audience

    /// nil for what is no path.
    public init?(basePath: String, audience: Audience = .app) {
      var path = basePath[...]
      while path.hasSuffix("/") { path.removeLast() }
      guard path.hasPrefix("/"), path.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") })
      else { return nil }
      self.basePath = String(path)
      self.audience = audience
    }

    /// Where v4 stands behind the gateway: it swaps version and audience.
    var base: String { "\(basePath)/v4/apigw-\(audience.rawValue)" }
  }

  /// The application a gateway wants to know before it lets a call through.
  struct Application: Sendable {
    let code: String
    let secret: Secret

    /// The value of `X-Bkapi-Authorization`.
    var authorization: [UInt8] {
      JSONWriter.compact(["bk_app_code": .string(code), "bk_app_secret": .string(secret.reveal())])
    }
  }
}

extension BlueKingCI.Credential {
  /// - Throws: ``HufuSigning/SigningError`` with the reason `credential` when half of it is missing.
  var application: BlueKingCI.Application {
    get throws(SigningError) {
      guard let code = gatewayAppCode, let secret = gatewayAppSecret else {
        throw SigningError(
          .credential,
          Bilingual(
            zh: "设置了 gateway，却没有 gatewayAppCode 和 gatewayAppSecret：网关不会放行。",
            en: "gateway is set, gatewayAppCode and gatewayAppSecret are not both: the gateway would turn the call away."),
          remedy: Bilingual(
            zh: "在蓝鲸开发者中心找到应用的 bk_app_code 和 bk_app_secret，写进 credentials（密钥用 env: 或 file: 引用）。",
            en: "Find the application's bk_app_code and bk_app_secret in the BlueKing developer centre and put them into credentials, "
              + "the secret as an env: or file: reference."))
      }
      return BlueKingCI.Application(code: code, secret: secret)
    }
  }
}
