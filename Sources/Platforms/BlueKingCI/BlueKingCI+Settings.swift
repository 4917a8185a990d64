public import HufuSigning

extension BlueKingCI {
  /// Who calls: with a token, with the server's secret, or, where token authentication is off, with a name alone.
  public struct Credential: Decodable, Sendable {
    /// An access token as `/ms/auth/api/user/token/get` gave it; raw, encoded once and encoded twice are all read.
    public var accessToken: Secret?
    /// The server's `auth.accessToken.secret`: tokens are minted with it when there is no `accessToken`.
    public var secret: Secret?
    /// The cookie of a signed-in browser, traded for tokens when there is neither `accessToken` nor `secret`.
    public var loginCookie: Secret?
    /// The user name that goes into `X-DEVOPS-UID`.
    public var user: String?
    /// The application that calls, behind the BlueKing API Gateway.
    public var gatewayAppCode: String?
    public var gatewayAppSecret: Secret?

    public init(
      accessToken: Secret? = nil, secret: Secret? = nil, loginCookie: Secret? = nil, user: String? = nil, gatewayAppCode: String? = nil,
      gatewayAppSecret: Secret? = nil
    ) {
      self.accessToken = accessToken.flatMap { $0.isEmpty ? nil : $0 }
      self.secret = secret.flatMap { $0.isEmpty ? nil : $0 }
      self.loginCookie = loginCookie.flatMap { $0.isEmpty ? nil : $0 }
      self.user = user.flatMap { $0.isEmpty ? nil : $0 }
      self.gatewayAppCode = gatewayAppCode.flatMap { $0.isEmpty ? nil : $0 }
      self.gatewayAppSecret = gatewayAppSecret.flatMap { $0.isEmpty ? nil : $0 }
    }

    public init(from decoder: any Decoder) throws {
      let fields = try decoder.container(keyedBy: Field.self)
      self.init(
        accessToken: try fields.decodeIfPresent(Secret.self, forKey: .accessToken),
        secret: try fields.decodeIfPresent(Secret.self, forKey: .secret),
        loginCookie: try fields.decodeIfPresent(Secret.self, forKey: .loginCookie),
        user: try fields.decodeIfPresent(String.self, forKey: .user),
        gatewayAppCode: try fields.decodeIfPresent(String.self, forKey: .gatewayAppCode),
        gatewayAppSecret: try fields.decodeIfPresent(Secret.self, forKey: .gatewayAppSecret))
    }

    private enum Field: CodingKey {
      case accessToken, secret, loginCookie, user, gatewayAppCode, gatewayAppSecret
    }
  }

  /// Which API a profile talks to, and how.
  public struct Settings: Decodable, Sendable {
    public enum API: String, Decodable, Sendable, CaseIterable {
      /// Ids stand in the path; frozen.
      case v3
      /// Ids stand in the query; where features go.
      case v4
    }

    public var api: API
    /// How long minted tokens are good.
    public var lifetime: Duration
    /// The BlueKing API Gateway in front, if calls go through it.
    public var gateway: Gateway?

    /// What the login cookie is called; `bk_token` with the BlueKing login, `bk_ticket` and others elsewhere.
    public var cookieName = standardCookie

    public static let standardCookie = "bk_token"

    public init(
      api: API = .v4, lifetime: Duration = .seconds(86_400), gateway: Gateway? = nil, cookieName: String = standardCookie
    ) {
      self.api = api
      self.lifetime = lifetime
      self.cookieName = cookieName
      self.gateway = gateway
    }

    public init(from decoder: any Decoder) throws {
      let fields = try decoder.container(keyedBy: Field.self)
      api = try fields.decodeIfPresent(API.self, forKey: .api) ?? .v4
      let text = try fields.decodeIfPresent(String.self, forKey: .lifetime) ?? "24h"
      guard let lifetime = Lifetime.parse(text) else {
        throw DecodingError.dataCorruptedError(forKey: .lifetime, in: fields, debugDescription: "24h, 30m, 90s, 500ms")
      }
      self.lifetime = lifetime
      cookieName = try fields.decodeIfPresent(String.self, forKey: .cookieName) ?? Self.standardCookie
      let audience = try fields.decodeIfPresent(Gateway.Audience.self, forKey: .gatewayAudience)
      if let path = try fields.decodeIfPresent(String.self, forKey: .gateway) {
        guard let gateway = Gateway(basePath: path, audience: audience ?? .app) else {
          throw DecodingError.dataCorruptedError(forKey: .gateway, in: fields, debugDescription: "/api/devops/prod")
        }
        self.gateway = gateway
      }
      if gateway != nil, api == .v3 {
        throw DecodingError.dataCorruptedError(forKey: .gateway, in: fields, debugDescription: "BlueKing API Gateway: api v4 only")
      }
    }

    private enum Field: CodingKey {
      case api, lifetime, gateway, gatewayAudience, cookieName
    }

    /// What `~` stands for in the catalogue.
    var base: String { gateway?.base ?? "/ms/openapi/api/apigw/\(api.rawValue)" }
  }
}
