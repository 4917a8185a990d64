public import HufuClient
public import HufuSigning

/// 艺赛旗 iS-RPA 2020.4 and later: a fetched and refreshed token, and an HMAC over the sorted parameters in the header `signature`.
///
/// The handshake is in ``ParameterSigner`` and its counterpart ``ParameterVerifier``; what the vendor does not publish (names of the token
/// answer's members, success and refusal codes) is in ``Settings``, with tolerant defaults. Source: platforms/isrpa.md.
public struct ISRPA: Platform {
  public static let id = "isrpa"
  public static let signsWithToken = true
  public static let unreachableClientCode: Int? = 40
  public static let title = Bilingual(zh: "艺赛旗 iS-RPA", en: "i-Search iS-RPA")
  public static let droppedURLSuffixes = ["/oapi/v1/token", "/oapi/v1", "/oapi", "/doc.html"]
  public static let binding = SignatureBinding(
    headers: ["accesstoken", "timestamp", "signature"], wholeQuery: [.get, .post], body: [.post, .put, .delete],
    window: ParameterVerifier.window)
  public static let jobs: [any Job<ISRPA>.Type] = [RobotJob.self]
  public static let sandboxes = [SandboxVariant(profile: ISRPASandbox.profile, endings: endings) { try ISRPASandbox($0) }]

  /// How the sandbox's jobs end: as their arguments wish.
  private static let endings: [SandboxEnding] = [(.passed, "success"), (.failed, "failure"), (.stopped, "stopped")].map { verdict, end in
    SandboxEnding("job", verdict, ["sandboxEnd": .string(end)])
  }

  public let settings: Settings
  public init(settings: Settings) { self.settings = settings }

  public var catalogue: Catalogue { Catalogue(Self.operations, generation: settings.release.rawValue) }

  /// - Throws: `unknownScheme` for a release whose rules are not public, `tokenMissing` without a token.
  public func signer(for credential: Credential, token: AccessToken?) throws(SigningError) -> any RequestSigner {
    guard settings.release.hasPublicSignature else { throw .unknown(settings.release) }
    guard let token else { throw .noToken }
    return try ParameterSigner(
      token: token.value, style: settings.jsonStyle.python, quoting: settings.slash.quoting, stringify: settings.stringify)
  }

  public func envelope(for credential: Credential) -> any Envelope { ResultEnvelope(settings: settings) }

  public func tokens(for credential: Credential) -> (any TokenSource)? {
    settings.release.hasTokens ? LeasedToken(credential: credential, reader: TokenReader(settings: settings)) : nil
  }

  public func verify(
    _ request: APIRequest, by credential: Credential, token: AccessToken?, strict: Bool, at now: Timestamp
  ) throws(SignatureRejection) -> Proof {
    try ParameterVerifier(settings: settings, isStrict: strict).verify(request, at: now) { shown in
      guard let token, constantTimeEqual(token.value.bytes, Array(shown.utf8)) else { return nil }
      return ParameterVerifier.Lease(subject: credential.accessKey, expires: token.expires)
    }
  }
}
