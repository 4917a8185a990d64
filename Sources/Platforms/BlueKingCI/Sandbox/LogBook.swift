import HufuSigning

/// The log of one execution: every line it will ever write, numbered in the order the log service receives them.
///
/// The jobs of a stage write side by side, and all but the first send their lines in batches. So numbers follow arrival, while answers are
/// sorted by time: a reader who takes the highest number for a cursor must read what comes again (platforms/bkci.md §3.4). One counter
/// numbers all executions of a build.
struct LogBook {
  struct Line {
    var number: Int64 = 0
    var time: Timestamp
    var arrival: Timestamp
    /// When a search finds it; nil for never.
    var shown: Timestamp?
    var text: String
    var isDebug: Bool
    /// Which span wrote it, and as which of its lines.
    var span: Int
    var position: Int
  }

  /// How long the search index takes until it shows a line.
  static let refresh = Duration.milliseconds(600)
  private static let batch: Int64 = 400

  let timeline: Timeline
  let script: LogScript
  private(set) var lines: [Line]
  /// The first number of this execution.
  private let base: Int64

  init(_ build: Build, execution: Int) {
    let timeline = build.timeline(of: execution)
    self.timeline = timeline
    script = LogScript(build)
    base = (1..<execution).reduce(1) { $0 + Int64(LogBook(build, execution: $1).lines.count) }
    var lines: [Line] = []
    for (index, span) in timeline.spans.enumerated() { lines += Self.lines(of: span, index, build) }
    if let end = timeline.end, timeline.verdict == .cancelled { lines.removeAll { $0.time > end } }
    lines.sort { ($0.arrival, $0.span, $0.position) < ($1.arrival, $1.span, $1.position) }
    for index in lines.indices {
      lines[index].number = base + Int64(index)
      lines[index].shown = Self.shown(lines[index], index, script)
      if script.has(.renumbered) { lines[index].number -= index < LogScript.restart ? 1 : Int64(LogScript.restart) }
    }
    self.lines = lines
  }

  private static func shown(_ line: Line, _ index: Int, _ script: LogScript) -> Timestamp? {
    if script.has(.lost), index % 9 == 4 { return nil }
    return line.arrival + refresh + (script.has(.late) && index % 5 == 1 ? LogScript.delay : .zero)
  }

  /// What the index shows at a moment, sorted as the service sorts: by time, then by number.
  func visible(at now: Timestamp, _ wanted: (Line) -> Bool) -> [Line] {
    let found = lines.filter { line in line.shown.map { $0 <= now } ?? false && wanted(line) }
    let kept = script.has(.doubled) ? found.flatMap { $0.position % 4 == 0 ? [$0, $0] : [$0] } : found
    return kept.sorted { ($0.time, $0.number) < ($1.time, $1.number) }
  }

  /// What the service calls the last line's number: the number that the next line gets. It knows of lines that no search finds yet.
  func lastNumber(at now: Timestamp) -> Int64 {
    let arrived = Int64(lines.count { $0.arrival <= now })
    guard script.has(.renumbered) else { return base + arrived }
    return base + arrived - (arrived > LogScript.restart ? Int64(LogScript.restart) : 1)
  }

  /// What the service calls finished: some job has ended, which is not the same as the build having ended.
  func looksFinished(at now: Timestamp) -> Bool {
    timeline.spans.contains { span in
      span.step.length > 0 && now >= span.end && span.job.steps.last?.id == span.step.id
    }
  }

  private static func lines(of span: Timeline.Span, _ index: Int, _ build: Build) -> [Line] {
    guard !span.step.lines.isEmpty else { return [] }
    var texts = ["##[group]\(span.step.name)"]
    for turn in 0..<span.step.repeats {
      texts += span.step.lines.map { span.step.repeats > 1 ? "\($0) \(turn)" : filled($0, build) }
    }
    texts.append("##[endgroup]\(span.step.name)")
    let isBatched = span.job.number != span.stage.jobs[0].number
    return texts.enumerated().map { position, text in
      let offset = span.step.length * Int64(position) / Int64(texts.count)
      let time = span.start + .milliseconds(offset)
      let late = (time - span.stageStart).wholeMilliseconds
      let arrival = isBatched ? span.stageStart + .milliseconds((late / batch + 1) * batch) : time
      return Line(
        time: time, arrival: arrival, shown: nil, text: text, isDebug: text.hasPrefix("##[debug]"), span: index, position: position)
    }
  }

  private static func filled(_ text: String, _ build: Build) -> String {
    guard text.contains("${") else { return text }
    return build.parameters.reduce(text) { text, parameter in
      text.split(separator: "${\(parameter.key)}", omittingEmptySubsequences: false).joined(separator: parameter.value.text ?? "")
    }
  }
}
