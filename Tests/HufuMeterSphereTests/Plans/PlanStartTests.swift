import HufuClient
import HufuSandbox
import HufuSigning
import HufuTesting
import Testing

@testable import HufuMeterSphere

/// Starts that fail in silence, that show up late, and whose answer is lost (platforms/metersphere.md §2).
@Suite struct PlanStartTests {
  static let classic = [MeterSphere.Generation.v1, .v2]

  // MARK: Swallowed

  @Test func v2ConcealsABadPoolBehindCompleted() async throws {
    let playground = try Playground(.v2)
    let drive = try await playground.drive(["plan": "测试环境使用", "runWithinResourcePool": true, "pool": "no-such-pool"])
    #expect(drive.verdict == .inconclusive)
    #expect(drive.reasons.contains("a wrong pool"))
    #expect(playground.starts == 1)
  }

  @Test(arguments: [(MeterSphere.Generation.v2, false), (.v2, true), (.v3, false)])
  func aSwallowedStartWithoutAReportIsInconclusiveAfterTheGrace(_ generation: MeterSphere.Generation, _ isAdmin: Bool) async throws {
    // Nobody asks an administrator whose report it is: the server trips over the missing row instead.
    let playground = try Playground(generation, config: ["admin": .bool(isAdmin)])
    playground.sandbox.inject(.startSwallowed(times: 1), now: playground.clock.now)
    let drive = try await playground.drive(["plan": "测试环境使用"])
    #expect(drive.phases == [.unseen])
    #expect(drive.verdict == .inconclusive)
    #expect(drive.reasons.contains("most likely it never began"))
    #expect(drive.outcome.run != nil)
    #expect(drive.outcome.elapsed < .seconds(120))
    #expect(playground.starts == 1)
  }

  @Test func v3sReportComesLate() async throws {
    let playground = try Playground(.v3)
    let drive = try await playground.drive(["plan": "测试环境使用"])
    #expect(drive.phases == [.unseen, .running, .ended(.passed)])
    #expect(drive.verdict == .passed)
  }

  @Test func v3sOwnerCheckOfAReportThatIsNotThereYetIsBorne() async throws {
    let early = Locked(3)
    let playground = try Playground(.v3) { operation, request, pass in
      guard operation == "report.status", early.value > 0 else { return try await pass(request) }
      early.value -= 1
      // The first question stands before the start.
      if early.value == 2 { return try await pass(request) }
      return Incoming(Refusal.notOwner.answer(.v3, path: request.path, wall: Timestamp(0)).response)
    }
    let drive = try await playground.drive(["plan": "测试环境使用"])
    #expect(drive.phases.first == .unseen)
    #expect(drive.verdict == .passed)
  }

  @Test(arguments: MeterSphere.Generation.allCases) func aRunThatVanishesIsInconclusive(_ generation: MeterSphere.Generation) async throws {
    let asked = Locked(0)
    let playground = try Playground(generation) { operation, request, pass in
      if operation == "report.status" { asked.value += 1 }
      guard operation == "report.status" || operation == "reports.list", asked.value > 5 else { return try await pass(request) }
      let gone = Refusal.notOwner.answer(generation, path: request.path, wall: Timestamp(0)).response
      return operation == "report.status"
        ? Incoming(gone) : Incoming(.json(200, ["success": true, "data": ["listObject": [], "itemCount": 0]]))
    }
    let drive = try await playground.drive(["plan": "长跑（三小时）"])
    #expect(drive.phases.suffix(2) == [.running, .unseen])
    #expect(drive.verdict == .inconclusive)
    #expect(drive.reasons.contains("it may have been deleted"))
  }

  @Test func v2SaysBeforehandThatThereIsNothingToRun() async throws {
    let playground = try Playground(.v2)
    let drive = try await playground.drive(["plan": "空计划（无可执行用例）"])
    #expect(drive.fault == "nothingToRun")
    #expect(drive.outcome.exitCode == .refused)
    #expect(playground.starts == 0)
    let v1 = try await Playground(.v1).drive(["plan": "空计划（无可执行用例）"])
    #expect(v1.fault == "nothingToRun")
  }

