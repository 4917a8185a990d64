import HufuClient
import HufuSigning

/// The report files of a run: opened before anything is started, so that a wrong path costs nothing, and written when all is over.
struct ReportFiles {
  private var files: [(target: FileTarget, text: ([RunRecord]) -> [UInt8])] = []

  /// - Throws: ``LocalError`` for a file that cannot be written.
  init(_ options: RunOptions, in shell: Shell) throws {
    let language = shell.language
    do {
      if let path = options.junit { try add(path) { Array(JUnitReport($0, in: language).text.utf8) } }
      if let path = options.markdown { try add(path) { Array(MarkdownReport($0, in: language).text.utf8) } }
      if let path = options.sarif {
        try add(path) { JSONWriter.pretty(SARIFReport($0, in: language, version: Version.text).json) + [UInt8(ascii: "\n")] }
      }
    } catch {
      discard()
      throw error
    }
  }

  private mutating func add(_ path: String, _ text: @escaping ([RunRecord]) -> [UInt8]) throws {
    files.append((try FileTarget(path, isPrivate: false), text))
  }

  func write(_ records: [RunRecord]) throws {
    for file in files {
      try file.target.write(file.text(records))
      try file.target.finish()
    }
  }

  /// Nothing was run: whatever was there stays as it was.
  func discard() { for file in files { file.target.discard() } }
}
