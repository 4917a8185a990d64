import HufuSigning

/// The log of one execution: every line it will ever write, numbered in the order the log service receives them.
///
/// The jobs of a stage write side by side, and all but the first send their lines in batches. So numbers follow arrival, while answers are
/// sorted by time: a reader who takes the highest number for a cursor must read what comes again (platforms/bkci.md §3.4).
struct LogBook {
  struct Line {
    var number: Int64 = 0
    var time: Timestamp
    var arrival: Timestamp
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
  private(set) var lines: [Line]

  init(_ build: Build, execution: Int) {
    let timeline = build.timeline(of: execution)
    self.timeline = timeline
    var lines: [Line] = []
    for (index, span) in timeline.spans.enumerated() { lines += Self.lines(of: span, index, build) }
    if let end = timeline.end, timeline.verdict == .cancelled { lines.removeAll { $0.time > end } }
    lines.sort { ($0.arrival, $0.span, $0.position) < ($1.arrival, $1.span, $1.position) }
    for index in lines.indices { lines[index].number = Int64(index + 1) }
    self.lines = lines
  }

  /// What the index shows at a moment, sorted as the service sorts: by time, then by number.
  func visible(at now: Timestamp, _ wanted: (Line) -> Bool) -> [Line] {
    lines.filter { $0.arrival + Self.refresh <= now && wanted($0) }.sorted { ($0.time, $0.number) < ($1.time, $1.number) }
  }

  func lastNumber(at now: Timestamp) -> Int64 { lines.last { $0.arrival + Self.refresh <= now }?.number ?? 0 }

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
      return Line(time: time, arrival: arrival, text: text, isDebug: text.hasPrefix("##[debug]"), span: index, position: position)
    }
  }

  private static func filled(_ text: String, _ build: Build) -> String {
    guard text.contains("${") else { return text }
    return build.parameters.reduce(text) { text, parameter in
      text.split(separator: "${\(parameter.key)}", omittingEmptySubsequences: false).joined(separator: parameter.value.text ?? "")
    }
  }
}
