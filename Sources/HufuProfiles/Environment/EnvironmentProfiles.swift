import HufuClient
import HufuSigning

/// The part of the environment that speaks of profiles: `HUFU_PROFILE_<NAME>_<FIELD>`, upper snake case.
struct EnvironmentProfiles: Sendable {
  static let prefix = "HUFU_PROFILE_"

  struct Variable: Sendable {
    /// The whole name.
    var name: String
    /// What is left behind prefix and profile.
    var field: String
    var text: String
  }

  /// By the profile's name in upper snake case.
  private(set) var variables: [String: [Variable]] = [:]

  /// - Parameter profiles: the names in the file. Where one begins like another (`my`, `my-ms`), the longer one is meant.
  init(_ environment: [String: String], profiles: [String]) {
    let rests = environment.filter { $0.key.hasPrefix(Self.prefix) }.map { ($0.key, $0.key.dropFirst(Self.prefix.count), $0.value) }
    let named = rests.compactMap { $0.1.hasSuffix("_PLATFORM") ? String($0.1.dropLast(9)) : nil }.filter { !$0.isEmpty }
    let tokens = Set(profiles.map(\.upperSnake) + named).sorted { ($0.count, $0) > ($1.count, $1) }
    for (name, rest, text) in rests.sorted(by: { $0.0 < $1.0 }) {
      guard let token = tokens.first(where: { rest.hasPrefix($0 + "_") }) else { continue }
      variables[token, default: []].append(Variable(name: name, field: String(rest.dropFirst(token.count + 1)), text: text))
    }
  }

  /// Names of profiles that live in the environment alone: `HUFU_PROFILE_MY_MS_PLATFORM` makes `my-ms`.
  func names(besides known: [String]) -> [String] {
    let known = Set(known.map(\.upperSnake))
    return variables.filter { !known.contains($0.key) && $0.value.contains { $0.field == "PLATFORM" } }.keys
      .map { $0.lowercased().split(separator: "_").joined(separator: "-") }.sorted()
  }

  func variables(of profile: String) -> [Variable] { variables[profile.upperSnake] ?? [] }
}

extension String {
  /// `my-ms` and `myMs` as `MY_MS`, `caFile` as `CA_FILE`, `allowHTTP` as `ALLOW_HTTP`.
  package var upperSnake: String {
    var snake = ""
    var wasLower = false
    for character in self {
      let isWord = character.isASCII && (character.isLetter || character.isNumber)
      if character.isUppercase, wasLower { snake += "_" }
      snake += isWord ? character.uppercased() : "_"
      wasLower = character.isLowercase || character.isNumber
    }
    return snake
  }
}
