import HufuClient
import HufuSandbox
import HufuSigning
import HufuTesting
import Testing

@testable import HufuBlueKingCI

private let both = BlueKingCI.Settings.API.allCases

@Suite struct BuildVerdictTests {
  @Test(arguments: both) func `a build that succeeds passes`(api: BlueKingCI.Settings.API) async throws {
    let drive = try BuildDrive(api)
    let heard = try await drive.run("demo-build", ["BUILD_TYPE": "release"])
    #expect(heard.verdict == .passed && heard.exit == .ok)
    let report = try #require(heard.report)
    #expect(report.title == "demo-build #127")
    #expect(report.reasons.isEmpty && report.warnings.isEmpty)
    #expect(report.started != nil && report.ended != nil)
    #expect(report.steps.map(\.name).contains("构建 / 编译 / 拉取代码"))
    #expect(report.steps.allSatisfy { $0.state == .passed && $0.elapsed != nil })
    #expect(report.artifacts.isEmpty)
    let run = try #require(heard.outcome.run)
    let build = try BuildID(run.id)
    #expect(build.project == "demo" && run.note == nil)
    #expect(run.link == "http://127.0.0.1:7800/bkci/console/pipeline/demo/\(build.pipeline)/detail/\(build.build)")
    #expect(report.link?.address == run.link)
    #expect(heard.log.contains("make BUILD_TYPE=release TARGET=linux-amd64"))
    #expect(heard.log.count { $0.contains("128 tests from 17 suites") } == 1)
    let last = try #require(heard.statuses.last)
    #expect(last.done == 3 && last.total == 3 && last.steps.map(\.name) == ["触发", "构建", "测试"])
    #expect(heard.statuses.contains { $0.phase == .running && $0.text.zh == "阶段「构建」" })
  }

  @Test(arguments: both) func `a build that fails says which step, with its code and message`(api: BlueKingCI.Settings.API) async throws {
    let drive = try BuildDrive(api)
    let heard = try await drive.run("demo-unit-test")
    #expect(heard.verdict == .failed && heard.exit == .failed)
    let step = try #require(heard.report?.steps.first { $0.state == .failed })
    #expect(step.name == "测试 / 单元测试 / 单元测试" && step.code == "USER 2199002" && step.message?.contains("退出码 8") == true)
    #expect(heard.outcome.reasons.count == 1)
    #expect(heard.said.contains("步骤「单元测试」失败 [USER 2199002]: 脚本执行失败"))
    // v3 has no call for it.
    #expect(drive.line.requests("build_failed_tasks").count == (api == .v4 ? 1 : 0))
  }

