import HufuClient
import HufuSigning

/// The log of one execution of a build, read while it is written: every line once, in order for each job, complete in the end.
///
/// The log service numbers lines as they reach it and sorts answers by when they were written, so the highest number of an answer is no cursor;
/// lines also show late, and below lines that show already. What makes it complete is therefore not a cursor but the numbers themselves:
/// every number below `memory.next` was read or is a known gap, gaps are asked for until they close, and at the end the service's own counter
/// says how many numbers there are. An answer that may have been cut is not used but read again by windows of numbers, which are halved
/// while they are too full. Order is kept by holding lines back above a fresh gap, and completeness never depends on it: a line that
/// comes later still comes, only out of order. What is remembered is the gaps, a window of fingerprints and the lines held back, all bounded,
/// however long the build takes.
///
/// It is for `##[debug]` lines that they are read and, unless asked for, not given out; see ``LogSearch``.
struct LogTail: Sendable {
  /// So many numbers before the newest are read again each time: lines under a number that was given out twice are found there. A worker
  /// sends as many lines at once.
  static let overlap: Int64 = 200
  /// Fresh gaps this near to the newest line are asked for together with it.
  static let reach: Int64 = 2 * window
  /// How many numbers are asked for at once when there is much to read: fewer than lines fit into an answer, since numbers may come twice.
  static let window: Int64 = 8000
  /// How long the lines above a gap wait for it, and how many of them.
  static let patience = Duration.seconds(10)
  static let mostHeld = 20_000
  /// How long they wait where the service never says for certain that nothing is there.
  static let longestPatience = Duration.seconds(30)
  /// A read of a running build stops after so many lines; the next one goes on.
  static let portion = 50_000
  /// How many places with old gaps a read of a running build asks for.
  static let errands = 2

  let search: LogSearch
  let showsDebug: Bool
  let execution: Int
  var memory = LogMemory()
  /// Lines read and not given out, because of a gap below them or of trouble before they could be.
  var held: [WrittenLine] = []
  /// What the log lacks, each said once; complete after the last read.
  var warnings: [Bilingual] = []
  /// Whether it was read to the end, or given up; then nothing more comes.
  var isComplete = false
  /// When reading the log of a build that has ended is given up, though lines still come; nil while it runs.
  var lastCall: Timestamp?

  /// - Parameters:
  ///   - executeCount: which execution of the build: a retry keeps the id and counts this up.
  ///   - showsDebug: whether `##[debug]` lines are given out.
  init(
    build: String, pipeline: String, project: String, executeCount: Int, showsDebug: Bool = false, on client: Client<BlueKingCI>
  ) {
    search = LogSearch(build: build, pipeline: pipeline, project: project, execution: executeCount, on: client)
    execution = executeCount
    self.showsDebug = showsDebug
  }

  /// What was written since the last call.
  ///
  /// - Parameter isOver: whether the build has ended, by its own status and not by the log's `finished`. Then everything that is left comes:
  ///   it is asked at least twice, with the search index's delay between, and longer while something is known to be missing. Trouble that
  ///   may pass is borne for a minute; what is left out then is among the warnings.
  /// - Throws: ``APIError``, transient while the build runs and the search fails or does not answer. Nothing is lost: what was read before
  ///   comes with the next call.
  mutating func read(isOver: Bool) async throws -> [LogLine] {
    guard !isComplete else { return [] }
    if isOver {
      try await drain()
      isComplete = true
      return release(below: .max)
    }
    try await look(isOver: false)
    return release(below: held.count > Self.mostHeld ? .max : firstFresh?.numbers.lowerBound ?? .max)
  }

  /// The lowest gap that may close soon: the lines above wait for it, or they would be out of order.
  private var firstFresh: LogMemory.Gap? {
    let now = timing.now()
    return memory.gaps.first { isOwn($0) && $0.asked - $0.since < Self.patience && now - $0.since < Self.longestPatience }
  }

