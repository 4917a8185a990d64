public import HufuClient
public import HufuSigning

/// MeterSphere, an open test platform, in its three API generations.
///
/// Every request carries a fresh ticket: `accessKey|uuid|milliseconds`, sealed with AES-CBC under the secret key, in the headers
/// `accessKey` and `signature`. Nothing of the request itself is signed.
///
/// ```swift
/// let connection = Connection(MeterSphere(settings: .init(generation: .v2)), credential, at: endpoint, over: transport)
/// let environment = try await Client<MeterSphere>(connection).environment("MS环境")
/// ```
public struct MeterSphere: Platform {
  public static let id = "metersphere"
  public static let whoAmI: WhoAmI? = WhoAmI("key.validate", name: [JSONPointer(tokens: [])])
  public static let checks = [speaksGeneration]
  public static let jobs: [any Job<MeterSphere>.Type] = [PlanJob.self]
  public static let title = Bilingual(zh: "MeterSphere", en: "MeterSphere")
  public static let binding = SignatureBinding(headers: ["accessKey", "signature"], window: TicketVerifier.window)

  public let settings: Settings

  public init(settings: Settings) { self.settings = settings }

  /// Arguments the settings already say; a call or a profile's defaults may say otherwise.
  public var defaults: [String: String] {
    var defaults: [String: String] = [:]
    defaults["project"] = settings.project
    defaults["workspace"] = settings.scope
    return defaults
  }

  public var catalogue: Catalogue { Catalogue(Self.operations, generation: settings.generation.rawValue) }

  public func signer(for credential: Credential, token: AccessToken?) throws(SigningError) -> any RequestSigner {
    try TicketSigner(credential, settings)
  }

  public func envelope(for credential: Credential) -> any Envelope { MeterSphereEnvelope(generation: settings.generation) }

  public func verify(
    _ request: APIRequest, by credential: Credential, token: AccessToken?, strict: Bool, at now: Timestamp
  ) throws(SignatureRejection) -> Proof {
    try TicketVerifier(strict: strict).verify(request, at: now) { accessKey in
      accessKey == credential.accessKey ? StoredKey(secretKey: credential.secretKey) : nil
    }
  }
}
