public import HufuClient
public import HufuSigning

/// 天翼视联能力开放平台 (vcp.21cn.com): a sealed and signed form, an access token inside it, answers that may be sealed as well.
///
/// The handshake in words, with an example, stands in this module's documentation. Facts: platforms/tianyi.md.
public struct Tianyi: Platform {
  public static let id = "tianyi"
  public static let whoAmI: WhoAmI? = WhoAmI("regions.list")
  public static let signsWithToken = true
  public static let title = Bilingual(zh: "天翼视联", en: "Tianyi Shilian (China Telecom video cloud)")
  /// The private parameters are `k=v&k=v`, neither encoded nor sorted, and sealed as a whole.
  public static let bodyForm = BodyForm.pairs
  /// The signature covers every field of the form, and nothing outside it: neither path nor headers.
  public static let binding = SignatureBinding(body: [.post], window: FormVerifier.window)

  public let settings: Settings
  public let catalogue: Catalogue

  public init(settings: Settings = Settings()) {
    self.settings = settings
    catalogue = Catalogue(Self.operations(settings))
  }

  public func signer(for credential: Credential, token: AccessToken?) throws(SigningError) -> any RequestSigner {
    try FormSigner(credential, settings, token: token?.value)
  }

  public func envelope(for credential: Credential) -> any Envelope {
    AnswerEnvelope(seal: AnswerSeal(appSecret: credential.appSecret, rsaPrivateKey: credential.rsaPrivateKey, version: settings.version))
  }

  public func tokens(for credential: Credential) -> (any TokenSource)? {
    GrantTokens(appId: credential.appId, grant: settings.grant, enterpriseUser: settings.enterpriseUser)
  }

  public func verify(
    _ request: APIRequest, by credential: Credential, token: AccessToken?, strict: Bool, at now: Timestamp
  ) throws(SignatureRejection) -> Proof {
    let form = try FormVerifier(strict: strict).read(request, at: now) { $0 == credential.appId ? credential.appSecret : nil }
    if let token { try form.requireToken(token.value, unless: catalogue.operation(matching: request)?.access != .token) }
    return form.proof
  }
}
