import HufuSigning

/// A job: its state at any moment follows from when it was made and how it goes (platforms/tca.md §4).
struct SandboxJob: Sendable {
  /// The job that took this one's place, from a moment on.
  struct Successor: Sendable {
    var job: Int
    var scan: Int
    var from: Timestamp
  }

  /// What is known of a job that ended.
  struct Ending: Sendable {
    var code: Int
    var meaning: String
    var text: String
    var at: Timestamp
    /// Revoked jobs keep `end_time` null for ever.
    var isRevoked: Bool
  }

  var id: Int
  var project: Int
  /// nil when the job was closed before there was a scan.
  var scan: Int?
  var plot: ScanPlot
  var created: Timestamp
  /// When that was by the server's own clock, which a skew moves: what its answers say.
  var stamped: Timestamp
  var createdFrom: String
  var creator: String
  var revision: String
  var remarks: String?
  var cancelled: Timestamp?
  var successor: Successor?

  /// A moment of the made-up world by the server's clock.
  func stamp(_ time: Timestamp) -> Timestamp { stamped + (time - created) }

  func isKnown(at now: Timestamp) -> Bool { created <= now }

  /// When it ends by itself or is replaced; nil while nothing will end it.
  var end: Timestamp? {
    let own = plot.length.map { created + .milliseconds($0) }
    return [own, cancelled, successor?.from].compactMap { $0 }.min()
  }

  func ending(at now: Timestamp) -> Ending? {
    guard let end, end <= now else { return nil }
    if let cancelled, cancelled == end { return Ending(code: 301, meaning: "用户取消", text: remarks ?? "用户取消", at: end, isRevoked: true) }
    if let successor, successor.from == end {
      let text = #"{"job_id": \#(successor.job), "scan_id": \#(successor.scan), "msg": "任务被新任务取代"}"#
      return Ending(code: 2, meaning: ScanPlot.superseded.result.meaning, text: text, at: end, isRevoked: true)
    }
    return Ending(code: plot.result.code, meaning: plot.result.meaning, text: plot.result.text, at: end, isRevoked: plot.isRevoked)
  }

  /// 4 initialising, 5 initialised, 0 waiting, 1 running, 3 closing, 2 closed.
  func state(at now: Timestamp) -> Int {
    if ending(at: now) != nil { return 2 }
    let elapsed = (now - created).wholeMilliseconds
    switch elapsed {
    case ..<1000: return 4
    case ..<1500: return 5
    case ..<2000: return 0
    case ..<4000: return 1
    default:
      guard let length = plot.length else { return plot == .puzzling ? 7 : 1 }
      return length - elapsed > 1000 ? 1 : 3
    }
  }

  /// Whether it closed with results that can be read.
  func hasResults(at now: Timestamp) -> Bool { plot.leavesResults && ending(at: now)?.code == 0 }

  func row(at now: Timestamp) -> JSONValue {
    let ending = ending(at: now)
    return [
      "id": .int(id), "state": .int(state(at: now)), "result_code": .maybe(ending?.code), "result_msg": .maybe(ending?.text),
      "code_line_num": .null, "comment_line_num": .null, "blank_line_num": .null,
      "total_line_num": .null, "efficient_comment_line_num": .null, "filtered_efficient_comment_line_num": .null,
    ]
  }
}
