public import HufuSigning

/// An offline tool of a platform, run as `hufu token PLATFORM TOOL --option value`.
///
/// A tool is a pure function of its options and the time; reading files and secrets is the command's work.
public struct PlatformTool: Sendable {
  /// One `--option` of a tool.
  public struct Option: Sendable, Equatable {
    /// How its value is written and what the tool sees of it.
    public enum Kind: String, Sendable {
      case text
      /// A secret reference (`env:NAME`, `file:PATH`, …) or `-`; the tool sees the secret.
      case secret
      /// A YAML file; the tool sees its content.
      case yaml
    }

    public var name: String
    public var kind: Kind
    public var isRequired: Bool
    public var help: Bilingual

    public init(_ name: String, _ kind: Kind = .text, required isRequired: Bool = false, help: Bilingual) {
      self.name = name
      self.kind = kind
      self.isRequired = isRequired
      self.help = help
    }
  }

  /// An option as the tool sees it.
  public enum Value: Sendable {
    case text(String)
    case secret(Secret)
    case yaml(JSONValue)
  }

  public var name: String
  public var summary: Bilingual
  public var options: [Option]
  /// Gives the result that goes to stdout. Throws an ``ExplainedError`` for options that do not fit.
  public var run: @Sendable (_ options: [String: Value], _ now: Timestamp) throws -> JSONValue

  public init(
    _ name: String, summary: Bilingual, options: [Option],
    run: @escaping @Sendable (_ options: [String: Value], _ now: Timestamp) throws -> JSONValue
  ) {
    self.name = name
    self.summary = summary
    self.options = options
    self.run = run
  }
}

extension [String: PlatformTool.Value] {
  /// The option of that name, if it was given and is of that kind.
  public func text(_ name: String) -> String? { if case .text(let text)? = self[name] { text } else { nil } }
  public func secret(_ name: String) -> Secret? { if case .secret(let secret)? = self[name] { secret } else { nil } }
  public func yaml(_ name: String) -> JSONValue? { if case .yaml(let value)? = self[name] { value } else { nil } }
}
