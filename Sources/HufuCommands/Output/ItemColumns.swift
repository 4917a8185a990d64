import HufuSigning

/// Which members of JSON objects become columns, and what stands in a cell.
struct ItemColumns {
  /// Member names; empty when the items are no objects and the value itself is the only column.
  let names: [String]

  /// The members of these items in the order they come first, at most `limit` of them.
  ///
  /// - Parameter scalarsOnly: leaves out members that are objects or arrays, or null, wherever they stand: a table has no room for them.
  init(of items: [JSONSlice], limit: Int, scalarsOnly: Bool) {
    let all = Self.names(of: items)
    let fit = scalarsOnly ? all.filter { name in items.contains { $0[name]?.isScalar ?? false } } : all
    names = Array((fit.isEmpty ? all : fit).prefix(limit))
  }

  var headings: [String] { names.isEmpty ? ["value"] : names }

  /// Members of these items that have no column.
  func missing(in items: [JSONSlice]) -> [String] { names.isEmpty ? [] : Self.names(of: items).filter { !names.contains($0) } }

  func cells(of item: JSONSlice) -> [String] { names.isEmpty ? [Self.cell(item)] : names.map { item[$0].map(Self.cell) ?? "" } }

  static func cell(_ value: JSONSlice) -> String {
    switch value.kind {
    case .string: value.text ?? ""
    case .null: ""
    default: String(decoding: value.raw, as: UTF8.self)
    }
  }

  private static func names(of items: [JSONSlice]) -> [String] {
    var names: [String] = []
    var known: Set<String> = []
    for item in items where item.kind == .object {
      for member in item.members() where known.insert(member.key).inserted { names.append(member.key) }
    }
    return names
  }
}

extension JSONSlice {
  fileprivate var isScalar: Bool { kind != .object && kind != .array && kind != .null }
}
