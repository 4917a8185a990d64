import HufuClient
import HufuSigning
import HufuTesting
import Testing

@testable import HufuMeterSphere

/// What the job takes, what becomes of it on the wire, and what it refuses with a reason (platforms/metersphere.md §2.1, §2.3).
@Suite struct PlanArgumentTests {
  static let classic = [MeterSphere.Generation.v1, .v2]

  private func body(_ playground: Playground, _ arguments: Arguments) async throws -> JSONValue {
    let drive = try await playground.drive(Arguments.plan(arguments))
    #expect(drive.outcome.run != nil, "\(drive.outcome.end)")
    return try #require(try playground.wire.bodies(of: "plan.run").last)
  }

  private func usage(_ generation: MeterSphere.Generation, _ arguments: Arguments) async throws -> UsageError {
    let playground = try Playground(generation)
    let error: (any Error)?
    do {
      let outcome = try await playground.drive(Arguments.plan(arguments)).outcome
      if case .error(let thrown) = outcome.end { error = thrown } else { error = nil }
    } catch let thrown { error = thrown }
    #expect(playground.starts == 0)
    return try #require(error as? UsageError)
  }

  // MARK: Environments

  @Test(arguments: classic) func anEnvironmentIsFoundByNameOrID(_ generation: MeterSphere.Generation) async throws {
    let playground = try Playground(generation)
    let id = Numbering(generation: generation).id(.environment, 1)
    for name in ["预发环境", id] {
      #expect(try await body(playground, ["environment": .string(name)])["envMap"] == .object([.init(playground.project, .string(id))]))
    }
    // The plan's own configuration; never null, over which the server trips.
    #expect(try await body(playground, [:])["envMap"] == .object([]))
  }

