import HufuClient
import HufuSigning

extension MeterSphere {
  /// Whether the server speaks the generation that is set. Each generation checks a key at an address of its own, and v3 wraps its answers
  /// another way (platforms/metersphere.md §0, §2).
  static let speaksGeneration = PlatformCheck(zh: "API 代", en: "generation") { connection in
    guard let set = connection.catalogue.generation else { return undecided }
    var spoken: [String] = []
    for generation in Generation.allCases.map(\.rawValue).sorted(by: { a, _ in a == set }) {
      if await answers(generation, connection, set) { spoken.append(generation) }
      if spoken == [set] {
        return .pass(zh: "服务器说的是 \(set)，与设置一致。", en: "The server speaks \(set), as is set.")
      }
    }
    guard spoken.count == 1, let found = spoken.first else { return undecided }
    return .fail(
      .configuration, zh: "服务器说的是 \(found)，而 settings.generation 是 \(set)。",
      en: "The server speaks \(found); settings.generation says \(set).",
      remedy: Bilingual(
        zh: "在 profile 里改为 settings: { generation: \(found) }。", en: "Set settings: { generation: \(found) } in the profile."))
  }

  private static let undecided = Finding.skip(
    zh: "服务器的回答看不出它说的是哪一代。", en: "The server's answers do not tell which generation it speaks.")

  /// Whether a key is checked at this generation's address: a good answer, wrapped as that generation wraps it. The connection opens answers
  /// as `set` says, and calls another wrapper an error of its own.
  private static func answers(_ generation: String, _ connection: Connection, _ set: String) async -> Bool {
    let isWrappedAlike = Generation(rawValue: generation)?.wrapperShape == Generation(rawValue: set)?.wrapperShape
    do {
      let operation = try Catalogue(operations, generation: generation).operation("key.validate")
      _ = try await connection.send(try connection.request(operation, [:]), as: operation)
      return isWrappedAlike
    } catch {
      return (error as? APIError)?.fault == "otherGeneration" && !isWrappedAlike
    }
  }
}
