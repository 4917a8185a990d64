import HufuClient
import HufuISRPA
import HufuSandbox
import HufuSigning
import HufuTesting
import Synchronization
import Testing

/// The traps of platforms/isrpa.md §3 that lie in the way of a run.
@Suite struct RobotJobTrapTests {
  // MARK: Trap 7: creating is not idempotent, and a signature is not used twice

  @Test(
    arguments: [.cut(.beforeHead, times: 1), .cut(.afterBytes(9), times: 1), .html(times: 1), .status(502, times: 1)] as [SandboxFault])
  func `trap 7: a lost answer of job create is inconclusive, and it is not repeated`(fault: SandboxFault) async throws {
    for settings: [String: JSONValue] in [[:], ["jobStatus": .null]] {
      let scene = try Scene()
      let connection = try await scene.warmConnection(settings: settings)
      scene.sandbox.inject(fault, now: scene.clock.now)
      let outcome = try await scene.run(["流程": "日报"], on: connection)
      #expect(outcome.verdict == .inconclusive && outcome.exitCode == .inconclusive)
      #expect(outcome.run == nil)
      #expect(outcome.reasons.first?.zh.contains("除编号外没有公开的办法查找作业；没有重复启动") == true)
      #expect(scene.count(of: "job/create") == 1)
    }
  }

  @Test func `trap 7: an unreachable server has started nothing, and that is an error`() async throws {
    let scene = try Scene()
    let connection = try await scene.warmConnection()
    scene.sandbox.inject(.cut(.unprocessed, times: 9), now: scene.clock.now)
    let outcome = try await scene.run(on: connection)
    #expect(outcome.error?.kind == .network && outcome.run == nil)
    #expect(scene.sandbox.journal.allSatisfy { $0.path != "/oapi/v1/job/create" || $0.status == nil })
  }