  @Test(arguments: classic) func anAmbiguousEnvironmentIsRefusedWithItsCandidates(_ generation: MeterSphere.Generation) async throws {
    let error = try await usage(generation, ["environment": "重名环境"])
    #expect(error.message.en.hasPrefix("There are 2 environments named \"重名环境\": "))
    for index in [3, 4] { #expect(error.message.zh.contains(Numbering(generation: generation).id(.environment, index))) }
  }

  @Test(arguments: classic) func anAbsentEnvironmentIsRefusedWithTheNearest(_ generation: MeterSphere.Generation) async throws {
    let error = try await usage(generation, ["environment": "MS环镜"])
    #expect(error.message.en == "There is no environment \"MS环镜\", neither by name nor by id.")
    #expect(error.remedy?.en.hasPrefix("Did you mean \"MS环境\"? There are: MS环境 (") == true)
  }

  @Test(arguments: MeterSphere.Generation.allCases) func anAmbiguousPlanIsRefusedAndAnAbsentOneToo(_ generation: MeterSphere.Generation)
    async throws
  {
    #expect(try await usage(generation, ["plan": "重名计划"]).message.en.hasPrefix("There are 2 plans named"))
    let absent = try await usage(generation, ["plan": "没有的计划"])
    #expect(absent.remedy?.zh.contains("测试环境使用 (") == true)
  }

  @Test func v2RunsInAnEnvironmentWithoutWritingItIntoThePlan() async throws {
    let playground = try Playground(.v2)
    #expect(try await playground.drive(["plan": "测试环境使用", "environment": .string(World.readOnlyEnvironment)]).verdict == .failed)
    // Nothing stuck: the next run goes by the plan's own configuration.
    #expect(try await playground.drive(["plan": "测试环境使用"]).verdict == .passed)
    let saves: Arguments = ["plan": "测试环境使用", "environment": .string(World.readOnlyEnvironment), "executionWay": "RUN_SAVE"]
    #expect(try await playground.drive(saves).verdict == .failed)
    #expect(try await playground.drive(["plan": "测试环境使用"]).verdict == .failed)
  }

  @Test func v1WritesAnEnvironmentIntoThePlanAndThatIsSaid() async throws {
    let playground = try Playground(.v1)
    let first = try await playground.drive(["plan": "测试环境使用", "environment": .string(World.readOnlyEnvironment)])
    #expect(first.outcome.run?.note?.en.contains("into the plan; later runs use it too") == true)
    #expect(try await playground.drive(["plan": "测试环境使用"]).verdict == .failed)
  }

  @Test func v3TakesNoEnvironmentAndSaysWhy() async throws {
    let error = try await usage(.v3, ["environment": "MS环境"])
    #expect(error.message.en.contains("environments and pools come from the plan's own test sets"))
    #expect(error.remedy?.en.contains("for several environments make several plans") == true)
  }

  @Test(arguments: classic) func severalEnvironmentsAreRunsInTurn(_ generation: MeterSphere.Generation) async throws {
    let playground = try Playground(generation)
    let offer = try playground.connection.job(named: "plan")
    var arguments: Arguments = ["plan": "测试环境使用", "environment": "MS环境"]
    arguments.append("environment", .text("预发环境"))
    var titles: [String] = []
    for run in try offer.description.runs(of: arguments) {
      let drive = try await playground.drive(run)
      #expect(drive.verdict == .passed)
      titles.append(drive.report?.title ?? "")
    }
    #expect(titles == ["测试环境使用 · MS环境", "测试环境使用 · 预发环境"])
    let ids = [0, 1].map { JSONValue.string(Numbering(generation: generation).id(.environment, $0)) }
    #expect(try playground.wire.bodies(of: "plan.run").map { $0["envMap"]?[playground.project] } == ids)
  }

  // MARK: The body

  @Test(arguments: classic) func everyFieldOfTheDocumentHasItsDefault(_ generation: MeterSphere.Generation) async throws {
    let playground = try Playground(generation)
    let sent = try await body(playground, [:])
    var expected: JSONValue = [
      "testPlanId": .string(playground.plan(0)), "projectId": .string(playground.project), "userId": .string(World.userID),
      "mode": "serial", "triggerMode": "API", "reportType": "iddReport", "onSampleError": true, "runWithinResourcePool": false,
      "environmentType": "JSON", "envMap": .object([]), "requestOriginator": "TEST_PLAN",
    ]
    if generation == .v2 {
      expected["executionWay"] = "RUN"
      expected["retryEnable"] = false
    }
    for member in expected.members ?? [] { #expect(sent[member.key] == member.value, "\(member.key)") }
    let names = Set((expected.members ?? []).map(\.key)).union(["reportId"])
    #expect(Set((sent.members ?? []).map(\.key)).subtracting(names).isEmpty)
  }

  @Test(arguments: classic) func everyFieldCanBeSet(_ generation: MeterSphere.Generation) async throws {
    let pool = Numbering(generation: generation).id(.pool, 1)
    let fields: [(Arguments, String, JSONValue)] = [
      (["mode": "parallel"], "mode", "parallel"), (["trigger": "MANUAL"], "triggerMode", "MANUAL"),
      (["user": .string(World.colleague.id)], "userId", .string(World.colleague.id)),
      (["reportType": "setReport"], "reportType", "setReport"),
      (["onSampleError": false], "onSampleError", false),
      (["runWithinResourcePool": true, "pool": .string(pool)], "runWithinResourcePool", true),
      (["runWithinResourcePool": true, "pool": .string(pool)], "resourcePoolId", .string(pool)),
      (["environmentType": "GROUP", "environmentGroup": "g1"], "environmentType", "GROUP"),
      (["environmentType": "GROUP", "environmentGroup": "g1"], "environmentGroupId", "g1"),
      (["envMap": ["p1": "e1"]], "envMap", ["p1": "e1"]),
      (["requestOriginator": "CI"], "requestOriginator", "CI"),
    ]
    let added: [(Arguments, String, JSONValue)] = [
      (["executionWay": "JENKINS_RUN"], "executionWay", "JENKINS_RUN"), (["retryEnable": true, "retryNum": 3], "retryNum", 3),
      (["browser": "CHROME"], "browser", "CHROME"), (["headlessEnabled": true], "headlessEnabled", true),
      (["testPlanDefaultEnvMap": ["p1": ["e1"]]], "testPlanDefaultEnvMap", ["p1": ["e1"]]),
    ]
    for (arguments, name, value) in fields + (generation == .v2 ? added : []) {
      #expect(try await body(Playground(generation), arguments)[name] == value, "\(name)")
    }
  }

  @Test func v3sBodyHoldsWhatThatServerKnows() async throws {
    let playground = try Playground(.v3)
    #expect(
      try await body(playground, ["mode": "parallel", "trigger": "MANUAL"])
        == ["executeId": .string(playground.plan(0)), "runMode": "PARALLEL", "executionSource": "MANUAL"])
    #expect(try await body(playground, [:])["executionSource"] == "API")
  }

  @Test(arguments: classic) func theUserIsTheKeysOwnUnlessGiven(_ generation: MeterSphere.Generation) async throws {
    // A profile may name one; this one does not.
    let playground = try Playground(generation, hiding: ["user"])
    #expect(try await body(playground, [:])["userId"] == .string(World.userID))
    #expect(playground.wire.count(of: "key.validate") == 1)
    #expect(try await body(playground, ["user": .string(World.colleague.id)])["userId"] == .string(World.colleague.id))
    #expect(playground.wire.count(of: "key.validate") == 1)
  }

  @Test func v2RefusesTheDocumentsDisplayName() async throws {
    let drive = try await Playground(.v2).drive(["plan": "测试环境使用", "user": "王梅杰"])
    #expect(drive.fault == "unknownUser")
    #expect(drive.outcome.exitCode == .refused)
  }

  // MARK: Refusals

  @Test(
    arguments: [
      (MeterSphere.Generation.v3, ["onSampleError": true], "Argument onSampleError belongs to v1, v2; this profile speaks v3."),
      (.v1, ["retryEnable": true], "Argument retryEnable belongs to v2; this profile speaks v1."),
      (.v2, ["runWithinResourcePool": true], "runWithinResourcePool=true needs pool: without it the server drops the run in silence."),
      (.v2, ["pool": "x"], "pool has effect only with runWithinResourcePool=true."),
      (.v2, ["environmentType": "GROUP"], "environmentType=GROUP needs environmentGroup, and neither environment nor envMap."),
      (.v1, ["environmentGroup": "x"], "environmentGroup has effect only with environmentType=GROUP."),
      (.v1, ["environment": "MS环境", "envMap": ([:])], "Give environment or envMap, not both."),
      (.v1, ["envMap": (["x"])], "envMap is a JSON object: {\"project id\":\"environment id\"}."),
      (.v2, ["retryNum": 2], "retryNum has effect only with retryEnable=true."),
      (.v2, ["executionWay": "SAVE"], "executionWay=SAVE saves the settings and runs nothing."),
    ] as [(MeterSphere.Generation, Arguments, String)])
  func whatDoesNotGoTogetherIsRefused(_ generation: MeterSphere.Generation, _ arguments: Arguments, _ text: String) async throws {
    #expect(try await usage(generation, arguments).message.en == text)
  }

  @Test(arguments: MeterSphere.Generation.allCases) func aRunNeedsAProject(_ generation: MeterSphere.Generation) async throws {
    let connection = try Playground(generation).connection
    var arguments = JobRun.Options()
    arguments.timeout = .seconds(60)
    let bare = Connection(
      MeterSphere(settings: .init(generation: generation)), try Playground(generation).credential, at: connection.endpoint,
      over: ScriptedTransport([]), timing: StepClock().timing)
    let job = try bare.job(named: "plan").job(["plan": "x"], on: bare)
    let outcome = await JobRun(job, arguments, timing: StepClock().timing).drive()
    #expect(outcome.exitCode == .usage)
    guard case .error(let error) = outcome.end else { return }
    #expect(error.message.en == "Running a plan needs a project id.")
  }
}
