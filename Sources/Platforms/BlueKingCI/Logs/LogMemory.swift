import HufuSigning

/// What of a log was read, in memory that grows with what is missing and not with what was read: everything below `next` except the gaps.
struct LogMemory: Sendable {
  /// Numbers that were passed and not read.
  struct Gap: Sendable, Equatable {
    var numbers: ClosedRange<Int64>
    /// When they were passed.
    var since: Timestamp
    /// When it was last said that they are not there.
    var asked: Timestamp
  }

  /// More gaps than this are not kept; the lowest numbers are given up first. The parts of the index show lines each in its own time, so
  /// a log that grows by thousands of lines a second has thousands of gaps near its end.
  static let mostGaps = 10_000
  /// So many numbers below `next` two lines with the same number are told from one line that came twice.
  static let span: Int64 = 1000

  /// Servers count from 1, older ones may count from 0; a line 0 is found among ``recent``, and alone may come out of its place.
  private(set) var next: Int64 = 1
  /// Lowest first.
  private(set) var gaps: [Gap] = []
  /// The lowest number read; nil before anything was.
  private(set) var first: Int64?
  /// How many lines were read.
  private(set) var taken = 0
  /// Numbers that were given up because there were too many gaps.
  private(set) var forgotten: Int64 = 0
  /// What was read under the latest numbers.
  private(set) var recent: [Int64: [Int]] = [:]

  /// Whether a line is new; remembers it.
  ///
  /// A server that lost its counter gives numbers out twice (bk-ci issue 13327), and one that delivers twice keeps a line twice: the former
  /// are two lines, the latter is one.
  mutating func take(_ line: WrittenLine, at now: Timestamp) -> Bool {
    let print = Self.fingerprint(line)
    if line.number >= next {
      pass(line.number - 1, at: now)
      next = line.number + 1
    } else if !fill(line.number) {
      guard line.number >= next - Self.span, recent[line.number]?.contains(print) != true else { return false }
    }
    recent[line.number, default: []].append(print)
    if recent.count > 4 * Int(Self.span) { recent = recent.filter { $0.key >= next - Self.span } }
    first = min(first ?? line.number, line.number)
    taken += 1
    return true
  }

  /// Counts all numbers up to this one as passed: those not read are gaps.
  private mutating func pass(_ number: Int64, at now: Timestamp) {
    guard number >= next else { return }
    gaps.append(Gap(numbers: next...number, since: now, asked: now))
    next = number + 1
    while gaps.count > Self.mostGaps { forgotten += Int64(gaps.removeFirst().numbers.count) }
  }

  /// Takes a number out of the gap it was missing in.
  private mutating func fill(_ number: Int64) -> Bool {
    guard let index = gaps.firstIndex(where: { $0.numbers.upperBound >= number }), gaps[index].numbers.contains(number) else {
      return false
    }
    let gap = gaps.remove(at: index)
    if number < gap.numbers.upperBound {
      gaps.insert(Gap(numbers: number + 1...gap.numbers.upperBound, since: gap.since, asked: gap.asked), at: index)
    }
    if number > gap.numbers.lowerBound {
      gaps.insert(Gap(numbers: gap.numbers.lowerBound...number - 1, since: gap.since, asked: gap.asked), at: index)
    }
    return true
  }

  /// Ranges that hold the gaps below a number; near ones share a range, so that few questions are asked and few lines read again.
  ///
  /// - Parameter now: leaves out those whose turn it is not: one that was missing for a time is asked for after as long again. Nil for all.
  func ranges(below limit: Int64, dueAt now: Timestamp?) -> [ClosedRange<Int64>] {
    var ranges: [ClosedRange<Int64>] = []
    for gap in gaps where gap.numbers.lowerBound < limit && now.map({ $0 - gap.asked >= gap.asked - gap.since }) ?? true {
      if let last = ranges.last, gap.numbers.upperBound - last.lowerBound <= Self.span {
        ranges[ranges.count - 1] = last.lowerBound...gap.numbers.upperBound
      } else {
        ranges.append(gap.numbers)
      }
    }
    return ranges
  }

  /// Notes that what is still missing of a range was not there.
  mutating func missed(_ numbers: ClosedRange<Int64>, at now: Timestamp) {
    for index in gaps.indices where gaps[index].numbers.overlaps(numbers) { gaps[index].asked = now }
  }

  private static func fingerprint(_ line: WrittenLine) -> Int {
    var hasher = Hasher()
    hasher.combine(line.time)
    hasher.combine(line.text)
    return hasher.finalize()
  }
}
