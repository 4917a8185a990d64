import HufuClient
import HufuSigning

extension LogBook {
  /// The most lines one answer holds.
  static let largest = 10_000

  /// A QueryLogs with the lines from `start` to `end`, both included.
  func answer(_ build: Build, _ call: Call, from start: Int64 = 0, to end: Int64 = .max, limit: Int = largest) -> JSONValue {
    let now = call.moment.now
    if build.isCleaned || isGone(at: now) { return Self.nothing(build, status: 2, finished: true, "日志已过期，已被清理") }
    if script.has(.closed), timeline.hasEnded(at: now) { return Self.nothing(build, status: 3, finished: true, "") }
    if isDown(at: now) {
      // Only a search from a line on takes the flags along when it fails; one for a window does not even say that it failed.
      let isAfter = call.operation.name == "logs.after"
      if script.has(.failing) { return Self.nothing(build, status: 999, finished: isAfter || looksFinished(at: now), "") }
      if script.has(.blank), call.operation.name == "logs.more" {
        return Self.nothing(build, status: 0, finished: looksFinished(at: now), "")
      }
    }
    let found = visible(at: now) { line in line.number >= start && line.number <= end && wants(line, call) }
    let lines = found.prefix(limit).map { line -> JSONValue in
      let span = timeline.spans[line.span]
      return [
        "lineNo": .int(line.number), "timestamp": call.stamp(line.time), "message": .string(line.text), "priority": 0,
        "tag": .string(span.step.id), "subTag": "", "jobId": .string(span.job.id), "containerHashId": .string(span.job.hashID),
        "stepId": .string(span.step.stepID), "executeCount": .int(call.int("executeCount") ?? 1),
      ]
    }
    return [
      "buildId": .string(build.id), "finished": .bool(looksFinished(at: now)), "hasMore": .bool(found.count > limit), "logs": .array(lines),
      "timeUsed": 12, "status": .int(lines.isEmpty ? 1 : 0), "subTags": [], "message": .string(lines.isEmpty ? "暂无日志" : ""),
    ]
  }

  /// The log as a file: debug lines are left out.
  func text(_ call: Call) -> [UInt8] {
    let zone = Duration.seconds(28_800)
    let lines = visible(at: call.moment.now) { wants($0, call) && !$0.isDebug }.map { line in
      let time = line.time + (call.moment.wall - call.moment.now) + zone
      let rest = time.milliseconds % 1000
      return "\(TokenExpiry.text(time, separator: " ")):\(rest < 10 ? "00" : rest < 100 ? "0" : "")\(rest) : \(line.text)\n"
    }
    return Array(lines.joined().utf8)
  }

  private func wants(_ line: Line, _ call: Call) -> Bool {
    let span = timeline.spans[line.span]
    return (!line.isDebug || call.flag("debug")) && call["tag"].map { $0 == span.step.id } ?? true
      && call["stepId"].map { $0 == span.step.stepID } ?? true && call["containerHashId"].map { $0 == span.job.hashID } ?? true
      && (call["tag"] != nil || call["stepId"] != nil || call["jobId"].map { $0 == span.job.id } ?? true)
  }

  /// Whether there is no index: cleaned up, or not made yet.
  private func isGone(at now: Timestamp) -> Bool {
    script.has(.cleaned) && timeline.hasEnded(at: now) || script.has(.unborn) && visible(at: now) { _ in true }.isEmpty
  }

  /// Whether the index is too busy to search: one second out of three.
  private func isDown(at now: Timestamp) -> Bool {
    (script.has(.failing) || script.has(.blank)) && (now - timeline.queuedAt).wholeMilliseconds % 3000 >= 2000
  }

  private static func nothing(_ build: Build, status: Int, finished: Bool, _ message: String) -> JSONValue {
    [
      "buildId": .string(build.id), "finished": .bool(finished), "hasMore": false, "logs": [], "timeUsed": 1, "status": .int(status),
      "subTags": [], "message": .string(message),
    ]
  }
}
