package import HufuSigning

/// Something with an id and a name by which people know it; names are unique by custom only.
package protocol Named: Sendable {
  var name: String { get }
  /// What may be written in place of the name; the first is shown.
  var ids: [String] { get }
  /// What else tells it from others of its name.
  var detail: String? { get }
}

extension Named {
  package var detail: String? { nil }

  /// `夜间回归 (7c9e…)`.
  fileprivate var text: String {
    let shown = [ids.first, detail].compactMap(\.self).joined(separator: ", ")
    return shown.isEmpty ? name : "\(name) (\(shown))"
  }
}

extension Collection where Element: Named {
  /// The one that is meant: by its whole name, else by an id.
  ///
  /// - Parameters:
  ///   - others: what else there is, for the error, when these are few because they were searched for.
  ///   - whenEmpty: what to do where there is nothing at all.
  /// - Throws: ``UsageError`` listing the candidates, the nearest first, when there is none, or more than one.
  package func only(_ text: String, kind: Bilingual, among others: [any Named] = [], whenEmpty: Bilingual) throws -> Element {
    let found = filter { $0.name == text }
    if found.count == 1 { return found[0] }
    if let exact = first(where: { $0.ids.contains(text) }) { return exact }
    guard found.isEmpty else {
      throw UsageError(
        zh: "有 \(found.count) 个\(kind.zh)叫「\(text)」：\(found.candidates)。",
        en: "There are \(found.count) \(kind.en)s named \"\(text)\": \(found.candidates).",
        remedy: Bilingual(zh: "请直接给出 id。", en: "Give the id instead."))
    }
    let rest: [any Named] = isEmpty ? others : map { $0 as any Named }
    let nearest = rest.map(\.name).nearest(to: text) ?? rest.compactMap(\.ids.first).nearest(to: text)
    let isNearest: (any Named) -> Bool = { item in item.name == nearest || item.ids.first == nearest }
    let list = (rest.filter(isNearest) + rest.filter { !isNearest($0) }).candidates
    throw UsageError(
      zh: "没有叫「\(text)」的\(kind.zh)，也没有这个 id。", en: "There is no \(kind.en) \"\(text)\", neither by name nor by id.",
      remedy: rest.isEmpty
        ? whenEmpty
        : Bilingual(
          zh: (nearest.map { "是不是「\($0)」？" } ?? "") + "现有：\(list)。",
          en: (nearest.map { "Did you mean \"\($0)\"? " } ?? "") + "There are: \(list)."))
  }

  /// The first ten, each with its id.
  package var candidates: String { map { $0 as any Named }.candidates }
}

extension [any Named] {
  package var candidates: String { prefix(10).map(\.text).joined(separator: ", ") + (count > 10 ? ", …" : "") }
}
