import HufuClient
import HufuSigning

/// Drives the runs of one job, one after the other, and makes a record of each.
struct RunDrive: Sendable {
  /// One run: its job, checked, and what tells it apart.
  struct Entry: Sendable {
    var label: String
    var job: any Job
    /// Where its artifacts go.
    var folder: String?
  }

  let profile: String
  let description: JobDescription
  let connection: Connection
  let entries: [Entry]
  private let underWay: RunsUnderWay

  /// Checks all arguments; nothing is sent.
  ///
  /// - Parameters:
  ///   - label: names the whole; each of several runs adds the value that makes it another.
  ///   - underWay: is told of what is begun.
  ///   - isResumed: whether it takes up a run that is there.
  /// - Throws: ``UsageError`` for a job or arguments that are not the platform's.
  init(
    _ name: String, _ arguments: Arguments, label: String, profile: String, on connection: Connection, telling underWay: RunsUnderWay,
    isResumed: Bool = false
  ) throws {
    let offer = try connection.job(named: name)
    let runs = try offer.description.runs(of: arguments)
    if isResumed, runs.count > 1 { throw Self.severalResumed }
    let series = offer.description.parameters.first { $0.isSeries }
    self.profile = profile
    description = offer.description
    self.connection = connection
    self.underWay = underWay
    entries = try runs.map { arguments in
      let value = runs.count > 1 ? series.flatMap { arguments[$0.name] }?.text : nil
      let checked = try offer.checked(arguments, on: connection, isResumed: isResumed)
      return Entry(
        label: [label, value].compactMap { $0 }.joined(separator: " · "), job: try offer.job(checked, on: connection),
        folder: checked.text(JobParameter.artifacts.name))
    }
  }

  private var name: String { description.name }
  var labels: [String] { entries.map(\.label) }

  /// Why its runs cannot be stopped; nil where they can.
  var whyUnstoppable: Bilingual? { entries.lazy.compactMap(\.job.whyUnstoppable).first }

  /// Looks every name up on the platform, starting nothing.
  ///
  /// - Throws: what a run of the first that is wrong would end with before it began.
  func check() async throws {
    for entry in entries {
      var job = entry.job
      try await job.prepare()
    }
  }

  /// Drives them. After an interrupt no more are started.
  ///
  /// - Parameter judged: the record as a policy sees it.
  func records(
    _ options: JobRun.Options, _ display: any RunDisplay, in shell: Shell, judged: (RunRecord) -> RunRecord = { $0 }
  ) async -> [RunRecord] {
    var records: [RunRecord] = []
    let deadline = options.timeout.map { shell.timing.now() + $0 }
    var goesOn = false
    for entry in entries {
      let began = shell.timing.now()
      var options = options
      options.timeout = deadline.map { max(.zero, $0 - began) }
      if let end = Self.hindrance(goesOn: goesOn, left: options.timeout) {
        // The first is always tried: its own deadline judges it.
        guard records.isEmpty else {
          let record = judged(
            RunRecord(
              label: entry.label, profile: profile, platform: connection.platform, job: name, began: began, outcome: end.outcome,
              exitCode: end.exit))
          display.ended(record)
          records.append(record)
          continue
        }
      }
      let run = JobRun(entry.job, options, timing: shell.timing, entropy: shell.entropy) { event in
        underWay.saw(event, of: entry.label, profile: profile, job: name)
        display.show(event, of: entry.label)
      }
      var record = record(entry, await run.drive(), began: began)
      if let folder = entry.folder { await ArtifactFolder(folder, in: shell).save(into: &record) }
      goesOn = goesOn || record.outcome.canResume
      underWay.ended(entry.label)
      record = judged(record)
      display.ended(record)
      records.append(record)
    }
    return records
  }

  /// Why the next of several runs is not started: somebody interrupted, the run before may still go on, or the time for all is over.
  private static func hindrance(goesOn: Bool, left: Duration?) -> (outcome: RunOutcome, exit: ExitCode)? {
    if Task.isCancelled { return (RunOutcome(.interrupted), .interrupted) }
    if goesOn {
      let why = Bilingual(zh: "前一次运行可能还在进行，未启动。", en: "Not started: the run before it may still go on.")
      return (RunOutcome(.skipped(why)), .running)
    }
    guard let left, left <= .zero else { return nil }
    let why = Bilingual(zh: "总期限已到，未启动。", en: "Not started: the time for all has passed.")
    return (RunOutcome(.skipped(why)), .running)
  }

  private func record(_ entry: Entry, _ outcome: RunOutcome, began: Timestamp) -> RunRecord {
    RunRecord(label: entry.label, profile: profile, platform: connection.platform, job: name, began: began, outcome: outcome)
  }

  private static let severalResumed = UsageError(
    zh: "--resume 只能接续一次运行，不能同时给多个值。", en: "--resume takes up one run; an argument cannot have several values then.")
}

extension ArgumentValue {
  /// As a person would write it.
  var text: String? {
    switch self {
    case .text(let text): text
    case .json(let value): value.plainText ?? String(decoding: JSONWriter.compact(value), as: UTF8.self)
    case .file(let path): path
    }
  }
}
