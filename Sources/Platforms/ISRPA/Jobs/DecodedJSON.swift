import HufuSigning

/// A JSON value of any shape, as a decoder gives it: members sorted by name.
struct DecodedJSON: Decodable {
  let value: JSONValue

  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  init(from decoder: any Decoder) throws {
    if let members = try? decoder.container(keyedBy: Key.self) {
      let keys = members.allKeys.sorted { $0.stringValue < $1.stringValue }
      value = .object(try keys.map { JSONValue.Member($0.stringValue, try members.decode(DecodedJSON.self, forKey: $0).value) })
      return
    }
    if var elements = try? decoder.unkeyedContainer() {
      var list: [JSONValue] = []
      while !elements.isAtEnd { list.append(try elements.decode(DecodedJSON.self).value) }
      value = .array(list)
      return
    }
    let scalar = try decoder.singleValueContainer()
    if scalar.decodeNil() {
      value = .null
    } else if let text = try? scalar.decode(String.self) {
      value = .string(text)
    } else if let flag = try? scalar.decode(Bool.self) {
      value = .bool(flag)
    } else if let whole = try? scalar.decode(Int64.self) {
      value = .int(whole)
    } else {
      value = .number("\(try scalar.decode(Double.self))")
    }
  }
}
