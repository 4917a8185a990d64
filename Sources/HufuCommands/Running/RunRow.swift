import HufuClient
import HufuSigning

/// One run on a ``RunBoard``: what is known of it, and the lines that show it.
struct RunRow {
  /// How many steps of a run are shown; the rest is counted.
  private static let stepLimit = 8

  let label: String
  private var phase = Bilingual(zh: "等待", en: "waiting")
  private var status: RunStatus?
  private var progress: RunProgress?
  /// When the progress was told.
  private var told: Timestamp?
  /// A passing remark: a question that went unanswered.
  private var remark: Bilingual?
  private var record: RunRecord?

  private let redactor: Redactor
  private let isColoured: Bool

  init(_ label: String, _ redactor: Redactor, isColoured: Bool) {
    self.label = label
    self.redactor = redactor
    self.isColoured = isColoured
  }

  /// The lower, the rather it is shown: what is at work, then what is over, then what waits.
  var rank: Int { record != nil ? 1 : status == nil ? 2 : 0 }

  mutating func take(_ event: RunEvent, at now: Timestamp) {
    remark = nil
    switch event {
    case .preparing: phase = Bilingual(zh: "核对参数", en: "checking")
    case .started: phase = Bilingual(zh: "已启动", en: "started")
    case .takenUp: phase = Bilingual(zh: "已接续", en: "taken up")
    case .lost: phase = Bilingual(zh: "查找运行", en: "looking for it")
    case .status(var status, let progress):
      phase = RunText.word(status.phase)
      status.log = []
      (self.status, self.progress, told) = (status, progress, now)
    case .trouble(let error, let count):
      remark = Bilingual(zh: "第 \(count) 次没有回答：\(error.message.zh)", en: "not answered (\(count)): \(error.message.en)")
    case .stopping: phase = Bilingual(zh: "正在停止", en: "stopping")
    case .reporting: phase = Bilingual(zh: "读取结果", en: "reading result")
    }
  }

  mutating func end(_ record: RunRecord) {
    self.record = record
    remark = nil
    phase = record.isAllowed ? Bilingual(zh: "已放行", en: "allowed") : record.text
  }

  /// `▸ ms plan 夜间回归   运行中  ███████░░░ 28/40  3m 20s  还要约 2m  编译`
  ///
  /// - Parameter labels: how many columns the labels of all rows take.
  func line(at now: Timestamp, labels: Int, width: Int, in language: Language) -> String {
    var cells = [sign, shown(label).fitted(to: min(labels, max(12, width / 3))), shown(phase[language]).fitted(to: 10)]
    if record == nil, let bar { cells.append(bar) }
    if let elapsed = record?.outcome.elapsed ?? elapsed(at: now) { cells.append(Paint.dim(elapsed.briefText.padded(to: 6), isColoured)) }
    if record == nil, var progress {
      progress.elapsed = elapsed(at: now) ?? progress.elapsed
      if let forecast = RunText.forecast(progress) { cells.append(Paint.dim(forecast[language], isColoured)) }
    }
    if let remark {
      cells.append(Paint.yellow(shown(remark[language]), isColoured))
    } else if record == nil, let text = status?.text[language], !text.isEmpty {
      cells.append(shown(text))
    }
    return cells.joined(separator: "  ").cut(to: width)
  }

  /// Its steps, a line each: those at work and those that failed before those that are done or wait.
  func steps(in language: Language) -> [String] {
    guard record == nil, let steps = status?.steps, !steps.isEmpty else { return [] }
    let chosen = Set(steps.indices.sorted { (steps[$0].state.rank, -$0) < (steps[$1].state.rank, -$1) }.prefix(Self.stepLimit))
    let chosenSteps = steps.indices.filter(chosen.contains).map { steps[$0] }
    let width = min(40, chosenSteps.map { self.shown($0.name).columns }.max() ?? 0)
    var lines = chosenSteps.map { line(of: $0, width) }
    if steps.count > chosen.count {
      let rest = steps.count - chosen.count
      lines.append(Paint.dim("    " + Bilingual(zh: "… 另有 \(rest) 步", en: "… \(rest) more")[language], isColoured))
    }
    return lines
  }

  /// Cleaned before it is cut to fit: of a secret cut in two nobody knows the halves.
  private func shown(_ text: String) -> String { redactor.clean(text).oneLine }

  private func elapsed(at now: Timestamp) -> Duration? {
    guard let progress, let told else { return nil }
    return progress.elapsed + (now - told)
  }

  private var sign: String {
    guard let record else { return Paint.cyan(progress == nil ? "·" : "▸", isColoured) }
    return RunSummary.sign(record, isColoured: isColoured)
  }

  /// `██████░░░░ 12/20`
  private var bar: String? {
    guard let status, let parts = RunText.parts(of: status) else { return nil }
    guard let done = status.done, let total = status.total, total > 0 else { return parts }
    let filled = min(10, max(0, done * 10 / total))
    let (full, empty) = (String(repeating: "█", count: filled), String(repeating: "░", count: 10 - filled))
    return Paint.cyan(full, isColoured) + Paint.dim(empty, isColoured) + " " + parts
  }

  private func line(of step: RunStep, _ width: Int) -> String {
    let time = step.elapsed.map { "  " + Paint.dim($0.briefText, isColoured) } ?? ""
    let message = [step.code, step.message].compactMap { $0 }.joined(separator: " ")
    return "    " + step.state.sign(isColoured) + " " + shown(step.name).fitted(to: width) + time
      + (message.isEmpty ? "" : "  " + shown(message))
  }
}

extension RunStep.State {
  /// The lower, the rather it is shown.
  fileprivate var rank: Int {
    switch self {
    case .failed, .stopped: 0
    case .running: 1
    case .passed: 2
    case .skipped, .waiting: 3
    }
  }

  fileprivate func sign(_ isColoured: Bool) -> String {
    switch self {
    case .waiting, .skipped: Paint.dim("·", isColoured)
    case .running: Paint.cyan("▸", isColoured)
    case .passed: Paint.green("✓", isColoured)
    case .failed: Paint.red("✗", isColoured)
    case .stopped: Paint.yellow("■", isColoured)
    }
  }
}
