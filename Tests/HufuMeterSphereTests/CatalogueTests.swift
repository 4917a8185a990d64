import HufuClient
import HufuSigning
import Testing

@testable import HufuMeterSphere

@Suite struct CatalogueTests {
  private static func catalogue(_ generation: MeterSphere.Generation) -> Catalogue {
    MeterSphere(settings: .init(generation: generation)).catalogue
  }

  private func body(_ name: String, _ generation: MeterSphere.Generation, _ arguments: Arguments) throws -> String {
    let request = try Self.catalogue(generation).operation(name).request(arguments)
    return String(decoding: request.body.bytes ?? [], as: UTF8.self)
  }

  @Test(arguments: MeterSphere.Generation.allCases)
  func everyOperationReadsAndIsDescribed(_ generation: MeterSphere.Generation) throws {
    let operations = try Self.catalogue(generation).operations()
    #expect(operations.count >= 20)
    for operation in operations {
      #expect(!operation.summary.zh.isEmpty && !operation.summary.en.isEmpty, "\(operation.name)")
      if let page = operation.page {
        let style = try #require(MeterSphere.pageStyles[page], "\(operation.name)")
        #expect(operation.parameter("page")?.kind == .int && operation.parameter(style.size ?? "")?.kind == .int, "\(operation.name)")
      }
    }
  }

  @Test(arguments: [
    "key.validate", "version.get", "workspaces.list", "projects.list", "environments.list", "pools.list", "plans.list", "plan.get",
    "plan.run",
    "report.status", "report.get", "report.share", "reports.list", "share.get", "whoami", "organizations.list",
  ])
  func everyGenerationHas(_ name: String) throws {
    for generation in MeterSphere.Generation.allCases { #expect(throws: Never.self) { try Self.catalogue(generation).operation(name) } }
  }

  @Test func thePathsOfTheDocumentAreThoseOfV1() throws {
    let v1 = Self.catalogue(.v1)
    #expect(try v1.operation("environments.list").request(["project": "p"]).target == "/api/environment/list/p")
    #expect(try v1.operation("plan.run").template == "/test/plan/run")
    #expect(try v1.operation("report.share").template == "/share/info/generateShareInfoWithExpired")
    #expect(MeterSphere.Generation.v1.reportPage == "/sharePlanReport")
  }

  @Test func everyFieldOfTheDocumentsBodyCanBeSet() throws {
    let document: Arguments = [
      "mode": "serial", "reportType": "iddReport", "onSampleError": true, "runWithinResourcePool": false, "pool": .null,
      "envMap": ["p1": "e1"], "plan": "t1", "project": "p1", "user": "王梅杰", "trigger": "MANUAL", "environmentType": "JSON",
      "environmentGroup": "", "requestOriginator": "TEST_PLAN",
    ]
    let sent = try JSONValue(parsing: Array(try body("plan.run", .v1, document).utf8))
    let expected: JSONValue = [
      "mode": "serial", "reportType": "iddReport", "onSampleError": true, "runWithinResourcePool": false, "resourcePoolId": .null,
      "envMap": ["p1": "e1"], "testPlanId": "t1", "projectId": "p1", "userId": "王梅杰", "triggerMode": "MANUAL", "environmentType": "JSON",
      "environmentGroupId": "", "requestOriginator": "TEST_PLAN",
    ]
    #expect(sent.members?.count == expected.members?.count)
    for member in expected.members ?? [] { #expect(sent[member.key] == member.value, "\(member.key)") }
  }

  @Test func defaultsAreDeclared() throws {
    #expect(
      try body("plan.run", .v1, ["plan": "t", "project": "p"])
        == #"{"testPlanId":"t","projectId":"p","mode":"serial","triggerMode":"API","reportType":"iddReport","onSampleError":true,"#
        + #""runWithinResourcePool":false,"environmentType":"JSON","envMap":{}}"#)
    #expect(try body("plan.run", .v2, ["plan": "t", "project": "p", "report": "r"]).contains(#""reportId":"r","executionWay":"RUN""#))
    #expect(try body("plan.run", .v3, ["plan": "t"]) == #"{"executeId":"t","runMode":"SERIAL","executionSource":"API"}"#)
    #expect(throws: UsageError.self) { try body("plan.run", .v3, ["plan": "t", "envMap": ["p": "e"]]) }
    #expect(try body("plan.statistics", .v3, ["plans": "a,b"]) == #"["a","b"]"#)
  }

  @Test func settingsGiveDefaultArgumentsAndScope() {
    let v3 = MeterSphere(settings: .init(generation: .v3, workspace: "w", project: "p"))
    #expect(v3.defaults == ["project": "p", "workspace": "w"])
    #expect(MeterSphere(settings: .init()).defaults.isEmpty)
  }

  @Test func settingsAreReadByName() throws {
    #expect(try MeterSphere.settings(from: [:]).generation == .v2)
    #expect(try MeterSphere.settings(from: ["generation": "v3", "organization": "o"]).scope == "o")
    #expect(throws: ConfigurationError.self) { try MeterSphere.settings(from: ["generation": "v4"]) }
    #expect(throws: ConfigurationError.self) { try MeterSphere.credential(from: ["accessKey": Secret("AKtestAKtest0001")]) }
  }
}
