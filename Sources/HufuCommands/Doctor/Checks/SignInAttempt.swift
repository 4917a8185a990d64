import HufuClient
import HufuProfiles
import HufuSigning

/// The one call that shows whether the credential is good; clock, token and sign-in are judged by it.
struct SignInAttempt: Sendable {
  let connection: Connection
  /// The account's name, where the platform tells it; nil in a success of few words.
  let result: Result<String?, any Error>
  /// When it began and when its answer was there, by our clock.
  let began: Timestamp
  let ended: Timestamp
  /// The server's clock, as its answer tells it.
  let serverTime: Timestamp?
  /// The token it went with, the one stored, or the one that was pasted into the profile.
  let token: AccessToken?

  /// - Throws: when the profile cannot be bound; what the server refuses is a result.
  init(_ profile: Profile, _ circumstances: Circumstances, correctsSkew: Bool? = nil, shift: Duration = .zero) async throws {
    let now = circumstances.shell.timing.now, shared = circumstances.tokenStore
    let clock = HeardTime(), fresh = UnprovenTokens()
    // What a person has signed in for is tried as it is; where nobody has to, a stored token would hide what became of the credential.
    let isPersonal = try profile.platform.signIn(under: profile.settings.mapValues(\.value)) != nil
    connection = try await circumstances.connection(
      of: profile, correctsSkew: correctsSkew ?? circumstances.correctsSkew, shift: shift, hearing: clock,
      keeping: isPersonal ? shared : fresh)
    began = now()
    do {
      let name = try await Self.prove(connection, profile.platform.whoAmI)
      try await fresh.settle(in: shared)
      result = .success(name)
    } catch {
      result = .failure(error)
    }
    ended = now()
    serverTime = clock.time
    if let held = await connection.authorizer.tokens?.current {
      token = held
    } else if let stored = try? await connection.storedToken() {
      token = stored
    } else {
      token = try? await PastedToken.find(of: profile, among: connection.options.credentials, in: shared)
    }
  }

  /// The account's name, where it is told. A token that was given is proven by a call only.
  private static func prove(_ connection: Connection, _ whoAmI: WhoAmI?) async throws -> String? {
    if let whoAmI { return whoAmI.name(in: try await connection.call(whoAmI.operation).payload) }
    guard connection.options.token == nil else { return nil }
    return try await connection.token()?.subject
  }

  var succeeded: Bool { if case .success = result { true } else { false } }
  var refusal: APIError? { if case .failure(let error) = result { error as? APIError } else { nil } }
  /// Whether somebody at the other end said something.
  var gotAnAnswer: Bool { succeeded || refusal?.status != nil }

  /// The server's clock minus ours; `Date` counts whole seconds, and the answer took its time.
  var offset: Duration? {
    serverTime.map { server in server - min(max(server, began), ended) }
  }
}
