import HufuClient
import HufuSigning

extension Client<BlueKingCI> {
  /// The API this client speaks.
  var api: BlueKingCI.Settings.API { connection.catalogue.generation.flatMap(BlueKingCI.Settings.API.init) ?? .v4 }

  /// Calls an operation and reads its payload as it is.
  func json(_ name: String, _ arguments: Arguments = [:]) async throws -> JSONValue {
    try parsed(try await connection.call(name, arguments), of: name)
  }

  func parsed(_ reply: Reply, of name: String) throws -> JSONValue {
    do { return try JSONValue(parsing: reply.payload) } catch {
      throw APIError(
        .malformed, Bilingual(zh: "\(name) 的回答不是 JSON：\(error)", en: "The answer of \(name) is no JSON: \(error)"), platform: BlueKingCI.id)
    }
  }

  /// The English name of the project that is meant, by that name, its `projectId`, or the title people see.
  ///
  /// - Throws: `UsageError` listing the candidates when there is none, or more than one.
  func project(_ text: String) async throws -> Entry {
    if let known = try await project(code: text) { return known }
    var all: [Entry] = []
    // On v4 a page holds ten projects unless more are asked for (platforms/bkci.md §2.3).
    for try await item in try connection.items("projects.list", api == .v4 ? ["size": 100] : [:]) {
      if let entry = Entry(project: item) { all.append(entry) }
    }
    return try all.only(
      text, kind: Bilingual(zh: "项目", en: "project"), whenEmpty: Bilingual(zh: "这个账号看不到任何项目。", en: "This account sees no project at all."))
  }

  /// nil where no project has that English name. What cannot be one is not asked for.
  private func project(code: String) async throws -> Entry? {
    guard code.utf8.allSatisfy({ $0.isASCIILetterOrDigit || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }) else { return nil }
    do {
      return Entry(project: try JSONSlice(try await connection.call("project.get", ["project": .string(code)]).payload))
    } catch let error as APIError where [.notFound, .forbidden, .invalid].contains(error.kind) {
      return nil
    } catch is JSONError {
      return nil
    }
  }

  /// The pipeline that is meant, by id or name, looked for over all pages. An id is taken as it is.
  ///
  /// - Throws: `UsageError` listing the candidates when there is none, or more than one.
  func pipeline(_ text: String, in project: String) async throws -> Entry {
    if BuildID.isID(text, "p-") { return Entry(id: text, name: text) }
    if api == .v4 {
      let found = try await pipelines("pipelines.search", ["project": .string(project), "name": .string(text)])
      if found.count(where: { $0.name == text }) == 1 { return try found.only(text, kind: Self.pipeline, whenEmpty: Self.noPipeline) }
    }
    return try await pipelines("pipelines.list", ["project": .string(project), "size": 100]).only(
      text, kind: Self.pipeline, whenEmpty: Self.noPipeline)
  }

  private static var pipeline: Bilingual { Bilingual(zh: "流水线", en: "pipeline") }
  private static var noPipeline: Bilingual { Bilingual(zh: "这个账号看不到任何流水线。", en: "This account sees no pipeline at all.") }

  private func pipelines(_ operation: String, _ arguments: Arguments) async throws -> [Entry] {
    var all: [Entry] = []
    for try await item in try connection.items(operation, arguments) {
      if let entry = Entry(pipeline: item) { all.append(entry) }
    }
    return all
  }
}

extension Entry {
  init(id: String, name: String) {
    self.id = id
    self.name = name
  }
}

extension UInt8 {
  fileprivate var isASCIILetterOrDigit: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: false
    }
  }
}
