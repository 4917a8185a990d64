public import HufuSigning

extension BlueKingCI {
  /// The BlueKing API Gateway in front of openapi: it wants to know the application that calls (platforms/bkci.md §1.6).
  ///
  /// In a profile: `gateway: {"basePath": "/api/devops/prod", "appCode": "…", "appSecret": "…"}`.
  public struct Gateway: Decodable, Sendable {
    /// Which of the gateway's two sets of routes is used.
    public enum Audience: String, Decodable, Sendable {
      /// The application is verified; the user is who `X-DEVOPS-UID` says.
      case app
      /// The user is verified as well, by a login the gateway knows.
      case user
    }

    /// The path of gateway and stage: `/api/devops/prod`.
    public var basePath: String
    public var appCode: String
    public var appSecret: Secret
    public var audience: Audience

    public init(basePath: String, appCode: String, appSecret: Secret, audience: Audience = .app) {
      self.basePath = basePath
      self.appCode = appCode
      self.appSecret = appSecret
      self.audience = audience
    }

    public init(from decoder: any Decoder) throws {
      let fields = try decoder.container(keyedBy: Field.self)
      basePath = try fields.decode(String.self, forKey: .basePath)
      appCode = try fields.decode(String.self, forKey: .appCode)
      appSecret = try fields.decode(Secret.self, forKey: .appSecret)
      audience = try fields.decodeIfPresent(Audience.self, forKey: .audience) ?? .app
      while basePath.hasSuffix("/") { basePath.removeLast() }
      guard basePath.hasPrefix("/"),
        basePath.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") })
      else { throw DecodingError.dataCorruptedError(forKey: .basePath, in: fields, debugDescription: "/api/devops/prod") }
    }

    private enum Field: CodingKey {
      case basePath, appCode, appSecret, audience
    }

    /// Where v4 stands behind the gateway: it swaps version and audience.
    var base: String { "\(basePath)/v4/apigw-\(audience.rawValue)" }

    /// The value of `X-Bkapi-Authorization`.
    var authorization: [UInt8] {
      JSONWriter.compact(["bk_app_code": .string(appCode), "bk_app_secret": .string(appSecret.reveal())])
    }
  }
}