  /// The gateway, or a service behind the one that took it, fails after the work began.
  @Test(arguments: classic) func aStartThatIsRefusedAfterItBeganIsFollowed(_ generation: MeterSphere.Generation) async throws {
    let playground = try Playground(generation) { operation, request, pass in
      let answer = try await pass(request)
      guard operation == "plan.run" else { return answer }
      _ = try await answer.collect(upTo: .max)
      return Incoming(.json(500, ["success": false, "message": "notification service: no such template", "data": .null]))
    }
    let drive = try await playground.drive(["plan": "测试环境使用"])
    #expect(drive.verdict == .passed)
    #expect(drive.outcome.run?.note?.en.contains("has begun all the same") == true)
    #expect(playground.starts == 1)
  }

  @Test(arguments: classic) func aStartThatIsRefusedAndNeverBeganIsRefused(_ generation: MeterSphere.Generation) async throws {
    let playground = try Playground(generation) { operation, request, pass in
      guard operation == "plan.run" else { return try await pass(request) }
      return Incoming(.json(500, ["success": false, "message": "pool not found", "data": .null]))
    }
    let drive = try await playground.drive(["plan": "测试环境使用"])
    #expect(drive.outcome.exitCode == .refused)
    #expect(playground.wire.count(of: "plan.run") == 1)
  }

  // MARK: Lost

  /// Carries the start out and loses the answer.
  private static let losesStart: Wiretap.Tamper = { operation, request, pass in
    let answer = try await pass(request)
    guard operation == "plan.run" else { return answer }
    _ = try await answer.collect(upTo: .max)
    throw TransportError(.lost, "the connection was closed before an answer")
  }

  @Test(arguments: MeterSphere.Generation.allCases) func aLostStartIsLookedUpAndNotRepeated(_ generation: MeterSphere.Generation)
    async throws
  {
    let playground = try Playground(generation, tamper: Self.losesStart)
    let drive = try await playground.drive(["plan": "测试环境使用"])
    #expect(drive.verdict == .passed)
    #expect(drive.outcome.run?.note?.en == "The answer to the start was lost; the run it started was found.")
    #expect(playground.starts == 1)
  }

  @Test(arguments: classic) func theReportsIDIsOfOurChoosing(_ generation: MeterSphere.Generation) async throws {
    let playground = try Playground(generation)
    let drive = try await playground.drive(["plan": "测试环境使用"])
    let id = try #require(drive.outcome.run?.id)
    #expect(generation.hasShape(ofID: id))
    #expect(try playground.wire.bodies(of: "plan.run").map { $0["reportId"] } == [.string(id)])
    let again = try await playground.drive(["plan": "测试环境使用"])
    #expect(again.outcome.run?.id != id)
  }

  @Test(arguments: MeterSphere.Generation.allCases)
  func aLostStartThatNeverArrivedIsInconclusive(_ generation: MeterSphere.Generation) async throws {
    let playground = try Playground(generation) { operation, request, pass in
      if operation == "plan.run" { throw TransportError(.lost, "the connection was closed before an answer") }
      return try await pass(request)
    }
    let drive = try await playground.drive(["plan": "测试环境使用"])
    #expect(drive.verdict == .inconclusive)
    #expect(drive.reasons.contains("no run of it was found. It was not repeated"))
    #expect(playground.wire.count(of: "plan.run") == 1)
    #expect(playground.starts == 0)
  }

  @Test(arguments: MeterSphere.Generation.allCases)
  func aStartThatWasNotDeliveredMayBeSentAgain(_ generation: MeterSphere.Generation) async throws {
    let refused = Locked(false)
    let playground = try Playground(generation) { operation, request, pass in
      guard operation == "plan.run", !refused.value else { return try await pass(request) }
      refused.value = true
      throw TransportError(.notConnected, "connection refused")
    }
    #expect(try await playground.drive(["plan": "测试环境使用"]).verdict == .passed)
    #expect(playground.starts == 1)
  }

  @Test(arguments: MeterSphere.Generation.allCases) func aStartThatNamesNoReportIsLookedUp(_ generation: MeterSphere.Generation)
    async throws
  {
    let playground = try Playground(generation) { operation, request, pass in
      let answer = try await pass(request)
      return operation == "plan.run" ? try await answer.altered { $0["data"] = .null } : answer
    }
    #expect(try await playground.drive(["plan": "测试环境使用"]).verdict == .passed)
    #expect(playground.starts == 1)
  }

