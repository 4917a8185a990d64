public import HufuClient
import HufuSigning
import Synchronization

extension ISRPA {
  /// Gets a token, creates a job with Chinese parameters, renews the token, and runs another job to its end: each answer is checked.
  public static func tour(_ visit: Visit<ISRPA>) async throws {
    let connection = visit.client.connection
    guard let tokens = connection.authorizer.tokens else {
      throw TourFailure(zh: "iS-RPA 的连接没有令牌缓存。", en: "The iS-RPA connection has no token cache.")
    }
    let first = try await tokens.token()
    guard first.refresh != nil, first.expires != nil else {
      throw TourFailure(zh: "令牌回答里缺少刷新令牌或有效期。", en: "The token answer lacks the refresh token or the life.")
    }
    visit.say(
      Bilingual(
        zh: "用 accessKey 和 secretKey 换到访问令牌和刷新令牌。", en: "Traded accessKey and secretKey for an access token and a refresh token."))

    let job = try await create(["流程名称": "财务日报", "机器人": "机器人/一号", "备注": "第 1 季度 50% + 汇总 & 核对"], by: visit.client)
    visit.say(
      Bilingual(
        zh: "对排序后的参数签名并创建作业 \(job.jobId)，服务器原样收到中文、空格、/、%、+ 和 &。",
        en: "Signed the sorted parameters and created job \(job.jobId); Chinese, spaces, /, %, + and & arrived unchanged."))

    let second = try await tokens.refresh()
    guard second.value != first.value else {
      throw TourFailure(zh: "刷新后令牌没有变化。", en: "The token is the same after the refresh.")
    }
    visit.say(Bilingual(zh: "用刷新令牌换到新令牌。", en: "Renewed the token with the refresh token."))
    try await run(["流程名称": "月末对账", "sandboxSeconds": "4"], visit)
  }

  /// What the sandbox answers to job.create; the real server's fields are in the vendor's manual.
  private struct Job: Decodable {
    var jobId: String
    var parameters: [String: String]
  }

  private static func create(_ arguments: Arguments, by client: Client<ISRPA>) async throws -> Job {
    let job = try await client.call("job.create", arguments, as: Job.self)
    let sent = arguments.items.reduce(into: [String: String]()) { if case .text(let text) = $1.value { $0[$1.name] = text } }
    guard job.parameters == sent else {
      throw TourFailure(zh: "服务器收到的参数与发送的不同。", en: "The server received other parameters than were sent.")
    }
    return job
  }

  /// Creates a job and waits for its end, as `hufu run` does.
  private static func run(_ arguments: Arguments, _ visit: Visit<ISRPA>) async throws {
    let connection = visit.client.connection
    let polls = Mutex(0)
    let job = try connection.job(named: RobotJob.name).job(arguments, on: connection)
    let outcome = await JobRun(job, timing: visit.timing, entropy: connection.entropy) { event in
      switch event {
      case .started(let run): visit.say(Bilingual(zh: "又创建作业 \(run.id)，等待它结束。", en: "Created job \(run.id) and waiting for its end."))
      case .status: polls.withLock { $0 += 1 }
      default: break
      }
    }.drive()
    if case .error(let error) = outcome.end { throw error }
    guard outcome.verdict == .passed else {
      throw TourFailure(
        zh: "作业应当通过，却是 \(outcome.verdict?.rawValue ?? "–")。" + outcome.reasons.map(\.zh).joined(),
        en: "The job should have passed; it is \(outcome.verdict?.rawValue ?? "–"). " + outcome.reasons.map(\.en).joined(separator: " "))
    }
    let count = polls.withLock { $0 }
    visit.say(Bilingual(zh: "轮询 \(count) 次，每次重新签名，结论：通过。", en: "\(count) polls, each signed anew; verdict: passed."))
  }
}