  @Test(arguments: both) func `a failure is told where the server has no call for failed tasks`(api: BlueKingCI.Settings.API) async throws {
    let drive = try BuildDrive(api) { request, _, _ in
      request.path.hasSuffix("build_failed_tasks") ? Incoming(404, #"{"status":404,"message":"请求的资源不存在"}"#) : nil
    }
    let heard = try await drive.run("demo-unit-test")
    #expect(heard.verdict == .failed && heard.report?.steps.contains { $0.code == "USER 2199002" } == true)
  }

  @Test(arguments: both) func `steps that cannot be read leave the verdict and the errors of the status`(
    api: BlueKingCI.Settings.API
  ) async throws {
    let drive = try BuildDrive(api) { request, _, _ in
      request.path.hasSuffix("detail") || request.path.hasSuffix("build_failed_tasks")
        ? Incoming(403, #"{"status":403,"message":"你没有权限进行该操作"}"#) : nil
    }
    let heard = try await drive.run("demo-unit-test")
    #expect(heard.verdict == .failed && heard.report?.warnings.count == 1)
    #expect(heard.said.contains("步骤「单元测试」失败 [2 2199002]: 脚本执行失败"))
    #expect(heard.report?.steps.map(\.state) == [.passed, .passed, .failed])
  }

  @Test(arguments: both) func `a cancelled build is stopped, and says by whom`(api: BlueKingCI.Settings.API) async throws {
    let heard = try await BuildDrive(api).run("demo-nightly")
    #expect(heard.verdict == .stopped && heard.exit == .stopped)
    #expect(heard.said.contains("被 ops-bot 取消") && heard.said.contains("by ops-bot"))
  }

  @Test(arguments: both, [("demo-crowded", "QUEUE_TIMEOUT"), ("demo-terminated", "TERMINATE")])
  func `a failure without a failed step says what it was`(api: BlueKingCI.Settings.API, pipeline: (name: String, word: String)) async throws
  {
    let heard = try await BuildDrive(api).run(pipeline.name)
    #expect(heard.verdict == .failed && heard.said.contains("（\(pipeline.word)）"))
  }

  @Test(arguments: both) func `the place in the queue is told`(api: BlueKingCI.Settings.API) async throws {
    let heard = try await BuildDrive(api).run("demo-macos")
    #expect(heard.verdict == .passed)
    #expect(heard.statuses.first?.phase == .queued && heard.statuses.first?.text.zh == "排队第 1 位")
  }

  @Test(arguments: both) func `a word no source knows is borne`(api: BlueKingCI.Settings.API) async throws {
    let heard = try await BuildDrive(api).run("demo-modern")
    #expect(heard.statuses.contains { $0.phase == .unknown("ARCHIVING") })
    #expect(heard.verdict == .passed)
  }

  @Test(arguments: both) func `a build that never says more than UNKNOWN is inconclusive`(api: BlueKingCI.Settings.API) async throws {
    let heard = try await BuildDrive(api).run("demo-wordless", timeout: .seconds(60))
    #expect(heard.verdict == .inconclusive && heard.exit == .inconclusive && heard.said.contains("UNKNOWN"))
  }

  @Test(arguments: both) func `a build that is not over at the deadline is running`(api: BlueKingCI.Settings.API) async throws {
    let heard = try await BuildDrive(api).run("demo-macos", timeout: .seconds(3))
    #expect(heard.verdict == .running && heard.exit == .running && heard.outcome.canResume)
  }

  @Test(arguments: both) func `a start that comes to nothing is inconclusive`(api: BlueKingCI.Settings.API) async throws {
    let drive = try BuildDrive(api)
    drive.stage.sandbox.inject(.startSwallowed(times: 1), now: drive.stage.clock.now)
    let heard = try await drive.run("demo-build")
    #expect(heard.verdict == .inconclusive && heard.statuses.allSatisfy { $0.phase == .unseen })
  }

  @Test(arguments: both) func `earlier builds say how long this one may take`(api: BlueKingCI.Settings.API) async throws {
    let heard = try await BuildDrive(api).run("demo-build")
    let expected = try #require(heard.progress.first?.expected)
    #expect(expected > .seconds(3) && expected < .seconds(5))
  }
}

@Suite struct BuildReviewTests {
  private func approve(_ drive: BuildDrive, rejects: Bool = false) -> BuildDrive.Deed {
    {
      let pipeline = drive.pipeline("demo-release")
      let other = try drive.other("zhangsan")
      let list = try JSONSlice(try await other.call("builds.list", ["pipeline": .string(pipeline)]).payload)
      let build = try #require(list["records"]?[0]?["id"]?.text)
      _ = try await other.call(
        "stage.review", ["pipeline": .string(pipeline), "build": .string(build), "stage": "stage-4", "cancel": .bool(rejects)])
    }
  }

  @Test(arguments: both) func `STAGE_SUCCESS without an end is a build that waits, and says for whom`(
    api: BlueKingCI.Settings.API
  ) async throws {
    let drive = try BuildDrive(api)
    let heard = try await drive.run("demo-release", deeds: [(.seconds(120), approve(drive))])
    let waiting = try #require(heard.statuses.first { $0.phase == .waitingForReview })
    #expect(waiting.text.zh == "阶段「发布」等待 zhangsan, lisi 审核（Flow 1）")
    #expect(waiting.text.en == "stage 发布 waits for a review by zhangsan, lisi (Flow 1)")
    #expect(heard.verdict == .passed && heard.outcome.elapsed > .seconds(120))
    #expect(heard.report?.warnings.isEmpty == true)
  }

  @Test(arguments: both) func `a declined stage ends the build as the platform sees it, with a warning`(
    api: BlueKingCI.Settings.API
  ) async throws {
    let drive = try BuildDrive(api)
    let heard = try await drive.run("demo-release", deeds: [(.seconds(60), approve(drive, rejects: true))])
    #expect(heard.verdict == .passed)
    #expect(heard.report?.warnings.contains { $0.zh.contains("STAGE_SUCCESS") && $0.zh.contains("发布") } == true)
  }

  @Test(arguments: both, ["demo-release", "demo-guarded"])
  func `a review nobody gives is running at the deadline`(api: BlueKingCI.Settings.API, pipeline: String) async throws {
    let heard = try await BuildDrive(api).run(pipeline, timeout: .seconds(90))
    #expect(heard.verdict == .running && heard.statuses.last?.phase == .waitingForReview)
  }

  @Test(arguments: both, [("demo-release", "阶段「发布」"), ("demo-guarded", "等待审核这次触发")])
  func `with failOnReview it ends as failed and the build goes on waiting`(
    api: BlueKingCI.Settings.API, pipeline: (name: String, text: String)
  ) async throws {
    let drive = try BuildDrive(api)
    let heard = try await drive.run(pipeline.name, ["failOnReview": true])
    #expect(heard.verdict == .failed && heard.exit == .failed)
    #expect(heard.said.contains(pipeline.text) && heard.said.contains("--fail-on-review") && heard.said.contains("--resume demo/p-"))
    #expect(heard.report?.ended == nil)
    #expect(drive.line.requests("stop").isEmpty)
  }

  /// Whether the look fell before or after the reviewer's word must not decide.
  @Test(arguments: both) func `with failOnReview a review declined between two looks fails too`(api: BlueKingCI.Settings.API) async throws {
    let drive = try BuildDrive(api) { request, _, send in
      guard request.isStatus else { return nil }
      let answer = try await send().collect(upTo: .max)
      let text = String(decoding: answer.body, as: UTF8.self)
      // The waiting itself is never seen.
      guard text.contains("STAGE_SUCCESS"), !text.contains("\"endTime\":1") else { return Incoming(200, text) }
      return Incoming(502, "bad gateway", "text/html")
    }
    let heard = try await drive.run(
      "demo-release", ["failOnReview": true], deeds: [(.seconds(20), approve(drive, rejects: true))])
    #expect(heard.verdict == .failed, "\(heard.said)")
    #expect(heard.said.contains("审核被取消（--fail-on-review）") && !heard.said.contains("still waits"))
  }

  @Test(arguments: both) func `a reviewer who is not told leaves the stage's name`(api: BlueKingCI.Settings.API) async throws {
    let drive = try BuildDrive(api) { request, _, _ in
      request.path.hasSuffix("detail") ? Incoming(403, #"{"status":403,"message":"你没有权限进行该操作"}"#) : nil
    }
    let heard = try await drive.run("demo-release", timeout: .seconds(60))
    #expect(heard.statuses.last?.text.zh == "阶段「发布」等待审核")
  }
}
