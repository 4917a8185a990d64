public import HufuSigning

/// A platform: its handshake, its operations, its errors and its sandbox, each a small part in a file of its own.
///
/// The type is a table of contents. Everything generic (commands, sidecar, tests) reaches a platform through this protocol and the
/// registry, never by name. Parts with a default are optional; give one only where the platform has something to say.
/// docs/adding-a-platform.md walks through writing one.
public protocol Platform: Sendable {
  /// What the caller owns. Secrets are ``HufuSigning/Secret``; decodable from the profile's fields, never encodable.
  associatedtype Credential: Decodable & Sendable
  /// What else a profile can say; decoded after ``settingFields`` has checked values and filled in defaults.
  associatedtype Settings: Decodable & Sendable

  /// The word people use for it in profiles and commands: lower case, short.
  static var id: String { get }
  /// Its name as its vendor writes it.
  static var title: Bilingual { get }
  /// The credential's fields, with the vendor's own menu path in the help.
  static var fields: [CredentialField] { get }
  static var settingFields: [SettingField] { get }
  static var errors: ErrorCatalogue { get }
  /// How its lists are paged, by the names the catalogue uses in `page=`.
  static var pageStyles: [String: PageStyle] { get }
  /// The remote work it can start and wait for: `hufu run PROFILE JOB`.
  static var jobs: [any Job<Self>.Type] { get }
  /// Its offline tools: `hufu token PLATFORM TOOL`.
  static var tools: [PlatformTool] { get }
  /// Things worth explaining that are no error: `hufu explain PLATFORM TOPIC`.
  static var topics: [Topic] { get }
  /// Paths people paste behind the origin, which belong to the operations: dropped from a profile's url and reported.
  static var droppedURLSuffixes: [String] { get }
  /// How unsigned requests carry body parameters.
  static var bodyForm: BodyForm { get }
  /// The call that proves a credential; nil where only fetching a token can.
  static var whoAmI: WhoAmI? { get }
  /// Recognises a page of the platform's own web site by its address; nil for anything else.
  static func locate(_ address: BrowserAddress) throws -> Location?
  /// Reads what a person copied from the platform's own page; nil where there is no such page.
  ///
  /// Throws an ``ExplainedError`` when the text is something else.
  static func credential(pasted text: [UInt8]) throws -> PastedCredential?
  /// What is wrong with a credential that works all the same: a well-known default, say.
  static func warnings(_ credential: Credential) -> [Bilingual]
  /// What `hufu doctor` asks about this platform alone.
  static var checks: [PlatformCheck] { get }
  /// Whether an access token takes part in its handshake, so that one can be given by hand.
  static var signsWithToken: Bool { get }
  /// The code its vendor's own client code gives when a call could not be sent or answered.
  static var unreachableClientCode: Int? { get }
  /// What its signature vouches for.
  static var binding: SignatureBinding { get }
  /// The sandbox in each of its forms; the first is the ordinary one.
  static var sandboxes: [SandboxVariant] { get }

  init(settings: Settings)

  /// Arguments its settings already say (a project, say); the profile's own defaults and a call's arguments win.
  var defaults: [String: String] { get }
  var catalogue: Catalogue { get }
  func signer(for credential: Credential, token: AccessToken?) throws(SigningError) -> any RequestSigner
  func envelope(for credential: Credential) -> any Envelope
  /// Where access tokens come from; nil where the credential alone suffices.
  func tokens(for credential: Credential) -> (any TokenSource)?

  /// The sign-in its tokens begin with, under these settings; nil where nobody has to sign in.
  var signIn: SignIn? { get }

  /// The server's half, for a server that knows this one credential (and has lent this token): `hufu verify` and the laws.
  ///
  /// - Parameter strict: also refuses what the real platform is known to let pass: malformed nonces, loose encodings.
  func verify(
    _ request: APIRequest, by credential: Credential, token: AccessToken?, strict: Bool, at now: Timestamp
  ) throws(SignatureRejection) -> Proof

  /// Its story in `hufu demo`: what a user of this platform would do first, on the sandbox, through the public library.
  static func tour(_ visit: Visit<Self>) async throws
}

extension Platform {
  public static var settingFields: [SettingField] { [] }
  public static var pageStyles: [String: PageStyle] { [:] }
  public static var jobs: [any Job<Self>.Type] { [] }
  public static var tools: [PlatformTool] { [] }
  public static var topics: [Topic] { [] }
  public static var droppedURLSuffixes: [String] { [] }
  public static var bodyForm: BodyForm { .json }
  public static var whoAmI: WhoAmI? { nil }
  public static func credential(pasted text: [UInt8]) throws -> PastedCredential? { nil }
  public static func warnings(_ credential: Credential) -> [Bilingual] { [] }
  public static var checks: [PlatformCheck] { [] }
  public static var signsWithToken: Bool { false }
  public static var unreachableClientCode: Int? { nil }
  public var defaults: [String: String] { [:] }
  public func tokens(for credential: Credential) -> (any TokenSource)? { nil }
  public var signIn: SignIn? { nil }
}
