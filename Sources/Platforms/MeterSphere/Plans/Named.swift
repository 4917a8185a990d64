import HufuClient
import HufuSigning

/// Something with an id and a name by which people know it; names are unique by custom only.
protocol Named: Sendable {
  var id: String { get }
  var name: String { get }
}

extension Collection where Element: Named {
  /// The one that is meant: by its id, else by its whole name.
  ///
  /// - Parameter others: what else there is, for the error.
  /// - Throws: `UsageError` listing the candidates when there is none, or more than one.
  func only(_ text: String, kind: Bilingual, among others: [any Named] = []) throws -> Element {
    if let exact = first(where: { $0.id == text }) { return exact }
    let found = filter { $0.name == text }
    guard found.count != 1 else { return found[found.startIndex] }
    guard found.isEmpty else {
      throw UsageError(
        zh: "有 \(found.count) 个\(kind.zh)叫「\(text)」：\(Self.list(found))。",
        en: "There are \(found.count) \(kind.en)s named \"\(text)\": \(Self.list(found)).",
        remedy: Bilingual(zh: "请直接给出 id。", en: "Give the id instead."))
    }
    let rest = isEmpty ? others : Array(self)
    let nearest = rest.map(\.name).nearest(to: text)
    throw UsageError(
      zh: "没有叫「\(text)」的\(kind.zh)，也没有这个 id。", en: "There is no \(kind.en) \"\(text)\", neither by name nor by id.",
      remedy: rest.isEmpty
        ? Bilingual(zh: "这个项目里没有任何\(kind.zh)；核对 project。", en: "The project has no \(kind.en) at all; check project.")
        : Bilingual(
          zh: (nearest.map { "是不是「\($0)」？" } ?? "") + "现有：\(Self.list(rest))。",
          en: (nearest.map { "Did you mean \"\($0)\"? " } ?? "") + "There are: \(Self.list(rest))."))
  }

  /// The first ten, each with its id.
  private static func list(_ items: some Collection<any Named>) -> String {
    items.prefix(10).map { "\($0.name) (\($0.id))" }.joined(separator: ", ") + (items.count > 10 ? ", …" : "")
  }

  private static func list(_ items: [Element]) -> String { list(items.map { $0 as any Named }) }
}
