/// The last so many identities, so that duplicates are told in constant memory.
struct RecentIDs {
  private let capacity: Int
  private var known: Set<Int> = []
  private var order: [Int] = []
  private var oldest = 0

  init(capacity: Int = 65_536) { self.capacity = capacity }

  /// Whether it is new; remembers it.
  mutating func insert(_ id: Int) -> Bool {
    guard known.insert(id).inserted else { return false }
    if order.count < capacity {
      order.append(id)
    } else {
      known.remove(order[oldest])
      order[oldest] = id
      oldest = (oldest + 1) % capacity
    }
    return true
  }
}
