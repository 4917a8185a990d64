import HufuClient
import HufuSigning
import HufuTesting
import Testing

@testable import HufuMeterSphere

/// What a run comes to, and the words that must not be believed (platforms/metersphere.md §3).
@Suite struct PlanVerdictTests {
  static let generations = MeterSphere.Generation.allCases

  @Test(
    arguments: generations,
    [
      ("测试环境使用", Verdict.passed), ("回归测试（有失败）", .failed), ("冒烟测试（失败即停）", .stopped), ("统计出错（无结论）", .inconclusive), ("永不结束", .running),
    ])
  func everyVerdictInEveryGeneration(_ generation: MeterSphere.Generation, _ ending: (plan: String, verdict: Verdict)) async throws {
    let playground = try Playground(generation)
    let drive = try await playground.drive(["plan": .string(ending.plan)], timeout: .seconds(600))
    #expect(drive.verdict == ending.verdict)
    #expect(drive.outcome.exitCode == ending.verdict.exitCode)
    #expect(playground.starts == 1)
    if ending.verdict == .running {
      #expect(drive.outcome.elapsed == .seconds(600))
      #expect(drive.outcome.canResume)
    } else {
      #expect(drive.report?.title == ending.plan)
      #expect(drive.report?.link != nil)
    }
  }

  @Test func v1TransientSuccessIsLookedAtAgainAndFlipsToFailed() async throws {
    let drive = try await Playground(.v1).drive(["plan": "回归测试（有失败）"])
    #expect(drive.phases.suffix(2) == [.settling(.passed), .ended(.failed)])
    #expect(drive.verdict == .failed)
    #expect(drive.reasons == "2 of 8 cases failed.")
  }

  @Test(arguments: [MeterSphere.Generation.v1, .v2])
  func aSuccessThatIsTakenBackAndGivenAgainSettlesAgain(_ generation: MeterSphere.Generation) async throws {
    let words = Locked(["SUCCESS", "RUNNING", "SUCCESS", "SUCCESS"])
    let playground = try Playground(generation) { operation, request, pass in
      guard operation == "report.status" else { return try await pass(request) }
      let word = words.value.count > 1 ? words.value.removeFirst() : words.value[0]
      return Incoming(.json(200, ["success": true, "message": .null, "data": .string(word)]))
    }
    let drive = try await playground.drive(["plan": "测试环境使用"])
    #expect(drive.phases == [.settling(.passed), .running, .settling(.passed), .ended(.passed)])
  }

  @Test(arguments: generations) func aSuccessThatIsNeverCorrectedIsContradictedByTheReport(_ generation: MeterSphere.Generation) async throws {
    let drive = try await Playground(generation).drive(["plan": "一直报成功（有失败）"])
    #expect(drive.phases.last == .ended(.passed))
    #expect(drive.verdict == .failed)
    #expect(drive.reasons == "The platform says success, but 2 cases failed.")
    #expect(drive.report?.cases.count { $0.outcome == .failed } == 2)
  }

  @Test(arguments: [MeterSphere.Generation.v1, .v2]) func completedIsNeverAPass(_ generation: MeterSphere.Generation) async throws {
    let drive = try await Playground(generation).drive(["plan": "统计出错（无结论）"])
    #expect(drive.verdict == .inconclusive)
    #expect(drive.reasons.hasPrefix("COMPLETED, and no case was run"))
  }

  @Test func execStatusErrorIsInconclusiveAndEndsTheWait() async throws {
    let drive = try await Playground(.v3).drive(["plan": "统计出错（无结论）"])
    #expect(drive.phases.last == .ended(.inconclusive))
    #expect(drive.outcome.elapsed < .seconds(30))
    #expect(drive.reasons.contains("execStatus ERROR"))
  }

