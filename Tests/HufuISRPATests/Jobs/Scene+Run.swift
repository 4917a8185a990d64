import HufuClient
import HufuISRPA
import HufuSandbox
import HufuSigning
import HufuTesting
import Synchronization

extension Scene {
  /// Drives one job against the sandbox in virtual time, as `hufu run` does.
  func run(
    _ arguments: Arguments = [:], on connection: Connection? = nil, _ options: JobRun.Options = JobRun.Options(),
    heard: @escaping @Sendable (RunEvent) -> Void = { _ in }
  ) async throws -> RunOutcome {
    let connection = try connection ?? self.connection()
    let job = try connection.job(named: "job").job(arguments, on: connection, isResumed: options.resume != nil)
    return await JobRun(job, options, timing: clock.timing, entropy: connection.entropy, observe: heard).drive()
  }

  /// How often each path was asked for, the mount left out.
  func count(of path: String) -> Int { sandbox.journal.count { $0.path == "/oapi/v1/" + path } }

  /// A connection that has its token already, so that the next request is the job's own.
  func warmConnection(settings: [String: JSONValue] = [:], options: ConnectionOptions = ConnectionOptions()) async throws -> Connection {
    let connection = try connection(settings: settings, options: options)
    _ = try await connection.authorizer.tokens?.token()
    return connection
  }
}

extension JobRun.Options {
  static func timeout(_ duration: Duration) -> Self {
    var options = Self()
    options.timeout = duration
    return options
  }

  static func resume(_ run: String) -> Self {
    var options = Self()
    options.resume = run
    return options
  }
}

extension RunOutcome {
  /// The error it ended with.
  var error: (any ExplainedError)? { if case .error(let error) = end { error } else { nil } }

  var isDetached: Bool { if case .detached = end { true } else { false } }
}

/// A server of prepared answers: a token, then these, one a request.
struct ScriptedServer {
  let transport: ScriptedTransport
  let clock = StepClock()

  /// - Parameter answers: bodies of answers with status 200.
  init(_ answers: String...) { self.init(answers) }

  init(_ answers: [String], after first: String? = nil) {
    let answers = (first.map { [$0] } ?? []) + answers
    let token = #"{"code":200,"result":{"accessToken":"T","refreshToken":"R","expiresIn":7200}}"#
    transport = ScriptedTransport(
      ([token] + answers).map { .success(APIResponse(200, headers: [HeaderField("Content-Type", "application/json")], body: utf8($0))) })
  }

  /// Drives one job whose profile says `jobStatus`.
  func run(_ jobStatus: JSONValue, _ options: JobRun.Options = JobRun.Options()) async throws -> RunOutcome {
    let connection = try ISRPA.connect(
      credentials: ["accessKey": Secret("ak"), "secretKey": Secret("sk")], settings: ["jobStatus": jobStatus],
      at: try Endpoint("https://rpa.example.com"), over: transport, timing: clock.timing, entropy: .counting())
    let job = try connection.job(named: "job").job(["流程": "日报"], on: connection, isResumed: options.resume != nil)
    return await JobRun(job, options, timing: clock.timing, entropy: .counting()).drive()
  }

  /// What was asked after the token.
  var requests: [APIRequest] { Array(transport.requests.dropFirst()) }
}

/// Cancels the task that drives, from within an event.
final class Canceller: Sendable {
  private let task = Mutex<Task<RunOutcome, any Error>?>(nil)

  func cancel() { task.withLock { $0?.cancel() } }

  func run(_ body: @escaping @Sendable () async throws -> RunOutcome) async throws -> RunOutcome {
    let (ready, go) = AsyncStream<Void>.makeStream()
    let driving = Task {
      for await _ in ready { break }
      return try await body()
    }
    task.withLock { $0 = driving }
    go.yield()
    return try await driving.value
  }
}
