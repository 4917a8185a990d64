import ArgumentParser
import HufuClient
import HufuSigning

/// How the result of a call is cut and where it goes.
struct ResultOptions: ParsableArguments {
  @OptionGroup var format: OutputOptions
  @Flag(name: .long, help: ArgumentHelp(zh: "保留平台的信封", en: "keep the platform's wrapper")) var envelope = false
  @Option(
    name: .long,
    help: ArgumentHelp(
      zh: "只取 JSON 指针所指的部分；--all 时对每一条", en: "take the part a JSON pointer names; of each item under --all", valueName: "/JSON/POINTER"))
  var select: String?
  @Option(name: .customShort("o"), help: ArgumentHelp(zh: "结果写入文件", en: "write the result to a file", valueName: "FILE")) var outputFile:
    String?

  func check() throws { _ = try pointer() }

  /// - Throws: ``UsageError`` for a text that is no JSON pointer.
  func pointer() throws -> JSONPointer? {
    do {
      return try select.map { try JSONPointer($0) }
    } catch {
      throw UsageError(
        zh: "--select \(select ?? "") 不是 JSON 指针。", en: "--select \(select ?? "") is no JSON pointer.",
        remedy: Bilingual(zh: "以 / 开头，例如 /results/0/name。", en: "It starts with /: /results/0/name, say."))
    }
  }

  /// What to show of a reply.
  func part(of reply: Reply) throws -> [UInt8] {
    let whole = envelope ? reply.response.body : reply.payload
    guard let pointer = try pointer() else { return whole }
    guard let found = try? JSONSlice(whole).at(pointer) else { throw Self.nothing(at: pointer) }
    return Array(found.raw)
  }

  /// What to show of one item.
  func part(of item: JSONSlice) throws -> JSONSlice {
    guard let pointer = try pointer() else { return item }
    guard let found = item.at(pointer) else { throw Self.nothing(at: pointer) }
    return found
  }

  private static func nothing(at pointer: JSONPointer) -> UsageError {
    UsageError(
      zh: "答案里没有 \(pointer)。", en: "The answer holds nothing at \(pointer).",
      remedy: Bilingual(zh: "去掉 --select 看完整答案。", en: "Leave --select out to see the whole."))
  }
}
