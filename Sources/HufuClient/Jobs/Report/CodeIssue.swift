/// One finding in source code.
public struct CodeIssue: Sendable, Equatable {
  public enum Level: String, Sendable {
    case error, warning, note
  }

  /// The platform's id of the finding; the same in every scan that sees it.
  public var id: String
  public var rule: String
  public var level: Level
  public var message: String
  /// The path inside the repository.
  public var file: String
  /// From 1; nil where the platform does not say.
  public var line: Int?
  public var column: Int?
  public var author: String?
  /// The tool that found it.
  public var tool: String?

  public init(
    id: String, rule: String, level: Level, message: String, file: String, line: Int? = nil, column: Int? = nil, author: String? = nil,
    tool: String? = nil
  ) {
    self.id = id
    self.rule = rule
    self.level = level
    self.message = message
    self.file = file
    self.line = line
    self.column = column
    self.author = author
    self.tool = tool
  }
}