  @Test(arguments: [-600, 0, 600]) func v3sHistoryIsSearchedByTheServersClock(_ seconds: Int) async throws {
    let playground = try Playground(.v3, tamper: Self.losesStart)
    playground.sandbox.inject(.skew(milliseconds: Int64(seconds) * 1000), now: playground.clock.now)
    #expect(try await playground.drive(["plan": "测试环境使用"]).verdict == .passed)
  }

  @Test func v3sClockIsKnownAlthoughItsAnswerTookLong() async throws {
    let clock = StepClock()
    let playground = try Playground(.v3, clock: clock) { operation, request, pass in
      let answer = try await Self.losesStart(operation, request, pass)
      if operation == "report.status" { clock.advance(by: .seconds(25)) }
      return answer
    }
    #expect(try await playground.drive(["plan": "测试环境使用"]).verdict == .passed)
  }

  @Test func v3sHistoryWithTwoRunsThatMayBeOursIsInconclusive() async throws {
    // Something on the way sends the request twice.
    let playground = try Playground(.v3) { operation, request, pass in
      if operation == "plan.run" { _ = try await pass(request).collect(upTo: .max) }
      return try await Self.losesStart(operation, request, pass)
    }
    let drive = try await playground.drive(["plan": "测试环境使用"])
    #expect(playground.starts == 2)
    #expect(drive.verdict == .inconclusive)
    #expect(drive.reasons.contains("several runs may be of it: "))
    #expect(drive.outcome.run == nil)
  }

  /// Lets another run of the plan begin at the moment of our start, and loses the answer to ours.
  private func drive(besides other: @escaping @Sendable (Playground) throws -> APIRequest, arrives: Bool) async throws -> PlanDrive {
    let place = Locked<Playground?>(nil)
    let playground = try Playground(.v3) { operation, request, pass in
      guard operation == "plan.run", let playground = place.value else { return try await pass(request) }
      #expect(playground.send(try other(playground)).status == 200)
      guard arrives else { throw TransportError(.lost, "the connection was closed before an answer") }
      return try await Self.losesStart(operation, request, pass)
    }
    place.value = playground
    defer { place.value = nil }
    return try await playground.drive(["plan": "测试环境使用"])
  }

  @Test(arguments: [true, false]) func v3sRunsOfOthersAreNotTakenForOurs(_ arrives: Bool) async throws {
    let drive = try await drive(
      besides: { playground in
        try playground.signed(try playground.startRequest(trigger: "API"), credential: playground.colleague)
      }, arrives: arrives)
    #expect(drive.verdict == (arrives ? .passed : .inconclusive))
  }

  @Test(arguments: [true, false]) func v3sRunsSetOffOtherwiseAreNotTakenForOurs(_ arrives: Bool) async throws {
    let drive = try await drive(besides: { try $0.signed(try $0.startRequest(trigger: "MANUAL")) }, arrives: arrives)
    #expect(drive.verdict == (arrives ? .passed : .inconclusive))
  }

  @Test(arguments: [true, false]) func v3sRunsFromBeforeAreNotTakenForOurs(_ arrives: Bool) async throws {
    let playground = try Playground(.v3) { operation, request, pass in
      if operation == "plan.run", !arrives { throw TransportError(.lost, "the connection was closed before an answer") }
      return try await Self.losesStart(operation, request, pass)
    }
    #expect(playground.send(try playground.signed(try playground.startRequest(trigger: "API"))).status == 200)
    playground.clock.advance(by: .seconds(2))
    #expect(try await playground.drive(["plan": "测试环境使用"]).verdict == (arrives ? .passed : .inconclusive))
  }

  @Test func whatIsReadBeforeTheStartIsNoLostStart() async throws {
    let playground = try Playground(.v3) { operation, request, pass in
      if operation == "report.status" { throw TransportError(.lost, "the connection was closed before an answer") }
      return try await pass(request)
    }
    let drive = try await playground.drive(["plan": "测试环境使用"])
    #expect(drive.verdict == nil)
    #expect(drive.outcome.exitCode == .failure)
    #expect(playground.starts == 0)
  }
}
