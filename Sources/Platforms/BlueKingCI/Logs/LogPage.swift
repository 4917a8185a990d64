import HufuClient
import HufuSigning

/// A QueryLogs: some lines of a log, and whether the log service could look at all (platforms/bkci.md §3.4).
///
/// Its `finished` is not read: a row that any job leaves behind makes it true, and so does a failed search.
struct LogPage: Decodable, Sendable {
  enum State: Sendable, Equatable {
    /// It has looked. Without lines this proves nothing: a failed search for a window answers the same.
    case answered
    case empty
    /// The index is gone, or, in the first seconds of a build, not there yet.
    case cleaned
    /// The index is closed; an operator can open it.
    case closed
    /// The search failed; HTTP says 200 all the same.
    case failed

    /// By number, or by the names servers before 1.5 spelled out.
    init(_ word: String?) {
      switch word {
      case nil, "0", "SUCCEED": self = .answered
      case "1", "EMPTY": self = .empty
      case "2", "CLEAN": self = .cleaned
      case "3", "CLOSED": self = .closed
      default: self = .failed
      }
    }
  }

  var state: State
  var lines: [WrittenLine]
  var hasMore: Bool
  var message: String?

  init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: Field.self)
    let number = try? fields.decodeIfPresent(Int.self, forKey: .status)
    state = State(try number.map { String($0) } ?? fields.decodeIfPresent(String.self, forKey: .status))
    lines = try fields.decodeIfPresent([WrittenLine].self, forKey: .logs) ?? []
    hasMore = try fields.decodeIfPresent(Bool.self, forKey: .hasMore) ?? false
    message = try fields.decodeIfPresent(String.self, forKey: .message)
  }

  private enum Field: CodingKey {
    case status, logs, hasMore, message
  }
}

/// A line as the log service keeps it.
struct WrittenLine: Decodable, Sendable {
  /// Given out in the order in which lines reach the log service, over all jobs and executions of a build.
  var number: Int64
  /// By the clock of the machine that wrote it.
  var time: Timestamp?
  var text: String
  /// The id of the step that wrote it; nil for lines of the platform's own.
  var tag: String?

  init(number: Int64, time: Timestamp?, text: String, tag: String? = nil) {
    self.number = number
    self.time = time
    self.text = text
    self.tag = tag
  }

  init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: Field.self)
    number = try fields.decode(Int64.self, forKey: .lineNo)
    time = try fields.decodeIfPresent(Int64.self, forKey: .timestamp).flatMap { $0 > 0 ? Timestamp($0) : nil }
    text = try fields.decodeIfPresent(String.self, forKey: .message) ?? ""
    tag = try fields.decodeIfPresent(String.self, forKey: .tag).flatMap { $0.isEmpty ? nil : $0 }
  }

  private enum Field: CodingKey {
    case lineNo, timestamp, message, tag
  }
}
