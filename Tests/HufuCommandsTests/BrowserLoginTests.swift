import Foundation
import HufuClient
import HufuProfiles
import HufuSandbox
import HufuSigning
import HufuTesting
import Synchronization
import Testing

/// Tianyi's sign-in with a browser: the page on the sandbox, the callback on a real port of this machine.
@Suite(.timeLimit(.minutes(5))) struct BrowserLoginTests {
  private let desk: Desk
  private let environment: [String: String]

  init() throws {
    desk = try Desk()
    let sample = try #require(desk.plan.mounts.first { $0.platform == "tianyi" }?.profile)
    environment = ["APP_ID": try #require(sample.credentials["appId"]), "APP_SECRET": try #require(sample.credentials["appSecret"])]
  }

  private func new(callback: String = "http://127.0.0.1:8889/cb") -> [String] {
    [
      "door", "--platform", "tianyi", "--url", "http://127.0.0.1:7800/tianyi", "--set", "appId=env:APP_ID", "--set",
      "appSecret=env:APP_SECRET", "--set", "callbackUrl=\(callback)",
    ]
  }

  @Test(arguments: Language.allCases) func thePersonAgreesAndTheTokenStays(_ language: Language) async throws {
    let seen = Mutex<[APIResponse]>([])
    let line = new() + ["--listen", "127.0.0.1:0"]
    let outcome = await desk.login(
      line, environment: environment, language: language,
      browse: { page, printed in
        let location = try #require(desk.choose(on: page))
        for target in ["/favicon.ico", "/cb?authCode=forged&errcode=0&state=0000000000000000", "/cb?authCode=forged&errcode=0", location] {
          let response = try await BrowserVisitor.get(target, at: printed)
          seen.withLock { $0.append(response) }
        }
      })
    #expect(outcome.exit == .ok, "\(outcome.errors)")
    let answers = seen.withLock { $0 }
    #expect(answers.map(\.status) == [404, 404, 404, 200])
    #expect(answers.last?.text.contains("请回到终端") == true)
    #expect(answers.last?.text.contains("Go back to the terminal") == true)
    #expect(outcome.errors.split(separator: "\n").count { $0.contains("明文 http") || $0.contains("plain http") } == 1)
    let proof = try JSONValue(parsing: outcome.outputBytes)
    #expect(proof["lifeLeftSeconds"]?.int == 86_400)
    #expect(proof["canRenew"]?.bool == true)
    #expect(desk.exchanges == 1)

    // Another command takes the token from where it was kept.
    let call = await desk.hufu("call", "door", "devices.list", environment: environment)
    #expect(call.exit == .ok, "\(call.errors)")
    #expect(desk.exchanges == 1)
    let shown = await desk.hufu("token", "show", "door", "--reveal", environment: environment)
    let token = try JSONValue(parsing: shown.outputBytes)
    for name in ["value", "refresh"] {
      let secret = try #require(token[name]?.text)
      #expect(!(outcome.output + outcome.errors).contains(secret))
    }
  }

  @Test func whoDeclinesGetsNoToken() async throws {
    let (pages, page) = AsyncStream<APIResponse?>.makeStream()
    let outcome = await desk.login(
      new() + ["--listen", "127.0.0.1:0"], environment: environment,
      browse: { address, printed in
        // The command ends when it has answered, which may be before its answer is read.
        page.yield(try? await BrowserVisitor.get(#require(desk.choose(on: address, agreeing: false)), at: printed))
      })
    #expect(outcome.exit == .refused, "\(outcome.errors)")
    #expect(outcome.errors.contains("errcode=-1"))
    #expect(await pages.first { _ in true }??.text.contains("Not authorised") == true)
    #expect(desk.exchanges == 0)
  }

  @Test func nobodyComes() async throws {
    let line = new() + ["--listen", "127.0.0.1:0", "--wait", "50ms", "--no-open"]
    let outcome = await desk.login(
      line, environment: environment,
      browse: { _, _ in
        Issue.record("a browser was opened")
      })
    #expect(outcome.exit == .authentication)
    #expect(outcome.errors.contains("--callback"))
  }

  @Test func theCallbackIsPasted() async throws {
    let desk = desk
    let outcome = await desk.login(
      new() + ["--callback", "-"], environment: environment,
      input: { printed in
        printed.split(whereSeparator: \.isWhitespace).last { $0.contains("ticket=") }.flatMap { desk.choose(on: String($0)) } ?? ""
      })
    #expect(outcome.exit == .ok, "\(outcome.errors)")
    #expect(desk.exchanges == 1)

    let foreign = await desk.login(
      ["door", "--callback", "-"], environment: environment,
      input: { _ in
        "http://127.0.0.1:8889/cb?authCode=c&errcode=0&state=other"
      })
    #expect(foreign.exit == .authentication)
    #expect(desk.exchanges == 1)
  }

  @Test func theCodeIsGiven() async throws {
    #expect(await desk.login(new() + ["--code", "-"], environment: environment, input: { _ in "nonsense" }).exit != .ok)
    func location(_ state: String) async throws -> String {
      let asked = await desk.hufu("call", "door", "authpage.get", "state=\(state)", environment: environment)
      let page = try #require(try JSONValue(parsing: asked.outputBytes).text, "\(asked.errors)")
      return try #require(desk.choose(on: page))
    }
    let first = try await location("s1")
    let code = try #require(QueryItem.parse(first.utf8.drop { $0 != UInt8(ascii: "?") }.dropFirst())["authCode"])
    let byCode = await desk.login(["door", "--code", "-"], environment: environment, input: { _ in code + "\n" })
    #expect(byCode.exit == .ok, "\(byCode.errors)")
    #expect(!byCode.errors.contains(code))

    let second = try await location("s2")
    #expect(await desk.login(["door", "--callback", second], environment: environment).exit == .usage)
    #expect(await desk.login(["door", "--callback", second, "--state", "s1"], environment: environment).exit == .authentication)
    let whole = await desk.login(["door", "--callback", second, "--state", "s2"], environment: environment)
    #expect(whole.exit == .ok)
    #expect(whole.errors.contains("history"), "\(whole.errors)")
  }

  @Test func whoIsNotProvenReplacesNobody() async throws {
    let store = FileTokenStore(path: desk.folder + "/cache/hufu/tokens", timing: desk.clock.timing)
    func code(_ state: String) async throws -> String {
      let asked = await desk.hufu("call", "door", "authpage.get", "state=\(state)", environment: environment)
      let page = try #require(try JSONValue(parsing: asked.outputBytes).text)
      let location = try #require(desk.choose(on: page))
      return try #require(QueryItem.parse(location.utf8.drop { $0 != UInt8(ascii: "?") }.dropFirst())["authCode"])
    }
    func login(_ code: String, _ more: String..., stranger: Bool) async -> Desk.Outcome {
      let way = SandboxTransport(desk.sandbox, timing: desk.clock.timing)
      return await desk.run(
        ["login", "door", "--code", "env:CODE"] + more, environment: environment.merging(["CODE": code]) { $1 },
        transport: stranger ? Stranger(inner: way) : way)
    }
    #expect(await desk.login(new() + ["--code", "-"], environment: environment, input: { _ in "nonsense" }).exit != .ok)
    #expect(await login(try await code("s1"), stranger: false).exit == .ok)
    let good = try #require(await store.all().first?.token)

    let refused = await login(try await code("s2"), stranger: true)
    #expect(refused.exit == .refused, "\(refused.errors)")
    #expect(refused.errors.contains("as it was") && refused.errors.contains("--force"), "\(refused.errors)")
    #expect(await store.all().map(\.token) == [good])
    _ = await login(try await code("s3"), "--force", stranger: true)
    #expect(await store.all().map(\.token) != [good])

    // Nor is a later profile of that name whoever signed in with this one.
    #expect(await desk.hufu("profile", "remove", "door", environment: environment).exit == .ok)
    #expect(await store.all().isEmpty)
  }

  /// A way on which the account that has just signed in may see nothing.
  private struct Stranger: Transport {
    let inner: SandboxTransport

    func open(_ request: APIRequest, to endpoint: Endpoint) async throws -> Incoming {
      guard request.path.hasSuffix("getReginWithGroupList") else { return try await inner.open(request, to: endpoint) }
      return Incoming(ResponseHead(status: 403, headers: []), body: AsyncThrowingStream { $0.finish() })
    }
  }

  @Test(arguments: [("127.0.0.1:8889", "no protocol"), ("https://app.example.com/cb", "--listen")])
  func aCallbackThatCannotBeWaitedFor(callback: String, words: String) async throws {
    let outcome = await desk.login(new(callback: callback), environment: environment)
    #expect(outcome.exit == .configuration)
    #expect(outcome.errors.contains(words), "\(outcome.errors)")
    #expect(desk.sandbox.journal.isEmpty)
  }
}
