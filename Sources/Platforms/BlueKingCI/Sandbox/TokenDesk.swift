import HufuClient
import HufuSandbox
import HufuSigning

/// The sandbox's auth service: knows the secret, lends tokens to who is signed in, and finds the words for refused ones.
struct TokenDesk: Sendable {
  /// Made up; no server has it.
  static let defaultSecret = Secret("hufu-sandbox-only-7c1d2e")
  static let sampleUser = "admin"

  let isEnabled: Bool
  private let cipher: TokenCipher?
  private let lifetime: Duration

  /// - Parameter isEnabled: counts unless `--config` says otherwise, in the words of common.yml.
  init(_ options: SandboxOptions, isEnabled: Bool) throws {
    let section =
      AccessTokenSection(in: options.config)
      ?? AccessTokenSection(isEnabled: isEnabled, secret: Self.defaultSecret, lifetime: .seconds(86_400))
    self.isEnabled = section.isEnabled
    cipher = try section.secret.map { secret throws(SigningError) in try TokenCipher(secret: secret) }
    lifetime = section.lifetime
  }

  /// What the verifier compares with; a server that asks for tokens and has no secret knows none.
  var key: AccessTokenVerifier.Key? { isEnabled ? cipher.map { .secret($0) } : .off }

  /// The token of the sample profile: good until the year 2100.
  var sample: TokenText? { try? cipher?.seal(TokenClaims(user: Self.sampleUser, expires: Timestamp(4_102_444_800_000))) }

  /// A fresh token for the browser that asks.
  func issue(for request: APIRequest, at now: Timestamp) throws(Refusal) -> (token: TokenText, answer: JSONValue) {
    guard Self.isSignedIn(request) else { throw .notLoggedIn }
    let claims = TokenClaims(user: Self.sampleUser, expires: now + lifetime)
    guard let token = try? cipher?.seal(claims) else { throw .secretMissing }
    return (
      token,
      ["userId": .string(Self.sampleUser), "expirationTime": .int(claims.expires.milliseconds), "accessToken": .string(token.encoded)]
    )
  }

  /// Any login cookie will do: who is behind it is the login page's business, which the sandbox has not.
  private static func isSignedIn(_ request: APIRequest) -> Bool {
    request.headers.filter { $0.isNamed("Cookie") }.flatMap { $0.value.split(separator: ";") }.contains { cookie in
      let halves = cookie.drop { $0 == " " }.split(separator: "=", maxSplits: 1)
      return halves.count == 2 && (halves[0] == "bk_token" || halves[0] == "bk_ticket")
    }
  }

  /// The filter's own text; the exception's name and the doubled word are the server's (platforms/bkci.md §1.6).
  func refusal(for rejection: SignatureRejection, isStrict: Bool) -> Refusal {
    let reason = "\(rejection.reason.rawValue): \(rejection.detail)"
    let cause: String
    switch rejection.reason {
    case .missing: return .text(rejection.detail, reason: reason)
    case .expired: cause = "tokentoken过期错误: \(rejection.detail)"
    case .mismatch where !isStrict: cause = "token参数校验错误: \(rejection.detail)"
    default: cause = "token参数非法错误: Access token illegal"
    }
    return .text("Verification failed : com.tencent.devops.common.api.exception.RemoteServiceException: \(cause)", reason: reason)
  }
}
