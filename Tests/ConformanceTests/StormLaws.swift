import HufuClient
import HufuPlatforms
import HufuSandbox
import HufuSigning
import HufuTesting
import Testing

/// What holds for every job on a bad line, against a platform whose clock is ten minutes off.
///
/// Of a hundred requests ten meet a 5xx, twelve a line that drops (before the platform, after its work, in the middle of the answer), three
/// and those after them are throttled, and five take up to 20 s. Every fourth run hears nothing of its start.
@Suite struct StormLaws {
  /// How many runs each job is put through, over all forms of its sandbox.
  static let count = 200

  @Test func everyJobHasARowAndASandbox() {
    for platform in Platforms.all {
      for job in platform.jobs {
        let row = JobRow.of(platform, job.name)
        #expect(row != nil, "\(platform.id) has the job \(job.name): write its row in JobRows.swift")
        let forms = platform.sandboxes.count { row?.endings($0).isEmpty == false }
        #expect(forms > 0 && JobSpecimen.all.count { $0.platform == platform && $0.row.job == job.name } == forms)
      }
    }
  }

  @Test(arguments: JobSpecimen.all) func noWrongVerdictAndNoSecondRun(_ specimen: JobSpecimen) async throws {
    let forms = JobSpecimen.all.filter { $0.platform == specimen.platform && $0.row.job == specimen.row.job }.map(\.testDescription)
    let form = try #require(forms.firstIndex(of: specimen.testDescription))
    let endings = specimen.row.endings(specimen.variant)
    var tally = StormTally()
    for seed in stride(from: form, to: Self.count, by: forms.count) {
      let turn = seed / forms.count
      let ending = endings[turn % endings.count]
      let storm = try await StormRun(specimen, ending, seed: UInt64(seed), turn: turn)
      tally.add(storm)
      #expect(storm.starts <= 1, "seed \(seed): started \(storm.starts) times for one command")
      #expect(storm.fault == nil, "seed \(seed) of \(ending.arguments.items.map(\.value)): \(storm.fault ?? "")")
    }
    #expect(tally.troubles > tally.runs, "a storm with so few troubles proves nothing")
    if specimen.row.findsLostStarts { #expect(tally.lostAndFound > tally.runs / 10, "too few starts were lost and found again") }
    #expect(tally.truths > tally.runs / 2, "too few runs came to an end to prove anything")
    print("storm over \(specimen.testDescription): \(tally)")
  }

  /// What `hufu sandbox --endings` promises, on a good line.
  @Test(arguments: JobSpecimen.all) func everyEndingIsWhatItIsSaidToBe(_ specimen: JobSpecimen) async throws {
    for ending in specimen.variant.endings where ending.job == specimen.row.job {
      let clock = StepClock()
      let line = SandboxTransport(specimen.sandbox(), timing: clock.timing)
      let connection = try specimen.connection(over: line, clock: clock)
      var options = JobRun.Options()
      options.timeout = .seconds(300)
      let job = try connection.job(named: ending.job).job(ending.arguments, on: connection)
      let outcome = await JobRun(job, options, timing: clock.timing, entropy: connection.entropy).drive()
      #expect(outcome.verdict == ending.verdict, "\(ending.arguments.items): \(outcome.end)")
    }
  }
}
