import ArgumentParser
import HufuClient
import HufuSigning
import Synchronization

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
  @Flag(name: .long, help: ArgumentHelp(zh: "显示答案里的令牌和密钥", en: "show tokens and keys in the answer")) var reveal = false

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

  /// Runs `body` with the shell whose output is where the result belongs: standard output, or the file, put in place when all went well.
  func withOutput(of operation: HufuClient.Operation?, in shell: Shell, _ body: (Shell) async throws -> Void) async throws {
    guard let outputFile, outputFile != "-" else { return try await body(shell) }
    let file = try FileTarget(outputFile, isPrivate: !(operation?.secrets.isEmpty ?? true))
    let trouble = Mutex<LocalError?>(nil)
    let size = Mutex(0)
    var inside = shell
    inside.output = OutputStream { bytes in
      guard trouble.withLock({ $0 == nil }) else { return }
      do {
        try file.write(bytes)
        size.withLock { $0 += bytes.count }
      } catch let error as LocalError {
        trouble.withLock { $0 = error }
      } catch {}
    }
    do {
      try await body(inside)
      if let error = trouble.withLock({ $0 }) { throw error }
      try file.finish()
    } catch let leave as Leave {
      // Some of several calls failed; what the others gave is kept.
      try file.finish()
      throw leave
    } catch {
      file.discard()
      throw error
    }
    let count = size.withLock { $0 }
    shell.say(shell.text("已写入 \(outputFile)（\(count) 字节）。", "wrote \(outputFile) (\(count) bytes)."))
  }

  /// What to show of a reply, secrets masked before anything is cut out.
  func part(of reply: Reply, _ mask: SecretMask) throws -> [UInt8] {
    let whole = mask.masked(envelope ? reply.response.body : reply.payload)
    guard let pointer = try pointer() else { return whole }
    guard let found = try? JSONSlice(whole).at(pointer) else { throw Self.nothing(at: pointer) }
    return bare(found) ?? Array(found.raw)
  }

  /// What to show of one item.
  func part(of item: JSONSlice, _ mask: SecretMask) throws -> JSONSlice {
    let item = mask.masked(item)
    guard let pointer = try pointer() else { return item }
    guard let found = item.at(pointer) else { throw Self.nothing(at: pointer) }
    return found
  }

  /// A text without its quotes, for `x=$(hufu … --select /id --output raw)`.
  private func bare(_ slice: JSONSlice) -> [UInt8]? { format.output == .raw ? slice.text.map { Array(($0 + "\n").utf8) } : nil }

  private static func nothing(at pointer: JSONPointer) -> UsageError {
    UsageError(
      zh: "答案里没有 \(pointer)。", en: "The answer holds nothing at \(pointer).",
      remedy: Bilingual(zh: "去掉 --select 看完整答案。", en: "Leave --select out to see the whole."))
  }
}
