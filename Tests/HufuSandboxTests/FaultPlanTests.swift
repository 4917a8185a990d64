import HufuClient
import Testing

@testable import HufuSandbox

struct FaultPlanTests {
  @Test func nothingHappensWithoutAFault() {
    var plan = FaultPlan()
    #expect(plan.next() == FaultPlan.Disturbance())
  }

  @Test func refusalsComeInOrderAndAsOftenAsOrdered() {
    var plan = FaultPlan()
    plan.add(.status(503, times: 2))
    plan.add(.html(times: 1))
    plan.add(.status(500, times: 0))
    #expect((0..<4).map { _ in plan.next().refusal } == [.status(503, times: 2), .status(503, times: 2), .html(times: 1), nil])
  }

  @Test func aCutBeforeReadingTakesNoRefusalWithIt() {
    var plan = FaultPlan()
    plan.add(.status(429, times: 1))
    plan.add(.cut(.unprocessed, times: 1))
    plan.add(.cut(.beforeHead, times: 1))
    let first = plan.next(), second = plan.next()
    #expect(first == FaultPlan.Disturbance(cut: .unprocessed))
    #expect(second == FaultPlan.Disturbance(cut: .beforeHead, refusal: .status(429, times: 1)))
    #expect(plan.next() == FaultPlan.Disturbance())
  }

  @Test func skewAndSlownessLastUntilTheyAreSetAnew() {
    var plan = FaultPlan()
    #expect(plan.add(.skew(milliseconds: -600_000)) == .seconds(-600))
    plan.add(.slow(milliseconds: 1500))
    for _ in 0..<3 { #expect(plan.next() == FaultPlan.Disturbance(skew: .seconds(-600), delay: .milliseconds(1500))) }
    plan.add(.skew(milliseconds: 0))
    plan.add(.slow(milliseconds: 0))
    #expect(plan.next() == FaultPlan.Disturbance())
  }

  @Test(arguments: [
    SandboxFault.expireTokens, .movingTotal, .duplicatedPage(times: 1), .truncatedCiphertext(times: 1), .startSwallowed(times: 1),
  ])
  func whatTheServiceSeesToDisturbsNoRequest(_ fault: SandboxFault) {
    var plan = FaultPlan()
    plan.add(fault)
    #expect(plan.next() == FaultPlan.Disturbance())
  }
}
