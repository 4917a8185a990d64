import HufuClient
import HufuSigning

extension LogTail {
  /// How long after its arrival a line may stay invisible: the log index is refreshed every three seconds (bk-ci, ESIndexUtils).
  static let refresh = Duration.milliseconds(3500)
  /// How long after the end of the build lines that are known to be missing are waited for.
  static let grace = Duration.seconds(20)

  /// How long it is read after the end of the build at most, also when lines still come: a worker may not have heard that it is over.
  static let longest = Duration.seconds(120)

  /// How long a log service that does not answer, or fails, is asked again.
  static let endurance = Duration.seconds(60)

  /// Reads the rest of the log of a build that has ended: until nothing new comes and nothing is missing, or the grace is over.
  mutating func drain() async throws {
    let began = timing.now()
    lastCall = began + Self.longest
    var isFirst = true
    while true {
      let known = memory.taken
      do {
        let page = try await look(isOver: true)
        let end = try await search.nextNumber()
        let isQuiet = memory.taken == known
        guard !isLate else {
          if !isQuiet { warnings.append(Self.endless) }
          return warnOfGaps(below: end)
        }
        if isQuiet, !isFirst {
          if let loss = page.flatMap(Self.loss) { return warnings.append(loss) }
          let isWhole = memory.next >= end && !memory.gaps.contains(where: isOwn)
          if isWhole || timing.now() - began >= Self.grace { return warnOfGaps(below: end) }
        }
        isFirst = false
      } catch let error as APIError where error.kind.isTransient {
        // The verdict does not wait for a log that cannot be read; what there is of it is given out.
        guard timing.now() - began < Self.endurance else { return warnings.append(Self.unread(error)) }
      }
      try await timing.sleep(Self.refresh)
    }
  }

  private static let endless = Bilingual(
    zh: "构建结束 \(longest.components.seconds) 秒后仍有新日志；不再读取，日志到此为止。",
    en: "The log still grows \(longest.components.seconds) s after the build ended; it is read no further.")

  private static func unread(_ error: APIError) -> Bilingual {
    Bilingual(zh: "日志的结尾没能读到：\(error.message.zh)", en: "The end of the log could not be read: \(error.message.en)")
  }

  /// What it means that the log cannot be searched any more, after the build has ended.
  private static func loss(_ page: LogPage) -> Bilingual? {
    let words = page.message.map { $0.isEmpty ? $0 : "：\($0)" } ?? ""
    let english = words.isEmpty ? "" : ": \(words.dropFirst())"
    switch page.state {
    case .cleaned:
      return Bilingual(zh: "日志已被平台清理\(words)。", en: "The platform has cleaned the log up\(english).")
    case .closed:
      return Bilingual(
        zh: "日志索引已关闭\(words)；请蓝盾运维重新打开后再读。", en: "The log's index is closed\(english); the operators can open it again.")
    case .answered, .empty, .failed: return nil
    }
  }

  private mutating func warnOfGaps(below end: Int64) {
    var missing = memory.gaps.filter(isOwn).map(\.numbers)
    if memory.next < end { missing.append(memory.next...end - 1) }
    let count = missing.reduce(memory.forgotten) { $0 + Int64($1.count) }
    guard count > 0 else { return }
    let places = missing.prefix(5).map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)–\($0.upperBound)" }.joined(separator: ", ")
    let more = missing.count > 5 || memory.forgotten > 0 ? "…" : ""
    warnings.append(
      Bilingual(
        zh: "有 \(count) 个日志行号始终查不到（\(places)\(more)）：日志服务没有存下，或属于另一次执行。",
        en:
          "\(count) line numbers of the log never showed (\(places)\(more)): the log service did not keep them, or they are of another execution."
      ))
  }
}
