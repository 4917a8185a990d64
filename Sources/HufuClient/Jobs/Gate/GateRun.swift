import HufuSigning

/// Several jobs side by side, each as soon as what it needs has passed, under one deadline.
///
/// Cancelling the task interrupts all that run and starts no more.
public struct GateRun: Sendable {
  private let entries: [GateEntry]
  private let timeout: Duration?
  private let timing: Timing
  /// What to say of an entry that is not started: whose platform it has, say.
  private let unstarted: @Sendable (GateEntry, RunOutcome, ExitCode) -> RunRecord

  /// - Parameters:
  ///   - entries: names unique, needs known and without a circle; in the order of the summary.
  ///   - unstarted: makes the record of an entry that is not started.
  public init(
    _ entries: [GateEntry], timeout: Duration?, timing: Timing,
    unstarted: @escaping @Sendable (GateEntry, RunOutcome, ExitCode) -> RunRecord
  ) {
    self.entries = entries
    self.timeout = timeout
    self.timing = timing
    self.unstarted = unstarted
  }

  /// Runs them all. The records are in the order of the entries.
  public func run() async -> [RunRecord] {
    let deadline = timeout.map { timing.now() + $0 }
    var records: [String: [RunRecord]] = [:]
    await withTaskGroup(of: (String, [RunRecord]).self) { group in
      var waiting = entries
      var running = 0
      while true {
        var later: [GateEntry] = []
        for entry in waiting {
          switch readiness(of: entry, records, deadline) {
          case .later: later.append(entry)
          case .never(let outcome, let code): records[entry.name] = [unstarted(entry, outcome, code)]
          case .now(let left):
            running += 1
            group.addTask { (entry.name, await entry.drive(left)) }
          }
        }
        // One that was just ruled out may decide about others.
        let isStuck = running == 0 && later.count == waiting.count
        waiting = later
        if running == 0 {
          if isStuck {
            for entry in waiting { records[entry.name] = [unstarted(entry, RunOutcome(.skipped(Self.neverReady)), .usage)] }
          }
          if waiting.isEmpty || isStuck { break }
          continue
        }
        guard let (name, done) = await group.next() else { break }
        running -= 1
        records[name] = done
      }
    }
    return entries.flatMap { records[$0.name] ?? [] }
  }

  private static let neverReady = Bilingual(
    zh: "未启动：needs 互相等待，或指向不存在的任务。", en: "Not started: its needs wait for each other, or name a job there is not.")

  private enum Readiness {
    case now(left: Duration?)
    case later
    case never(RunOutcome, ExitCode)
  }

  private func readiness(of entry: GateEntry, _ records: [String: [RunRecord]], _ deadline: Timestamp?) -> Readiness {
    if let bad = entry.needs.first(where: { records[$0].map { !$0.isPassed } ?? false }) {
      let why = Bilingual(zh: "所依赖的 \(bad) 没有通过，未启动。", en: "Not started: \(bad), which it needs, did not pass.")
      return .never(RunOutcome(.skipped(why)), .ok)
    }
    guard entry.needs.allSatisfy({ records[$0] != nil }) else { return .later }
    if Task.isCancelled { return .never(RunOutcome(.interrupted), .interrupted) }
    guard let deadline else { return .now(left: entry.timeout) }
    let left = deadline - timing.now()
    guard left > .zero else {
      let why = Bilingual(zh: "总期限已到，未启动。", en: "Not started: the gate's deadline has passed.")
      return .never(RunOutcome(.skipped(why)), .running)
    }
    return .now(left: min(left, entry.timeout ?? left))
  }
}

extension [RunRecord] {
  /// Whether what waits for these may start: all ran, and each passed or was allowed to fail.
  fileprivate var isPassed: Bool {
    allSatisfy { record in
      if case .skipped = record.outcome.end { return false }
      return record.exitCode == .ok
    }
  }
}
