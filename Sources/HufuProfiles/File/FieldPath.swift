import HufuClient
import HufuSigning

/// The name of a field inside a profile: `url`, `tls.pin`, `credentials.accessKey`.
struct FieldPath: Hashable, CustomStringConvertible {
  /// The fields that hold fields.
  enum Group: String, CaseIterable {
    case settings, credentials, defaults, headers, tls
  }

  var group: Group?
  var name: String

  static let scalars = ["platform", "url", "timeout", "rate", "proxy", "allowHTTP"]
  static let tls = ["caFile", "pin", "insecure"]
  /// What a profile may hold at its first level.
  static let all = scalars + Group.allCases.map(\.rawValue)

  init(_ group: Group, _ name: String) {
    self.group = group
    self.name = name
  }

  init(_ name: String) { self.name = name }

  /// Reads `url` or `settings.generation`.
  init?(parsing text: String) {
    let halves = text.split(separator: ".", maxSplits: 1).map(String.init)
    if halves.count == 2, let group = Group(rawValue: halves[0]) {
      self.init(group, halves[1])
    } else if Self.scalars.contains(text) {
      self.init(text)
    } else {
      return nil
    }
  }

  var description: String { group.map { $0.rawValue + "." + name } ?? name }
}

/// A field's value as it was found.
struct RawField: Sendable {
  var value: JSONValue
  /// A scalar as it was spelled, quotes aside; nil for lists, objects and nothing at all.
  var text: String?
  var origin: Origin
  /// Where the field's name stands.
  var nameOrigin: Origin

  init(_ value: JSONValue, text: String?, origin: Origin, nameOrigin: Origin) {
    self.value = value
    self.text = text
    self.origin = origin
    self.nameOrigin = nameOrigin
  }

  /// A value that is text where it comes from: a flag, a variable.
  init(_ text: String, from origin: Origin) { self.init(.string(text), text: text, origin: origin, nameOrigin: origin) }
}

extension Collection<String> {
  /// "Did you mean …? It may be: …"
  func suggestion(for word: String) -> Bilingual {
    let list = joined(separator: ", ")
    guard let nearest = nearest(to: word) else { return Bilingual(zh: "可用：\(list)。", en: "It may be: \(list).") }
    return Bilingual(zh: "是不是 \(nearest)？可用：\(list)。", en: "Did you mean \(nearest)? It may be: \(list).")
  }
}
