import HufuClient
public import HufuSigning

/// One line of a sandbox's journal: what was asked and what became of it. It holds names and paths, never values of parameters.
public struct JournalEntry: Sendable, Equatable {
  public var time: Timestamp
  public var mount: String
  public var method: Method
  public var path: String
  /// The names of the query's parameters, in order.
  public var queryNames: [String]
  /// nil when the line was dropped before an answer.
  public var status: Int?
  /// The true reason of a refusal, which the caller may not have been told.
  public var refusal: String?
}

/// The last requests, in a bounded ring.
struct Journal {
  static let capacity = 4096
  private var ring: [JournalEntry] = []
  private var oldest = 0

  var entries: [JournalEntry] { Array(ring[oldest...] + ring[..<oldest]) }

  mutating func note(_ request: APIRequest, at mount: String, now: Timestamp, status: Int?, refusal: String?) {
    let entry = JournalEntry(
      time: now, mount: mount, method: request.method, path: request.path, queryNames: request.queryItems.map(\.name), status: status,
      refusal: refusal)
    if ring.count < Self.capacity {
      ring.append(entry)
    } else {
      ring[oldest] = entry
      oldest = (oldest + 1) % Self.capacity
    }
  }
}
