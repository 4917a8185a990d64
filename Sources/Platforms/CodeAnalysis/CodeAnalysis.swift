public import HufuClient
public import HufuSigning

/// Tencent Cloud Code Analysis (TCA): a personal token in `Authorization`, lists cut by limit and offset.
///
/// The handshake is the word `Token`, a space, and 40 hexadecimal digits that never expire (documents/tca.txt; platforms/tca.md §1).
public struct CodeAnalysis: Platform {
  public static let id = "tca"
  public static let whoAmI: WhoAmI? = WhoAmI("user.get", name: [JSONPointer(tokens: ["username"])])
  public static let jobs: [any Job<CodeAnalysis>.Type] = [ScanJob.self]
  public static let title = Bilingual(zh: "腾讯云代码分析", en: "Tencent Cloud Code Analysis")
  public static let errors = ErrorCatalogue(platform: id, accessFaults + requestFaults + businessFaults + resultFaults + lastFaults)
  public static let pageStyles = [
    "offset": PageStyle(
      .offset(parameter: "offset"), size: "limit", items: [JSONPointer(tokens: ["results"])], total: JSONPointer(tokens: ["count"]),
      more: JSONPointer(tokens: ["next"]), id: "id"),
    "whole": PageStyle(.whole, items: [JSONPointer(tokens: [])], id: "name"),
  ]
  public static let droppedURLSuffixes = ["/server"]
  public static let binding = SignatureBinding(headers: ["Authorization"])
  public static let sandboxes = [
    SandboxVariant(profile: Resident.keeper.profile, endings: endings) { options in try CodeAnalysisSandbox(options) }
  ]

  /// How the sandbox's scans end, by their branch.
  private static let endings: [SandboxEnding] = [
    (.passed, "clean"), (.failed, "master"), (.failed, "broken"), (.stopped, "revoked"), (.failed, "busy"), (.inconclusive, "blank"),
    (.passed, "empty"), (.running, "halfhour"),
  ].map { verdict, branch in SandboxEnding("scan", verdict, ["branch": .string(branch)]) }

  /// TCA has nothing to set.
  public struct Settings: Decodable, Sendable {
    public init() {}
  }

  public let catalogue = Catalogue(Self.operations, base: "/server/main/api")

  public init(settings: Settings = Settings()) {}

  public func signer(for credential: Credential, token: AccessToken?) throws(SigningError) -> any RequestSigner {
    try TokenSigner(credential)
  }

  public func envelope(for credential: Credential) -> any Envelope { DataEnvelope(errors: Self.errors) }

  public func verify(
    _ request: APIRequest, by credential: Credential, token: AccessToken?, strict: Bool, at now: Timestamp
  ) throws(SignatureRejection) -> Proof {
    let expected = Array(credential.bareToken.utf8)
    return try TokenVerifier(strict: strict).verify(request, at: now) { shown in
      constantTimeEqual(Array(shown.utf8), expected) ? "token" : nil
    }
  }
}
