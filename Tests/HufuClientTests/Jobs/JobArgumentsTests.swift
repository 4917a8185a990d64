import HufuClient
import HufuSigning
import HufuTesting
import Testing

struct JobArgumentsTests {
  /// The arguments as the job gets them.
  private func arguments(
    _ given: Arguments, of job: String = "scripted", defaults: [String: String] = [:], isResumed: Bool = false
  ) throws -> JobArguments {
    let connection = try Fake.connect(
      credentials: ["key": Secret("k"), "secret": Secret("topsecret")], at: Endpoint("https://fake.example.com"),
      over: ScriptedTransport([]), defaults: defaults)
    let made = try connection.job(named: job).job(given, on: connection, isResumed: isResumed)
    return try #require((made as? ScriptedJob)?.arguments ?? (made as? OpenJob)?.arguments)
  }

  private func refusal(_ given: Arguments, defaults: [String: String] = [:], isResumed: Bool = false) -> UsageError? {
    #expect(throws: UsageError.self) { try arguments(given, defaults: defaults, isResumed: isResumed) }
  }

  private func texts(_ items: (String, String)...) -> Arguments {
    items.reduce(into: Arguments()) { $0.append($1.0, .text($1.1)) }
  }

  @Test func valuesAreTypedAndDefaultsFilledIn() throws {
    let values = try arguments(texts(("plan", "夜间"), ("key", "k"), ("limit", "7"), ("labels", "a,b"), ("labels", "c")))
    #expect(values.text("plan") == "夜间")
    #expect(values.int("limit") == 7)
    #expect(values.list("labels") == ["a", "b", "c"])
    #expect(values.text("mode") == "serial")
    #expect(values.bool("failOnReview") == false)
    #expect(values.text("environment") == nil)
    #expect(values.given == ["plan", "key", "limit", "labels"])
  }

  @Test func theProfilesDefaultsComeBeforeTheJobs() throws {
    let values = try arguments(texts(("key", "k")), defaults: ["plan": "p1", "mode": "parallel", "unrelated": "x"])
    #expect(values.text("plan") == "p1")
    #expect(values.text("mode") == "parallel")
    #expect(values["unrelated"] == nil)
    #expect(values.given == ["key"])
    #expect(refusal(texts(("key", "k")), defaults: ["plan": "p1", "mode": "sideways"]) != nil)
  }

  @Test func anUnknownNameIsAnsweredWithTheNearest() {
    let argument = refusal(texts(("plna", "x")))
    #expect(argument?.message.en == "Job scripted has no argument plna.")
    #expect(argument?.remedy?.en.contains("Did you mean plan?") == true)
    #expect(refusal(texts(("failOnReviw", "true")))?.remedy?.en.contains("Did you mean --fail-on-review?") == true)
  }

  @Test func aMissingOneIsAskedForAsItIsWritten() {
    let plan = refusal(texts(("key", "k")))
    #expect(plan?.message.en == "Job scripted needs plan: the plan")
    #expect(plan?.remedy?.en.contains("Write plan=VALUE") == true)
    #expect(plan?.remedy?.en.contains("Required: plan, --key.") == true)
    #expect(refusal(texts(("plan", "p")))?.remedy?.en.contains("Write --key VALUE") == true)
  }

  @Test func onlyAListIsGivenTwice() {
    #expect(refusal(texts(("plan", "a"), ("plan", "b"), ("key", "k")))?.message.en == "Argument plan is given twice.")
  }

  @Test(arguments: [("mode", "sideways"), ("limit", "10"), ("limit", "many"), ("failOnReview", "maybe")])
  func aValueThatIsNotAllowedIsRefused(_ name: String, _ value: String) {
    #expect(refusal(texts(("plan", "p"), ("key", "k"), (name, value)))?.message.en.contains("\(name) cannot be \(value)") == true)
  }

  @Test func aFileIsNoArgument() {
    var given = texts(("key", "k"))
    given.append("plan", .file(path: "plan.txt"))
    #expect(refusal(given)?.message.en == "The job's argument plan cannot be a file.")
  }

  @Test func aResumedRunNeedsNoNames() throws {
    let values = try arguments([:], isResumed: true)
    #expect(values.text("plan") == nil)
    #expect(values.text("mode") == "serial")
    #expect(refusal(texts(("plna", "x")), isResumed: true) != nil)
  }

  @Test func anOpenJobTakesAnyNameOnce() throws {
    let values = try arguments(["流程": "日报", "n": 7, "nested": ["a": 1]], of: "open", defaults: ["流程": "x", "more": "y"])
    #expect(values.extra == [JSONValue.Member("流程", "日报"), JSONValue.Member("n", 7), JSONValue.Member("nested", ["a": 1])])
    #expect(throws: UsageError.self) { try arguments(texts(("a", "1"), ("a", "2")), of: "open") }
  }

  @Test func aJobIsFoundByNameOrTheNearestIsTold() throws {
    let connection = try connection([]).0
    #expect(try connection.job(named: "open").description.whyUnstoppable != nil)
    let error = #expect(throws: UsageError.self) { try connection.job(named: "scriptd") }
    #expect(error?.remedy?.en == "Did you mean scripted? It has: scripted, open.")
    let echo = try EchoPlatform.connect(
      credentials: ["key": Secret("k")], at: Endpoint("http://127.0.0.1"), over: ScriptedTransport([]))
    #expect(#expect(throws: UsageError.self) { try echo.job(named: "plan") }?.message.en == "echo has no jobs to run and wait for.")
  }

  @Test func everyValueOfASeriesIsARunOfItsOwn() throws {
    let job = JobDescription(ScriptedJob.self)
    let runs = try job.runs(of: texts(("environment", "e1"), ("plan", "p"), ("environment", "e2")))
    #expect(runs.map { $0.items.map(\.name) } == [["plan", "environment"], ["plan", "environment"]])
    #expect(runs.map { $0["environment"] } == [.text("e1"), .text("e2")])
    #expect(try job.runs(of: texts(("plan", "p"))).count == 1)
    #expect(try job.runs(of: texts(("environment", "e1"))).map { $0["environment"] } == [.text("e1")])
    #expect(try job.runs(of: texts(("plan", "p"), ("plan", "q"))).first?.items.count == 2)
  }

  @Test func optionsAreSpelledAsOptions() {
    #expect(ScriptedJob.parameters.map(\.spelling) == ["plan", "environment", "mode", "limit", "labels", "--fail-on-review", "--key"])
  }
}
