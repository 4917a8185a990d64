import HufuClient
import HufuSandbox
import HufuSigning
import HufuTesting
import Testing

struct SandboxPlanTests {
  private let all: [any Platform.Type] = [EchoPlatform.self]

  @Test func everyFormHasItsMount() throws {
    let plan = try SandboxPlan(all)
    #expect(plan.mounts.map(\.name) == ["echo", "echo@old"])
    #expect(plan.mounts.map(\.prefix) == ["/echo", "/echo@old"])
    #expect(plan.root == nil)
    #expect(try plan.sandbox().mounts == ["echo", "echo@old"])
  }

  @Test(arguments: [(nil, "echo"), ("old", "echo@old"), ("new", "echo")] as [(String?, String)])
  func aPlatformChosenAloneIsAtTheRoot(_ generation: String?, mount: String) throws {
    let plan = try SandboxPlan(all, platform: "echo", generation: generation)
    #expect(plan.mounts.map(\.name) == [mount])
    #expect(plan.mounts.map(\.prefix) == [""])
    #expect(plan.root == mount)
  }

  @Test func aGenerationAloneLeavesThePrefix() throws {
    let plan = try SandboxPlan(all, generation: "old")
    #expect(plan.mounts.map(\.prefix) == ["/echo@old"])
    #expect(plan.root == nil)
  }

  @Test(arguments: [("ecko", nil, "echo"), (nil, "odl", "old"), ("echo", "nwe", "new")] as [(String?, String?, String)])
  func whatThereIsNotNamesTheNearest(_ platform: String?, generation: String?, nearest: String) {
    let error = #expect(throws: UsageError.self) { try SandboxPlan(all, platform: platform, generation: generation) }
    #expect(error?.remedy?.en.contains("Did you mean \(nearest)?") == true)
  }

  @Test func aConfigReachesItsPlatform() throws {
    let plan = try SandboxPlan(all, config: ["echo": ["greeting": "早"]])
    #expect(try greeting(plan.sandbox()) == "早")
    #expect(try greeting(plan.configured(by: ["echo": ["greeting": "晚"]]).sandbox()) == "晚")
    #expect(throws: ConfigurationError.self) { try SandboxPlan(all, config: ["echo": ["greeting": 1]]).sandbox() }
  }

  @Test func aConfigForNoPlatformNamesTheNearest() throws {
    let error = #expect(throws: ConfigurationError.self) { try SandboxPlan(all, config: ["eco": [:]]) }
    #expect(error?.remedy?.en.contains("Did you mean echo?") == true)
    #expect(throws: ConfigurationError.self) { try SandboxPlan(all, config: []) }
    #expect(throws: ConfigurationError.self) { try SandboxPlan(all, config: ["echo": 1]) }
  }

  private func greeting(_ sandbox: Sandbox) throws -> String? {
    let answer = sandbox.deliver(APIRequest(.get, "/"), to: "echo", at: Timestamp(0)).answer.response
    return try JSONValue(parsing: answer.body)["greeting"]?.text
  }
}