  @Test func stoppedIsStoppedAlthoughTheResultSaysSuccess() async throws {
    let playground = try Playground(.v3)
    let drive = try await playground.drive(["plan": "冒烟测试（失败即停）"])
    let report = try #require(drive.outcome.run?.id.split(separator: "/").last.map(String.init))
    let detail = try JSONValue(parsing: try await playground.connection.call("report.get", ["report": .string(report)]).payload)
    #expect(detail["resultStatus"] == "SUCCESS")
    #expect(drive.verdict == .stopped)
  }

  @Test func v1SpellsStoppedInMixedCase() async throws {
    let playground = try Playground(.v1)
    let drive = try await playground.drive(["plan": "冒烟测试（失败即停）"])
    let run = try #require(drive.outcome.run)
    #expect(try await playground.client.call("report.status", ["report": .string(run.id)], as: String.self) == "Stopped")
    #expect(drive.verdict == .stopped)
  }

  @Test func stoppingAtTheFirstFailureIsSaid() async throws {
    let asked = try await Playground(.v2).drive(["plan": "冒烟测试（失败即停）"])
    #expect(asked.reasons == "It was stopped: by somebody, or at the first failure (onSampleError=true).")
    let notAsked = try await Playground(.v2).drive(["plan": "冒烟测试（失败即停）", "onSampleError": false])
    #expect(notAsked.reasons == "It was stopped.")
  }

  @Test(arguments: generations) func anUnknownWordIsWaitedOnAndThenInconclusive(_ generation: MeterSphere.Generation) async throws {
    let drive = try await Playground(generation).drive(["plan": "状态未知"], timeout: .seconds(900))
    #expect(drive.phases.last == .unknown("PAUSED"))
    #expect(drive.outcome.elapsed == .seconds(900))
    #expect(drive.verdict == .inconclusive)
    #expect(drive.reasons.contains("\"PAUSED\""))
  }

  @Test(arguments: [MeterSphere.Generation.v1, .v2]) func aNullStatusIsNoEnd(_ generation: MeterSphere.Generation) async throws {
    let playground = try Playground(generation) { operation, request, pass in
      operation == "report.status" ? Incoming(APIResponse(200)) : try await pass(request)
    }
    let drive = try await playground.drive(["plan": "测试环境使用"], timeout: .seconds(300))
    #expect(drive.phases == [.unknown("null")])
    #expect(drive.verdict == .inconclusive)
  }

  @Test(arguments: [MeterSphere.Generation.v1, .v2]) func aReportWithoutContentIsNoPass(_ generation: MeterSphere.Generation) async throws {
    let playground = try Playground(generation)
    let drive = try await playground.drive(["plan": "报告没有内容"])
    let run = try #require(drive.outcome.run)
    #expect(try await playground.connection.call("report.get", ["report": .string(run.id)]).payload == Array("null".utf8))
    #expect(drive.phases.last == .ended(.passed))
    #expect(drive.verdict == .inconclusive)
    #expect(drive.report?.title == "报告没有内容")
  }

  @Test(arguments: generations) func aReportThatCannotBeReadIsNoPass(_ generation: MeterSphere.Generation) async throws {
    let playground = try Playground(generation) { operation, request, pass in
      operation == "report.get" ? Incoming(APIResponse(502)) : try await pass(request)
    }
    #expect(try await playground.drive(["plan": "测试环境使用"]).verdict == .inconclusive)
    #expect(try await playground.drive(["plan": "回归测试（有失败）"]).verdict == .failed)
  }

  @Test func aRunDeletedFromTheHistoryIsInconclusive() async throws {
    let playground = try Playground(.v3) { operation, request, pass in
      let answer = try await pass(request)
      guard operation == "report.status" else { return answer }
      return try await answer.altered { json in
        let entries = json["data"]?["list"]?.elements ?? []
        json["data"]?["list"] = .array(
          entries.map { entry in
            var entry = entry
            entry["deleted"] = true
            return entry
          })
      }
    }
    #expect(try await playground.drive(["plan": "测试环境使用"]).verdict == .inconclusive)
  }
}
