import HufuClient
import HufuSigning
import Yams

/// The configuration file, read as far as its shape goes: names of profiles, and for each its fields or what is wrong with them.
struct ProfileDocument: Sendable {
  struct Entry: Sendable {
    var name: String
    var origin: Origin
    var fields: Result<[FieldPath: RawField], ConfigurationError>
  }

  var entries: [Entry] = []

  /// - Throws: ``HufuClient/ConfigurationError`` when the text is no YAML, or no list of profiles by name.
  init(_ text: String, path: String) throws {
    let reader = NodeReader(path: path)
    guard let root = try reader.compose(text) else { return }
    for (key, value) in try reader.members(of: root, "profiles", among: ["profiles"]) {
      guard !reader.isNothing(value) else { continue }
      for (name, node) in try reader.members(of: value, key.text) {
        let fields = Result { try Self.fields(of: node, in: name.text, reader) }.mapError { error in
          error as? ConfigurationError ?? reader.origin(of: node).error(Bilingual(zh: "读不了。", en: "It cannot be read."))
        }
        entries.append(Entry(name: name.text, origin: name.origin, fields: fields))
      }
    }
  }

  private static func fields(of node: Node, in profile: String, _ reader: NodeReader) throws -> [FieldPath: RawField] {
    var fields: [FieldPath: RawField] = [:]
    for (key, value) in try reader.members(of: node, "profile \(profile)", among: FieldPath.all) {
      guard let group = FieldPath.Group(rawValue: key.text) else {
        fields[FieldPath(key.text)] = try reader.field(value, named: key)
        continue
      }
      guard !reader.isNothing(value) else { continue }
      for (name, value) in try reader.members(of: value, "profile \(profile) \(key.text)", among: group == .tls ? FieldPath.tls : nil) {
        fields[FieldPath(group, name.text)] = try reader.field(value, named: name)
      }
    }
    return fields
  }
}
