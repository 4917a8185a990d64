/// What injected faults do to lists: a page comes twice, or totals grow from answer to answer.
struct ListDisturbance: Sendable {
  /// How many pages are still to be given a second time.
  var duplicates = 0
  var isMoving = false
  private var growth = 0

  /// Where a page starts in truth, when it was asked to start at `offset`.
  mutating func start(_ offset: Int, size: Int) -> Int {
    guard duplicates > 0, offset > 0 else { return offset }
    duplicates -= 1
    return max(0, offset - size)
  }

  mutating func total(_ count: Int) -> Int {
    if isMoving { growth += 1 }
    return count + growth
  }
}
