public import HufuSigning

/// One run as reports tell of it: what was run, how it ended, and with which exit code.
///
/// All formats (JSON, JUnit, Markdown, SARIF) are made from records and nothing else, so they hold the same facts.
public struct RunRecord: Sendable {
  /// Tells runs of one report apart: `ms plan 夜间回归`, or a gate's own name for the job.
  public var label: String
  public var profile: String
  public var platform: String
  public var job: String
  /// When driving it began.
  public var began: Timestamp
  public var outcome: RunOutcome
  /// What counts in the end; another one than the outcome's where a policy allowed something.
  public var exitCode: ExitCode
  /// What a policy has changed or found; one sentence each.
  public var notes: [Bilingual]

  public init(
    label: String, profile: String, platform: String, job: String, began: Timestamp, outcome: RunOutcome, exitCode: ExitCode? = nil,
    notes: [Bilingual] = []
  ) {
    self.label = label
    self.profile = profile
    self.platform = platform
    self.job = job
    self.began = began
    self.outcome = outcome
    self.exitCode = exitCode ?? outcome.exitCode
    self.notes = notes
  }

  /// One word for how it ended: the verdict, or `detached`, `interrupted`, `skipped`, `error`.
  public var word: String {
    switch outcome.end {
    case .verdict(let verdict): verdict.rawValue
    case .detached: "detached"
    case .interrupted: "interrupted"
    case .skipped: "skipped"
    case .error: "error"
    }
  }

  /// Whether a policy let pass what did not.
  public var isAllowed: Bool { exitCode == .ok && outcome.exitCode != .ok }

  /// How it ended, for people.
  public var text: Bilingual {
    let text =
      switch outcome.end {
      case .verdict(let verdict): verdict.text
      case .detached: Bilingual(zh: "已启动", en: "started")
      case .interrupted: Bilingual(zh: "已中断", en: "interrupted")
      case .skipped: Bilingual(zh: "未运行", en: "not run")
      case .error: Bilingual(zh: "出错", en: "error")
      }
    return isAllowed ? Bilingual(zh: text.zh + "（已放行）", en: text.en + " (allowed)") : text
  }

  /// The command that takes the run up again; nil where there is nothing to take up.
  public var resumeCommand: String? {
    guard outcome.canResume, let run = outcome.run else { return nil }
    return Self.resumeCommand(profile, job, run)
  }

  /// The command that takes a run up again.
  package static func resumeCommand(_ profile: String, _ job: String, _ run: StartedRun) -> String {
    "hufu run \(ShellText.word(profile)) \(job) --resume \(ShellText.word(run.id))"
  }

  package var error: (any ExplainedError)? { if case .error(let error) = outcome.end { error } else { nil } }

  /// Why it ended so, and what else should be known; errors with their remedy.
  public var explanations: [Bilingual] {
    (error.map { error in [error.remedy.map { error.message + $0 } ?? error.message] } ?? []) + remarks
  }

  /// The same without the error, for whoever tells that in a form of its own.
  package var remarks: [Bilingual] {
    var remarks = outcome.reasons
    if case .skipped(let why) = outcome.end { remarks.append(why) }
    return remarks + notes
  }

  /// The object programs read; texts in one language, times in ISO 8601, durations in seconds.
  public func json(in language: Language) -> JSONValue {
    let report = outcome.report
    func texts(_ list: [Bilingual]) -> JSONValue { .array(list.map { .string($0[language]) }) }
    func text(_ value: String?) -> JSONValue { value.map(JSONValue.string) ?? .null }
    return [
      "label": .string(label), "profile": .string(profile), "platform": .string(platform), "job": .string(job),
      "verdict": .string(word), "exit": .int(exitCode.rawValue), "allowed": .bool(isAllowed), "title": text(report?.title),
      "run": text(outcome.run?.id), "resumable": .bool(outcome.canResume), "page": text(outcome.run?.link),
      "link": report?.link.map { ["address": .string($0.address), "expires": text($0.expires?.iso8601)] } ?? .null,
      "started": .string((report?.started ?? began).iso8601), "ended": text(report?.ended?.iso8601),
      "elapsed": outcome.elapsed.seconds, "reasons": texts(outcome.reasons), "notes": texts(notes),
      "warnings": texts(report?.warnings ?? []),
      "error": error.map {
        [
          "kind": .string($0.kind.rawValue), "code": text($0.code), "message": .string($0.message[language]),
          "remedy": text($0.remedy?[language]), "requestId": text($0.requestID),
        ]
      } ?? .null,
      "measures": .array((report?.measures ?? []).map(Self.json)), "cases": .array((report?.cases ?? []).map(Self.json)),
      "issues": .array((report?.issues ?? []).map(Self.json)), "steps": .array((report?.steps ?? []).map(Self.json)),
      "artifacts": .array((report?.artifacts ?? []).map { ["path": .string($0.path), "size": $0.size.map { .int($0) } ?? .null] }),
    ]
  }

  private static func json(_ measure: Measure) -> JSONValue {
    func number(_ value: Double?) -> JSONValue { value.map { .number(Measure.text($0)) } ?? .null }
    return [
      "name": .string(measure.name), "value": number(measure.value), "unit": .string(measure.unit), "limit": number(measure.limit),
      "bound": .string(measure.bound.rawValue), "within": measure.isWithin.map(JSONValue.bool) ?? .null,
    ]
  }

  private static func json(_ result: CaseResult) -> JSONValue {
    [
      "id": .string(result.id), "name": .string(result.name), "group": .string(result.group), "outcome": .string(result.outcome.rawValue),
      "message": result.message.map(JSONValue.string) ?? .null, "duration": result.duration?.seconds ?? .null,
    ]
  }

  private static func json(_ issue: CodeIssue) -> JSONValue {
    [
      "id": .string(issue.id), "rule": .string(issue.rule), "level": .string(issue.level.rawValue), "message": .string(issue.message),
      "file": .string(issue.file), "line": issue.line.map { .int($0) } ?? .null, "column": issue.column.map { .int($0) } ?? .null,
      "author": issue.author.map(JSONValue.string) ?? .null, "tool": issue.tool.map(JSONValue.string) ?? .null,
    ]
  }

  private static func json(_ step: RunStep) -> JSONValue {
    [
      "name": .string(step.name), "state": .string(step.state.rawValue), "elapsed": step.elapsed?.seconds ?? .null,
      "code": step.code.map(JSONValue.string) ?? .null, "message": step.message.map(JSONValue.string) ?? .null,
    ]
  }
}

extension Duration {
  /// Seconds with milliseconds.
  var secondsText: String {
    let milliseconds = Swift.max(0, wholeMilliseconds)
    let rest = String(milliseconds % 1000)
    return "\(milliseconds / 1000)." + String(repeating: "0", count: 3 - rest.count) + rest
  }
  fileprivate var seconds: JSONValue { .number(secondsText) }
}
