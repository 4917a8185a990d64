public import HufuSigning

/// A mistake in the text of a catalogue: where, and what was expected there.
public struct CatalogueError: ExplainedError, Equatable {
  public var line: Int
  public var column: Int
  public var text: String

  public init(line: Int, column: Int, _ text: String) {
    self.line = line
    self.column = column
    self.text = text
  }

  public var kind: ErrorKind { .configuration }
  public var message: Bilingual {
    Bilingual(zh: "操作目录第 \(line) 行第 \(column) 列：\(text)", en: "catalogue line \(line), column \(column): \(text)")
  }
}
