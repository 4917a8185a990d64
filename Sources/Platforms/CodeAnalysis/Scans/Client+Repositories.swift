import HufuClient
import HufuSigning

extension Client<CodeAnalysis> {
  /// One answer, read leniently.
  func read(_ operation: String, _ arguments: Arguments) async throws -> JSONValue {
    let payload = try await connection.call(operation, arguments).payload
    return payload.isEmpty ? .null : try JSONValue(parsing: payload)
  }

  /// The rows of a list, over all its pages.
  func rows(_ operation: String, _ arguments: Arguments) throws -> AsyncThrowingMapSequence<PagedItems, JSONValue> {
    try connection.items(operation, arguments).map { try JSONValue(parsing: Array($0.raw)) }
  }

  /// The one repository of that address or number.
  ///
  /// Addresses are compared by the server: it stores another spelling than people write, and knows when two mean the same
  /// (platforms/tca.md §2).
  ///
  /// - Throws: `UsageError` listing candidates when there is none, or more than one.
  func repository(_ text: String, in place: Place) async throws -> Candidate {
    if let id = Int64(text) { return try await repository(id: id, in: place) }
    var found: [Candidate] = []
    if Self.isAddress(text) {
      for try await row in try rows("repos.list", place.arguments(.team, ["url": .string(text)])).prefix(10) {
        if let repository = Candidate(repository: row) { found.append(repository) }
      }
    }
    if found.count == 1 { return found[0] }
    guard found.isEmpty else {
      throw UsageError(
        zh: "地址 \(text) 对应 \(found.count) 个代码库：\(found.candidates)。",
        en: "The address \(text) fits \(found.count) repositories: \(found.candidates).",
        remedy: Bilingual(zh: "请用编号：repo=编号。", en: "Give the number: repo=NUMBER."))
    }
    throw try await unknownRepository(text, in: place)
  }

  private func repository(id: Int64, in place: Place) async throws -> Candidate {
    var place = place
    place.repo = id
    do {
      let row = try await read("repo.get", place.arguments(.repo))
      return Candidate(repository: row) ?? Candidate(id: id, name: String(id))
    } catch let error as APIError where error.kind == .notFound {
      throw try await unknownRepository(String(id), in: place)
    }
  }

  /// The error for a repository that is not there, with those that look like it.
  private func unknownRepository(_ text: String, in place: Place) async throws -> UsageError {
    let name = text.split { $0 == "/" || $0 == ":" }.last.map { $0.hasSuffix(".git") ? String($0.dropLast(4)) : String($0) } ?? text
    var alike: [Candidate] = []
    for filter in [["text": .string(name)], [:]] as [Arguments] where alike.isEmpty {
      for try await row in try rows("repos.list", place.arguments(.team, filter)).prefix(11) {
        if let repository = Candidate(repository: row) { alike.append(repository) }
      }
    }
    let form = Self.isAddress(text) || Int64(text) != nil
    return UsageError(
      zh: form ? "\(place.org)/\(place.team) 里没有代码库 \(text)。" : "repo 应为代码库的地址或编号，不能是「\(text)」。",
      en: form
        ? "\(place.org)/\(place.team) has no repository \(text)." : "repo is a repository's address or number and cannot be \"\(text)\".",
      remedy: alike.isEmpty
        ? Bilingual(zh: "先用 repo.create 登记代码库。", en: "Add it with repo.create first.")
        : Bilingual(
          zh: "相近的有：\(alike.candidates)。没有登记的用 repo.create 登记。",
          en: "Near it are: \(alike.candidates). Add one that is missing with repo.create."))
  }

  private static func isAddress(_ text: String) -> Bool { text.contains("/") || text.contains(":") }
}

extension Candidate {
  init?(repository row: JSONValue) {
    guard let id = row["id"]?.whole else { return nil }
    self.init(id: id, name: row["name"]?.words ?? String(id), detail: row["scm_url"]?.words)
  }

  init?(scheme row: JSONValue) {
    guard let id = row["id"]?.whole else { return nil }
    self.init(id: id, name: row["name"]?.words ?? String(id))
  }
}
