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
  /// The token it went with, or the one stored.
  let token: AccessToken?

  /// - Throws: when the profile cannot be bound; what the server refuses is a result.
  init(_ profile: Profile, _ circumstances: Circumstances, correctsSkew: Bool? = nil, shift: Duration = .zero) async throws {
    let now = circumstances.shell.timing.now
    connection = try await circumstances.connection(
      of: profile, correctsSkew: correctsSkew ?? circumstances.correctsSkew, shift: shift)
    began = now()
    do {
      let (name, date) = try await Self.prove(connection, profile.platform.whoAmI)
      result = .success(name)
      serverTime = date
    } catch {
      result = .failure(error)
      serverTime = (error as? APIError)?.serverTime
    }
    ended = now()
    if let held = await connection.authorizer.tokens?.current {
      token = held
    } else {
      token = try? await connection.storedToken()
    }
  }

  private static func prove(_ connection: Connection, _ whoAmI: WhoAmI?) async throws -> (String?, Timestamp?) {
    if let whoAmI {
      let reply = try await connection.call(whoAmI.operation)
      return (whoAmI.name(in: reply.payload), reply.response.head.date)
    }
    return (try await connection.token()?.subject, nil)
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
