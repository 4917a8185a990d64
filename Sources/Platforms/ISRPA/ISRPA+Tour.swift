public import HufuClient
import HufuSigning

extension ISRPA {
  /// Gets a token, creates a job with Chinese parameters, renews the token, and creates another: each answer is checked.
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

    let parameters: Arguments = ["流程名称": "财务日报", "机器人": "机器人/一号", "备注": "第 1 季度 50% + 汇总 & 核对"]
    let job = try await create(parameters, by: visit.client)
    visit.say(
      Bilingual(
        zh: "对排序后的参数签名并创建作业 \(job.jobId)，服务器原样收到中文、空格、/、%、+ 和 &。",
        en: "Signed the sorted parameters and created job \(job.jobId); Chinese, spaces, /, %, + and & arrived unchanged."))

    let second = try await tokens.refresh()
    guard second.value != first.value else {
      throw TourFailure(zh: "刷新后令牌没有变化。", en: "The token is the same after the refresh.")
    }
    let next = try await create(parameters, by: visit.client)
    visit.say(
      Bilingual(
        zh: "用刷新令牌换到新令牌，接着用它创建作业 \(next.jobId)。", en: "Renewed the token with the refresh token and created job \(next.jobId) with it."))
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
}
