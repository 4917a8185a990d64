import HufuSigning

/// What validation found: `[{"field", "message"}]`, where a message is a text, a list of texts, or an object of such by inner field.
enum InvalidFields {
  /// All findings in one line; nil when there are none to read. The envelope's own `msg` names the first only.
  static func text(_ fields: JSONSlice) -> String? {
    let findings = fields.elements().flatMap { finding in
      finding["message"].map { lines($0, of: finding["field"]?.text ?? "") } ?? []
    }
    return findings.isEmpty ? nil : findings.joined(separator: "；")
  }

  private static func lines(_ message: JSONSlice, of field: String) -> [String] {
    switch message.kind {
    case .array: message.elements().flatMap { lines($0, of: field) }
    case .object: message.members().flatMap { lines($0.value, of: "\(field).\($0.key)") }
    default: message.scalarText.map { ["\(field)：\($0)"] } ?? []
    }
  }
}
