import HufuClient
import HufuSandbox
import HufuSigning

/// The open API of an iS-RPA 2020.4 server: tokens, signatures, job.create.
///
/// Handshake and paths are the vendor's. The server's answers are not public, so these are the sandbox's own assumptions: codes 200, 400,
/// 401 and 404 in `{code, msg, result}` with HTTP 200 (404 for an unknown path), `result.accessToken`, `result.refreshToken`,
/// `result.expiresIn` = 7200 s, and the members of a job. Two paths are its own invention, and every answer of theirs says so in the header
/// `Hufu-Sandbox`: `GET /oapi/v1/sandbox/job/status?jobId=` and `POST /oapi/v1/sandbox/job/stop?jobId=`.
struct ISRPASandbox: SandboxService {
  /// Opens the sandbox and nothing else.
  static let profile = SampleProfile(
    "isrpa", credentials: ["accessKey": "hufu-sandbox-isrpa", "secretKey": "hufu-sandbox-isrpa-secret"],
    settings: ["jobStatus": jobStatus])
  static let statusPath = "/oapi/v1/sandbox/job/status"
  static let stopPath = "/oapi/v1/sandbox/job/stop"
  private static let invention = HeaderField("Hufu-Sandbox", "invented; the vendor publishes no such call")
  /// How this sandbox is asked for a job; it explains every state but the strange one.
  private static let jobStatus = #"""
    {"call": "GET \#(statusPath)?jobId={id}", "id": "/result/jobId", "state": "/result/status", "passed": "SUCCESS", \#
    "failed": "FAILED", "stopped": "STOPPED", "running": ["WAITING", "RUNNING"], "missing": "404", "echo": "/result/jobId", \#
    "message": "/result/message", "progress": "/result/progress", "started": "/result/createTime", "ended": "/result/endTime", \#
    "stop": "POST \#(stopPath)?jobId={id}"}
    """#

  private let verifier: ParameterVerifier
  private let routes: RouteTable
  private var desk: TokenDesk
  private var book = JobBook()
  /// The signatures seen; nil where the same one may be shown again.
  private var seen: ReplayMemory?

  init(_ options: SandboxOptions) throws {
    try options.checkConfig(of: ISRPA.id, knows: [])
    let isStrict = options.mode == .strict
    let settings = ISRPA.Settings()
    verifier = ParameterVerifier(settings: settings, isStrict: isStrict)
    routes = RouteTable(try ISRPA(settings: settings).catalogue.operations())
    desk = TokenDesk(seed: options.seed)
    seen = isStrict ? ReplayMemory(window: ParameterVerifier.window) : nil
  }

  mutating func respond(to request: APIRequest, at moment: Moment) -> SandboxAnswer {
    desk.open(at: moment)
    var answer: SandboxAnswer
    do throws(Refusal) {
      answer = try self.answer(request, at: moment)
    } catch {
      answer = error.answer(isStrict: verifier.isStrict)
    }
    if [Self.statusPath, Self.stopPath].contains(request.path) { answer.response.head.headers.append(Self.invention) }
    return answer
  }

  private mutating func answer(_ request: APIRequest, at moment: Moment) throws(Refusal) -> SandboxAnswer {
    switch routes.match(request.method, path: request.path)?.operation.name {
    case "token.get", "token.refresh": return try token(request, at: moment)
    case "job.create":
      try admit(request, at: moment)
      return try create(request, at: moment)
    case nil where request.method == .get && request.path == Self.statusPath:
      try admit(request, at: moment)
      return try status(request, at: moment)
    case nil where request.method == .post && request.path == Self.stopPath:
      try admit(request, at: moment)
      return try stop(request, at: moment)
    default: throw .noSuchPath
    }
  }

  mutating func apply(_ fault: SandboxFault, at moment: Moment) {
    switch fault {
    case .expireTokens: desk.expireAll()
    case .startSwallowed(let times): book.swallowing = times
    default: break
    }
  }

  private mutating func admit(_ request: APIRequest, at moment: Moment) throws(Refusal) {
    do throws(SignatureRejection) {
      let proof = try verifier.verify(request, at: moment.wall) { token in
        desk.expiry(of: token).map { ParameterVerifier.Lease(subject: Self.account, expires: $0) }
      }
      try seen?.admit(proof, at: moment.wall)
    } catch {
      throw .signature(error)
    }
  }

  private mutating func token(_ request: APIRequest, at moment: Moment) throws(Refusal) -> SandboxAnswer {
    let items = request.queryItems
    if let shown = items["refreshToken"] {
      guard let pair = desk.renew(shown, at: moment.wall) else { throw .refreshToken }
      return Self.lending(pair)
    }
    guard let accessKey = items["accessKey"], let secretKey = items["secretKey"] else { throw .keysMissing }
    guard Self.knows(accessKey, secretKey) else { throw .keys }
    return Self.lending(desk.issue(at: moment.wall))
  }

  private mutating func create(_ request: APIRequest, at moment: Moment) throws(Refusal) -> SandboxAnswer {
    guard let body = request.body.bytes, let members = (try? JSONValue(parsing: body))?.members else { throw .bodyIsNoObject }
    let parameters = members.map { QueryItem($0.key, PythonText.str($0.value)) }
    guard let job = book.create(parameters, at: moment.now) else { throw .noSuchEnd }
    return .success(Self.description(of: job, at: moment.now))
  }

  private func status(_ request: APIRequest, at moment: Moment) throws(Refusal) -> SandboxAnswer {
    guard let id = request.queryItems["jobId"], let job = book[id] else { throw .noSuchJob }
    return .success(Self.description(of: job, at: moment.now))
  }

  private mutating func stop(_ request: APIRequest, at moment: Moment) throws(Refusal) -> SandboxAnswer {
    guard let body = request.body.bytes, let id = (try? JSONValue(parsing: body))?["jobId"]?.text, var job = book[id] else {
      throw .noSuchJob
    }
    guard job.stop(at: moment.now) else { throw .jobIsOver }
    book[id] = job
    return .success(Self.description(of: job, at: moment.now))
  }

  private static var account: String { profile.credentials["accessKey"] ?? "" }

  private static func knows(_ accessKey: String, _ secretKey: String) -> Bool {
    let isKey = constantTimeEqual(Array(accessKey.utf8), Array(account.utf8))
    return constantTimeEqual(Array(secretKey.utf8), Array((profile.credentials["secretKey"] ?? "").utf8)) && isKey
  }

  private static func lending(_ pair: TokenDesk.Pair) -> SandboxAnswer {
    .success([
      "accessToken": .string(pair.access), "refreshToken": .string(pair.refresh), "expiresIn": .int(TokenDesk.life.components.seconds),
    ])
  }

  private static func description(of job: SandboxJob, at now: Timestamp) -> JSONValue {
    [
      "jobId": .string(job.id), "status": .string(job.state(at: now)), "message": .string(job.message(at: now)),
      "progress": .int(job.progress(at: now)), "createTime": .int(job.created.milliseconds),
      "endTime": job.ended(at: now).map { .int($0.milliseconds) } ?? .null,
      "parameters": .object(job.parameters.map { JSONValue.Member($0.name, .string($0.value)) }),
    ]
  }
}
