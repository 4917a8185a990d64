import HufuSigning

/// Lines of one file, of one language, or of all the code.
struct LineCount: Sendable {
  var code: Int
  var comment: Int
  var blank: Int
  var all: Int { code + comment + blank }

  static func + (a: LineCount, b: LineCount) -> LineCount {
    LineCount(code: a.code + b.code, comment: a.comment + b.comment, blank: a.blank + b.blank)
  }

  /// The files of every made-up repository.
  static let files: [(directory: String, name: String, language: String, lines: LineCount)] = (1...12).map { number in
    let isScript = number % 4 == 0
    return (
      isScript ? "scripts" : "src", isScript ? "task_\(number).sh" : "mod_\(number).py", isScript ? "Shell" : "Python",
      LineCount(code: 40 + number * 17, comment: 5 + number * 2, blank: 8 + number)
    )
  }

  static let total = files.reduce(LineCount(code: 0, comment: 0, blank: 0)) { $0 + $1.lines }

  /// The members every count has; nothing was added, changed or deleted.
  var members: JSONValue {
    var members: [JSONValue.Member] = []
    for (prefix, lines) in [("", self), ("add_", .none), ("mod_", .none), ("del_", .none)] {
      members += [
        JSONValue.Member(prefix + "code_line_num", .int(lines.code)), JSONValue.Member(prefix + "comment_line_num", .int(lines.comment)),
        JSONValue.Member(prefix + "blank_line_num", .int(lines.blank)), JSONValue.Member(prefix + "total_line_num", .int(lines.all)),
      ]
    }
    return .object(members)
  }

  private static let none = LineCount(code: 0, comment: 0, blank: 0)
}
