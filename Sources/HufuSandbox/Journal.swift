import HufuClient
public import HufuSigning

/// One line of a sandbox's journal: what was asked and what became of it. It holds names and paths, never values of parameters.
public struct JournalEntry: Sendable, Equatable {
  /// Counts the requests from 1; a reset begins anew.
  public var number: Int
  public var time: Timestamp
  public var mount: String
  public var method: Method
  public var path: String
  /// The names of the query's parameters, decoded, in order. What stands without `=` or is longer than any name is shown as `…`.
  public var queryNames: [String]
  /// nil when the line was dropped before an answer.
  public var status: Int?
  /// The true reason of a refusal, which the caller may not have been told.
  public var refusal: String?

  /// As `GET /_sandbox/journal` shows it; `time` in milliseconds since 1970.
  public var json: JSONValue {
    [
      "number": .int(number), "time": .int(time.milliseconds), "mount": .string(mount), "method": .string(method.rawValue),
      "path": .string(path), "query": .array(queryNames.map(JSONValue.string)), "status": status.map { .int($0) } ?? .null,
      "refusal": refusal.map(JSONValue.string) ?? .null,
    ]
  }
}

/// The last requests, in a bounded ring.
struct Journal {
  static let capacity = 4096
  private var ring: [JournalEntry] = []
  private var oldest = 0
  private var count = 0

  var entries: [JournalEntry] { Array(ring[oldest...] + ring[..<oldest]) }

  mutating func note(_ request: APIRequest, at mount: String, now: Timestamp, status: Int?, refusal: String?) {
    count += 1
    let entry = JournalEntry(
      number: count, time: now, mount: mount, method: request.method, path: request.path, queryNames: Self.names(in: request.query),
      status: status, refusal: refusal)
    if ring.count < Self.capacity {
      ring.append(entry)
    } else {
      ring[oldest] = entry
      oldest = (oldest + 1) % Self.capacity
    }
  }

  /// A secret may have slipped into a query as a bare word; only what is plainly a name is kept.
  private static func names(in query: [UInt8]) -> [String] {
    query.split(separator: UInt8(ascii: "&")).map { item in
      guard let end = item.firstIndex(of: UInt8(ascii: "=")), end - item.startIndex <= 64 else { return "…" }
      return String(decoding: PercentEncoding.decode(item[..<end], plusAsSpace: true), as: UTF8.self)
    }
  }
}