  @Test func `trap 7: every poll of 35 minutes is signed anew, through the end of a token's life`() async throws {
    let scene = try Scene(.strict)
    let connection = try await scene.warmConnection()
    scene.clock.advance(by: .seconds(7200 - 600))
    let outcome = try await scene.run(["sandboxSeconds": "2100"], on: connection)
    #expect(outcome.verdict == .passed)
    #expect(outcome.elapsed >= .seconds(2100) && outcome.elapsed < .seconds(2200))
    // Strict refuses a signature that was seen, or is older than ten minutes, or made with a token whose life is over.
    #expect(scene.sandbox.journal.allSatisfy { $0.refusal == nil })
    #expect(scene.count(of: "job/create") == 1)
    #expect(scene.count(of: "sandbox/job/status") > 60)
    #expect(
      scene.sandbox.journal.filter { $0.path == "/oapi/v1/token" }.map(\.queryNames) == [["accessKey", "secretKey"], ["refreshToken"]])
  }

  // MARK: Tokens

  @Test func `a token that is refused between two polls is renewed, and the poll signed again`() async throws {
    let scene = try Scene(.strict)
    let polls = Mutex(0)
    let outcome = try await scene.run(["sandboxSeconds": "60"]) { event in
      guard case .status = event,
        polls.withLock({
          $0 += 1; return $0
        }) == 3
      else { return }
      scene.sandbox.inject(.expireTokens, now: scene.clock.now)
    }
    #expect(outcome.verdict == .passed)
    #expect(scene.sandbox.journal.compactMap(\.refusal) == ["expired: the token's life is over"])
    #expect(scene.count(of: "token") == 2 && scene.count(of: "job/create") == 1)
  }

  @Test func `a start refused for its token was refused before work: signed again, created once`() async throws {
    let scene = try Scene()
    let connection = try await scene.warmConnection()
    scene.sandbox.inject(.expireTokens, now: scene.clock.now)
    let outcome = try await scene.run(on: connection)
    #expect(outcome.verdict == .passed && outcome.run?.id == "J100001")
    #expect(scene.journal.count { $0 == "POST /oapi/v1/job/create 200 " } == 1)
  }

  // MARK: Trap 12: the clock

  @Test(arguments: [900_000, -900_000] as [Int64])
  func `trap 12: a clock more than ten minutes off is corrected between two polls`(skew: Int64) async throws {
    let scene = try Scene()
    let polls = Mutex(0)
    let outcome = try await scene.run(["sandboxSeconds": "60"]) { event in
      guard case .status = event,
        polls.withLock({
          $0 += 1; return $0
        }) == 2
      else { return }
      scene.sandbox.inject(.skew(milliseconds: skew), now: scene.clock.now)
    }
    #expect(outcome.verdict == .passed)
    #expect(scene.sandbox.journal.count { $0.refusal != nil } == 1)
    #expect(scene.count(of: "job/create") == 1)
  }

  @Test func `trap 12: uncorrected it is an authentication error, and the run can be taken up`() async throws {
    let scene = try Scene()
    var options = ConnectionOptions()
    options.correctsSkew = false
    let connection = try await scene.warmConnection(options: options)
    let outcome = try await scene.run(on: connection) { event in
      if case .started = event { scene.sandbox.inject(.skew(milliseconds: 900_000), now: scene.clock.now) }
    }
    #expect(outcome.exitCode == .authentication && outcome.canResume)
  }

  // MARK: Starts that are none

  @Test func `a start that is swallowed is inconclusive once its time to show up is over`() async throws {
    let scene = try Scene()
    let connection = try await scene.warmConnection()
    scene.sandbox.inject(.startSwallowed(times: 1), now: scene.clock.now)
    let outcome = try await scene.run(on: connection)
    #expect(outcome.verdict == .inconclusive)
    #expect(outcome.reasons.first?.en.contains("most likely it never began") == true)
    #expect(scene.count(of: "job/create") == 1)
  }

  @Test func `a refused start is an error with the server's words, and nothing is asked`() async throws {
    let scene = try Scene()
    let outcome = try await scene.run(["sandboxEnd": "sudden"])
    #expect(outcome.exitCode == .refused && outcome.error?.code == "400" && outcome.run == nil)
    #expect(scene.count(of: "sandbox/job/status") == 0)
  }

  // MARK: A bad line

  @Test func `polls that are not answered are borne`() async throws {
    let scene = try Scene()
    let outcome = try await scene.run(["sandboxSeconds": "60"]) { event in
      if case .started = event { scene.sandbox.inject(.status(503, times: 12), now: scene.clock.now) }
    }
    #expect(outcome.verdict == .passed)
    #expect(scene.count(of: "job/create") == 1)
  }

  // MARK: What the profile describes wrongly

  private func setting(_ more: [String: JSONValue] = [:]) -> JSONValue {
    var setting: JSONValue = [
      "call": "GET /q?n={id}", "id": "/result/no", "state": "/result/st", "passed": 3, "failed": [4, 5], "running": 1, "missing": "E404",
    ]
    for (name, value) in more { setting[name] = value }
    return setting
  }

  private static let created = #"{"code":200,"result":{"no":7001}}"#

  @Test func `states may be numbers`() async throws {
    let server = ScriptedServer(Self.created, #"{"code":200,"result":{"st":1}}"#, #"{"code":200,"result":{"st":"3"}}"#)
    let outcome = try await server.run(setting())
    #expect(outcome.verdict == .passed && outcome.run?.id == "7001")
    #expect(server.requests.map(\.target) == ["/oapi/v1/job/create?%E6%B5%81%E7%A8%8B=%E6%97%A5%E6%8A%A5", "/q?n=7001", "/q?n=7001"])
    #expect(Set(server.requests.compactMap { $0.headers["signature"] }).count == 3)
  }

  @Test func `a state of another spelling is unknown, not a pass`() async throws {
    let server = ScriptedServer(Self.created, #"{"result":{"st":"success"}}"#)
    let outcome = try await server.run(setting(["passed": "SUCCESS"]), .timeout(.zero))
    #expect(outcome.verdict == .inconclusive)
  }

  @Test func `a created job whose id is not found is inconclusive, and the answer's places are told`() async throws {
    let server = ScriptedServer(#"{"code":200,"result":{"jobId":"J1"}}"#)
    let outcome = try await server.run(setting())
    #expect(outcome.verdict == .inconclusive && outcome.run == nil)
    #expect(outcome.reasons.first?.en.contains("/result/no; it has: /code /result /result/jobId") == true)
    #expect(server.requests.count == 1)
  }

  @Test func `an answer without a state is asked again and then an error`() async throws {
    let answers = Array(repeating: #"{"code":200,"result":{"status":3,"st":null}}"#, count: 11)
    let server = ScriptedServer(answers, after: Self.created)
    let outcome = try await server.run(setting())
    #expect(outcome.exitCode == .failure && outcome.canResume)
    #expect(outcome.error?.message.zh.contains("/result/st") == true && outcome.error?.message.zh.contains("/result/status") == true)
    #expect(outcome.error?.remedy?.en.contains("settings.jobStatus.state") == true)
  }

  @Test func `the state of another job is not taken for this one's`() async throws {
    let answers = Array(repeating: #"{"code":200,"result":{"st":3,"no":6999}}"#, count: 11)
    let server = ScriptedServer(answers, after: Self.created)
    let outcome = try await server.run(setting(["echo": "/result/no"]))
    #expect(outcome.exitCode == .failure)
    #expect(outcome.error?.message.en == "Asked for job 7001, the server answers for 6999.")
  }

  @Test func `a refused poll is an error with the server's words`() async throws {
    let server = ScriptedServer(Self.created, #"{"code":"E500","msg":"没有权限","result":{"st":3}}"#)
    let outcome = try await server.run(setting())
    #expect(outcome.exitCode == .refused && outcome.error?.message.zh.contains("没有权限") == true && outcome.canResume)
  }

  @Test func `a job that is not there yet is waited for`() async throws {
    let server = ScriptedServer(Self.created, #"{"code":"E404"}"#, #"{"code":200,"result":{"st":4}}"#)
    #expect(try await server.run(setting()).verdict == .failed)
  }

  @Test func `a status call may be a POST: its parameters go into query and body, signed`() async throws {
    let server = ScriptedServer(Self.created, #"{"code":200,"result":{"st":3}}"#)
    let outcome = try await server.run(setting(["call": "post /job/{id}/detail?type=1&编号=no:{id}"]))
    #expect(outcome.verdict == .passed)
    let poll = try #require(server.requests.last)
    #expect(poll.target == "/job/7001/detail?type=1&%E7%BC%96%E5%8F%B7=no%3A7001")
    #expect(poll.body == .bytes(utf8(#"{"type": "1", "\u7f16\u53f7": "no:7001"}"#)))
  }
}
