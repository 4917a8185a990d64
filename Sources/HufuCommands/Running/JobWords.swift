import HufuClient
import HufuSigning

/// The words behind `hufu run PROFILE JOB`, read by what the job declares: `name=value` items and the options it has of its own.
struct JobWords {
  let job: JobDescription
  /// Options of the command itself, offered when one is misspelt.
  let own: () -> [String]

  /// - Throws: ``UsageError`` naming the nearest option.
  func read(_ words: [String]) throws -> Arguments {
    var items: [String] = []
    var options = Arguments()
    var rest = words[...]
    while let word = rest.popFirst() {
      guard word.hasPrefix("-"), word != "-" else {
        items.append(word)
        continue
      }
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard let option = job.parameters.first(where: { $0.form == .option && $0.spelling == parts[0] }) else {
        throw unknown(parts[0])
      }
      if parts.count > 1 {
        options.append(option.name, .text(parts[1]))
      } else if option.parameter.kind == .bool {
        options.append(option.name, .text("true"))
      } else if let value = rest.popFirst() {
        options.append(option.name, .text(value))
      } else {
        throw UsageError(
          zh: "\(parts[0]) 后面缺少值。", en: "\(parts[0]) needs a value.", remedy: Bilingual(zh: option.help.zh, en: option.help.en))
      }
    }
    var arguments = try Arguments(items).readingTexts()
    for item in options.items { arguments.append(item.name, item.value) }
    return arguments
  }

  private func unknown(_ word: String) -> UsageError {
    let options = job.parameters.filter { $0.form == .option }.map(\.spelling)
    let nearest = (options + own()).nearest(to: word)
    let list = options.isEmpty ? "–" : options.joined(separator: " ")
    return UsageError(
      zh: "没有选项 \(word)。", en: "There is no option \(word).",
      remedy: Bilingual(
        zh: (nearest.map { "是不是 \($0)？" } ?? "") + "任务 \(job.name) 自己的选项：\(list)；其余见 hufu run --help。",
        en: (nearest.map { "Did you mean \($0)? " } ?? "")
          + "Job \(job.name) has options of its own: \(list); hufu run --help has the rest."))
  }
}
