/// The members of an object as a Python dict holds them.
enum PythonDict {
  /// In the order the keys first came, each with its last value, as `json.loads` builds the dict.
  static func members(_ members: [JSONValue.Member]) -> [JSONValue.Member] {
    var kept: [JSONValue.Member] = []
    var places: [[UInt8]: Int] = [:]
    for member in members {
      let key = Array(member.key.utf8)
      if let place = places[key] {
        kept[place].value = member.value
      } else {
        places[key] = kept.count
        kept.append(member)
      }
    }
    return kept
  }

  /// As `sort_keys=True` orders them: by code point, which is the order of the UTF-8 bytes.
  static func sorted(_ members: [JSONValue.Member]) -> [JSONValue.Member] {
    self.members(members).sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
  }
}
