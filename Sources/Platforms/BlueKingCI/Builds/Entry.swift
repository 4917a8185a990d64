import HufuClient
import HufuSigning

/// A project or a pipeline in a list: its id for addresses, and the name people know it by.
struct Entry: Sendable, Equatable {
  var id: String
  var name: String
  /// A second id some people have; a project's `projectId`.
  var otherID: String?

  /// nil where the item has no id.
  init?(project json: JSONSlice) {
    guard let code = (json["englishName"] ?? json["projectCode"])?.text else { return nil }
    id = code
    name = json["projectName"]?.text ?? code
    otherID = json["projectId"]?.text
  }

  init?(pipeline json: JSONSlice) {
    guard let id = json["pipelineId"]?.text else { return nil }
    self.id = id
    name = json["pipelineName"]?.text ?? id
  }
}

extension [Entry] {
  /// The one that is meant: by its id, else by its whole name.
  ///
  /// - Throws: `UsageError` listing candidates, the nearest first, when there is none, or more than one.
  func only(_ text: String, kind: Bilingual) throws -> Entry {
    if let exact = first(where: { $0.id == text || $0.otherID == text }) { return exact }
    let found = filter { $0.name == text }
    if found.count == 1 { return found[0] }
    guard found.isEmpty else {
      throw UsageError(
        zh: "有 \(found.count) 个\(kind.zh)叫「\(text)」：\(found.list)。",
        en: "There are \(found.count) \(kind.en)s named \"\(text)\": \(found.list).",
        remedy: Bilingual(zh: "请直接给出 id。", en: "Give the id instead."))
    }
    let nearest = map(\.name).nearest(to: text) ?? map(\.id).nearest(to: text)
    let isNearest = { (entry: Entry) in entry.name == nearest || entry.id == nearest }
    throw UsageError(
      zh: "没有叫「\(text)」的\(kind.zh)，也没有这个 id。", en: "There is no \(kind.en) \"\(text)\", neither by name nor by id.",
      remedy: isEmpty
        ? Bilingual(zh: "这个账号看不到任何\(kind.zh)。", en: "This account sees no \(kind.en) at all.")
        : Bilingual(
          zh: (nearest.map { "是不是「\($0)」？" } ?? "") + "现有：\((filter(isNearest) + filter { !isNearest($0) }).list)。",
          en: (nearest.map { "Did you mean \"\($0)\"? " } ?? "") + "There are: \((filter(isNearest) + filter { !isNearest($0) }).list)."))
  }

  /// The first ten, each with its id.
  private var list: String { prefix(10).map { "\($0.name) (\($0.id))" }.joined(separator: ", ") + (count > 10 ? ", …" : "") }
}
