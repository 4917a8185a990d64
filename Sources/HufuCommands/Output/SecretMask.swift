import HufuClient
import HufuSigning
import Synchronization

/// Masks members of answers that are secrets, and says once that it did.
final class SecretMask: Sendable {
  private let names: [String]
  private let shell: Shell
  private let found = Mutex<Set<String>>([])

  /// - Parameter names: members, at any depth; empty masks nothing.
  init(_ names: [String], in shell: Shell) {
    self.names = names
    self.shell = shell
  }

  func masked(_ bytes: [UInt8]) -> [UInt8] {
    guard !names.isEmpty, let slice = try? JSONSlice(bytes) else { return bytes }
    return Array(masked(slice).raw)
  }

  func masked(_ slice: JSONSlice) -> JSONSlice {
    guard !names.isEmpty else { return slice }
    let value = JSONValue(slice)
    let present = names.filter { !value.texts(of: [$0]).isEmpty }
    guard !present.isEmpty else { return slice }
    value.texts(of: present).forEach(shell.redactor.learn)
    found.withLock { $0.formUnion(present) }
    return (try? JSONSlice(JSONWriter.compact(value.masking(names)))) ?? slice
  }

  /// What was masked, for a person.
  func report() {
    let masked = found.withLock { $0.sorted() }
    guard !masked.isEmpty else { return }
    let list = masked.joined(separator: ", ")
    shell.notice(Notice(.configuration, zh: "已遮住 \(list)；--reveal 显示。", en: "\(list) masked; --reveal shows."))
  }
}

extension JSONValue {
  /// The texts of all members of these names, at any depth.
  func texts(of names: [String]) -> [String] {
    switch self {
    case .array(let elements): elements.flatMap { $0.texts(of: names) }
    case .object(let members):
      members.flatMap { member -> [String] in
        guard names.holds(member.key) else { return member.value.texts(of: names) }
        return member.value.isNull ? [] : [member.value.plainText ?? String(decoding: JSONWriter.compact(member.value), as: UTF8.self)]
      }
    default: []
    }
  }

  /// This value with every member of these names, at any depth, replaced by a mark.
  func masking(_ names: [String]) -> JSONValue {
    switch self {
    case .array(let elements): .array(elements.map { $0.masking(names) })
    case .object(let members):
      .object(
        members.map { member in
          names.holds(member.key) && !member.value.isNull
            ? Member(member.key, .string(Redactor.mark)) : Member(member.key, member.value.masking(names))
        })
    default: self
    }
  }

  /// The shape of this value: every scalar replaced by a mark.
  func redacted() -> JSONValue {
    switch self {
    case .array(let elements): .array(elements.map { $0.redacted() })
    case .object(let members): .object(members.map { Member($0.key, $0.value.redacted()) })
    default: .string(Redactor.mark)
    }
  }
}

extension [String] {
  /// Whether a member's name is one of these, as servers vary it: any case, with or without `_` and `-`.
  fileprivate func holds(_ name: String) -> Bool {
    func plain(_ text: String) -> String { text.lowercased().filter { $0 != "_" && $0 != "-" } }
    let name = plain(name)
    return contains { plain($0) == name }
  }
}
