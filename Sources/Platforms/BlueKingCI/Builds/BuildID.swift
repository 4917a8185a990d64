import HufuClient
import HufuSigning

/// Everything that names one build in v3 and v4; as a text, `PROJECT/PIPELINE/BUILD`, what `--resume` takes.
struct BuildID: Sendable, Equatable, CustomStringConvertible {
  /// The project's English name.
  var project: String
  /// `p-` and 32 hexadecimal digits.
  var pipeline: String
  /// `b-` and 32 hexadecimal digits.
  var build: String

  init(project: String, pipeline: String, build: String) {
    self.project = project
    self.pipeline = pipeline
    self.build = build
  }

  /// - Throws: `UsageError` for any other text.
  init(_ text: String) throws {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3, !parts[0].isEmpty, Self.isID(parts[1], "p-"), Self.isID(parts[2], "b-") else {
      throw UsageError(
        zh: "「\(text)」不是蓝盾构建的运行 id。", en: "\"\(text)\" is no run of BlueKing CI.",
        remedy: Bilingual(
          zh: "写成：项目英文名/p-…/b-…，即启动时打印的 id。", en: "Write PROJECT/p-…/b-…, as it was printed when the run began."))
    }
    self.init(project: parts[0], pipeline: parts[1], build: parts[2])
  }

  var description: String { "\(project)/\(pipeline)/\(build)" }

  /// The names of this build as every operation on it takes them.
  var arguments: Arguments { ["project": .string(project), "pipeline": .string(pipeline), "build": .string(build)] }

  /// Whether a text is an id and no name: the letter, a hyphen, 32 hexadecimal digits (platforms/bkci.md §3).
  static func isID(_ text: String, _ prefix: String) -> Bool {
    text.hasPrefix(prefix) && text.utf8.count == prefix.utf8.count + 32
      && text.utf8.dropFirst(prefix.utf8.count).allSatisfy { Hex.value($0) != nil }
  }
}
