import HufuSigning

/// Which members of JSON objects become columns, and what stands in a cell.
struct ItemColumns {
  /// Member names; empty when the items are no objects and the value itself is the only column.
  let names: [String]

  /// The members that hold scalars in some of these items, in the order they come first; at most `limit` of them.
  init(of items: [JSONSlice], limit: Int = .max) {
    var names: [String] = []
    for item in items where item.kind == .object {
      for member in item.members() where !names.contains(member.key) {
        if member.value.kind != .object, member.value.kind != .array, !member.value.isNull { names.append(member.key) }
      }
    }
    // A column of nothing but nulls still is a column when there is room.
    self.names = Array(names.prefix(limit))
  }

  var headings: [String] { names.isEmpty ? ["value"] : names }

  func cells(of item: JSONSlice) -> [String] { names.isEmpty ? [Self.cell(item)] : names.map { item[$0].map(Self.cell) ?? "" } }

  static func cell(_ value: JSONSlice) -> String {
    switch value.kind {
    case .string: value.text ?? ""
    case .null: ""
    default: String(decoding: value.raw, as: UTF8.self)
    }
  }
}
