import HufuClient
import HufuSigning

extension LogBook {
  /// The most lines one answer holds.
  static let largest = 10_000

  /// A QueryLogs with the lines from `start` to `end`, both included.
  func answer(_ build: Build, _ call: Call, from start: Int64 = 0, to end: Int64 = .max, limit: Int = largest) -> JSONValue {
    guard !build.isCleaned else { return Self.cleaned(build) }
    let now = call.moment.now
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

  private static func cleaned(_ build: Build) -> JSONValue {
    [
      "buildId": .string(build.id), "finished": true, "hasMore": false, "logs": [], "timeUsed": 1, "status": 2, "subTags": [],
      "message": "日志已过期，已被清理",
    ]
  }
}
