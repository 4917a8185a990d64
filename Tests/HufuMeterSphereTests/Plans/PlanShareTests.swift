import HufuClient
import HufuSigning
import HufuTesting
import Testing

@testable import HufuMeterSphere

/// The link to a run's report (platforms/metersphere.md §2.2).
@Suite struct PlanShareTests {
  @Test(arguments: MeterSphere.Generation.allCases, [502, 403]) func aShareThatFailsIsOnlyAWarning(
    _ generation: MeterSphere.Generation, _ status: Int
  ) async throws {
    let playground = try Playground(generation) { operation, request, pass in
      guard operation == "report.share" else { return try await pass(request) }
      guard status == 403 else { return Incoming(APIResponse(status)) }
      return Incoming(Refusal.forbidden(permission: "SHARE").answer(generation, path: request.path, wall: Timestamp(0)).response)
    }
    let drive = try await playground.drive(["plan": "测试环境使用"])
    #expect(drive.verdict == .passed)
    #expect(drive.report?.link == nil)
    #expect(drive.warnings.hasPrefix("There is no share link of the report: "))
    // Every call would be another row on the server.
    #expect(playground.wire.count(of: "report.share") == 1)
  }

  @Test(arguments: [MeterSphere.Generation.v1, .v2]) func linksStandOnTheServersOwnAddress(_ generation: MeterSphere.Generation) async throws {
    let playground = try Playground(generation, config: ["url": "https://ms.example.org/"])
    let drive = try await playground.drive(["plan": "测试环境使用"])
    #expect(drive.report?.link?.address.hasPrefix("https://ms.example.org\(generation.reportPage)?shareId=") == true)
    #expect(drive.outcome.run?.link?.hasPrefix("https://ms.example.org/#/track/testPlan/reportList?resourceId=") == true)
    let resumed = try await playground.drive([:], resume: drive.outcome.run?.id)
    #expect(resumed.outcome.run?.link == drive.outcome.run?.link)
  }

  @Test(arguments: ["http://localhost:8081", "", "not an address"]) func aSettingThatLeadsNowhereIsNotUsed(_ site: String) async throws {
    let playground = try Playground(.v2, config: ["url": .string(site)], host: "ms.example.com")
    let drive = try await playground.drive(["plan": "测试环境使用"])
    #expect(drive.report?.link?.address.hasPrefix("https://ms.example.com/metersphere/track/share-plan-report?shareId=") == true)
  }

  @Test(arguments: MeterSphere.Generation.allCases, [("24H", 86_400), ("7D", 604_800), ("1M", 2_592_000)])
  func theProjectsSettingSaysHowLongTheLinkLives(_ generation: MeterSphere.Generation, _ life: (text: String, seconds: Int)) async throws {
    let playground = try Playground(generation, config: ["shareReportTime": .string(life.text)])
    let drive = try await playground.drive(["plan": "测试环境使用"])
    #expect(drive.report?.link?.expires == playground.clock.now + .seconds(life.seconds))
  }

  @Test(arguments: MeterSphere.Generation.allCases) func aLinkOfUnknownLifeIsALinkAllTheSame(_ generation: MeterSphere.Generation) async throws {
    let playground = try Playground(generation) { operation, request, pass in
      operation == "share.life" ? Incoming(APIResponse(404)) : try await pass(request)
    }
    let link = try #require(try await playground.drive(["plan": "测试环境使用"]).report?.link)
    #expect(link.expires == nil)
  }
}