  /// Whether a gap can hold lines of this execution. What lies below the first line of a retry belongs to the executions before it.
  func isOwn(_ gap: LogMemory.Gap) -> Bool { execution == 1 || memory.first.map { gap.numbers.lowerBound > $0 } ?? true }

  var timing: Timing { search.client.connection.timing }

  /// Asks once for everything that was not read; gives back the answer for the newest lines, nil where it was too large to be read.
  @discardableResult
  mutating func look(isOver: Bool) async throws -> LogPage? {
    let fresh = max(firstFresh?.numbers.lowerBound ?? memory.next, memory.next - Self.reach)
    let start = max(0, min(fresh, memory.next - Self.overlap))
    for numbers in memory.ranges(below: start, dueAt: isOver ? nil : timing.now()).prefix(isOver ? .max : Self.errands) {
      try await read(numbers)
    }
    do {
      let page = try await search.lines(from: start)
      // Servers before 4.2 count apart from searching, so that hasMore is true at times for no reason; that costs a walk and no line.
      if page.hasMore || page.lines.count >= LogSearch.most {
        try await walk(from: start, isOver: isOver)
      } else {
        take(page, of: start...max(start, memory.next))
      }
      return page
    } catch let error as APIError where error.isTooLarge {
      try await walk(from: start, isOver: isOver)
      return nil
    }
  }

  /// Reads windows of numbers, one after the other, up to the newest line.
  private mutating func walk(from start: Int64, isOver: Bool) async throws {
    let end = try await search.nextNumber()
    let before = memory.taken
    var from = start
    var wasEmpty = false
    // Past the counter it goes on as long as there are lines: a counter that was lost must not end the log.
    while from < end || !wasEmpty, isOver ? !isLate : memory.taken - before < Self.portion {
      let numbers = from...from + Self.window - 1
      wasEmpty = try await read(numbers) == 0
      from = numbers.upperBound + 1
    }
  }

  /// Whether the time for the rest of the log is over.
  var isLate: Bool { lastCall.map { timing.now() >= $0 } ?? false }

  /// Reads all lines of a range of numbers that can be seen now; gives back how many there were.
  ///
  /// A server that answers more than it was asked for does not know ranges: a smaller one would be answered the same, and so would the
  /// next, for ever. Of such an answer only what lies in the range counts.
  @discardableResult
  private mutating func read(_ numbers: ClosedRange<Int64>) async throws -> Int {
    do {
      let page = try await search.lines(in: numbers)
      let inside = page.lines.count { numbers.contains($0.number) }
      if page.lines.count < LogSearch.most || numbers.count == 1 || inside < page.lines.count {
        take(page, of: numbers)
        return inside
      }
    } catch let error as APIError where error.isTooLarge && numbers.count > 1 {}
    let middle = numbers.lowerBound + Int64(numbers.count / 2)
    let lower = try await read(numbers.lowerBound...middle - 1)
    return lower + (try await read(middle...numbers.upperBound))
  }

  /// Takes what is new of an answer that holds all lines of a range of numbers which can be seen.
  private mutating func take(_ page: LogPage, of numbers: ClosedRange<Int64>) {
    let now = timing.now()
    for line in page.lines.sorted(by: { $0.number < $1.number }) where memory.take(line, at: now) { held.append(line) }
    if page.state != .answered || !page.lines.isEmpty { memory.missed(numbers, at: now) }
  }

  /// Gives out the lines below a number, as the service sorts them: by when they were written, then by number.
  private mutating func release(below limit: Int64) -> [LogLine] {
    var ready = held.filter { $0.number < limit }
    held.removeAll { $0.number < limit }
    ready.sort { ($0.time ?? Timestamp(0), $0.number) < ($1.time ?? Timestamp(0), $1.number) }
    return ready.flatMap { LogLine.lines(of: $0) }.filter { showsDebug || $0.kind != .debug }
  }
}

extension APIError {
  /// More than is collected of one answer: ask for less.
  fileprivate var isTooLarge: Bool { fault == TransportError.Reason.tooLarge.rawValue }
}
