import HufuClient
import HufuSigning

/// A thing people name by its name, or by its number.
struct Candidate: Sendable, Equatable {
  var id: Int64
  var name: String
  /// What tells it from others of its name.
  var detail: String?

  var text: String { "\(name) (\([String(id), detail].compactMap(\.self).joined(separator: ", ")))" }
}

extension [Candidate] {
  /// The one that is meant: by its whole name, else by its number.
  ///
  /// - Throws: `UsageError` listing the candidates when there is none, or more than one.
  func only(_ text: String, kind: Bilingual, whenNone remedy: Bilingual) throws -> Candidate {
    let found = filter { $0.name == text }
    if found.count == 1 { return found[0] }
    if found.isEmpty, let exact = first(where: { String($0.id) == text }) { return exact }
    guard found.isEmpty else {
      throw UsageError(
        zh: "有 \(found.count) 个\(kind.zh)叫「\(text)」：\(found.list)。",
        en: "There are \(found.count) \(kind.en)s named \"\(text)\": \(found.list).",
        remedy: Bilingual(zh: "请写编号。", en: "Give the number instead."))
    }
    let nearest = map(\.name).nearest(to: text)
    throw UsageError(
      zh: "没有叫「\(text)」的\(kind.zh)，也没有这个编号。", en: "There is no \(kind.en) \"\(text)\", neither by name nor by number.",
      remedy: isEmpty
        ? remedy
        : Bilingual(
          zh: (nearest.map { "是不是「\($0)」？" } ?? "") + "现有：\(list)。",
          en: (nearest.map { "Did you mean \"\($0)\"? " } ?? "") + "There are: \(list)."))
  }

  /// The first ten, each with its number.
  var list: String { prefix(10).map(\.text).joined(separator: ", ") + (count > 10 ? ", …" : "") }
}
