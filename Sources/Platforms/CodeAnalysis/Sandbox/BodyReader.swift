import HufuClient
import HufuSigning

/// Reads a body as Django REST framework does: JSON or a form; the errors are Python's own words.
enum BodyReader {
  static func members(of request: APIRequest, at desk: Desk) throws(Refusal) -> JSONValue {
    guard let bytes = request.body.bytes, !bytes.isEmpty else { return .object([]) }
    let type = (request.headers["Content-Type"] ?? "").lowercased()
    if type.hasPrefix("application/x-www-form-urlencoded") {
      return .object(request.formItems.map { JSONValue.Member($0.name, .string($0.value)) })
    }
    guard type.hasPrefix("application/json") else {
      let shown = request.headers["Content-Type"] ?? ""
      throw desk.refusal(415, "不支持请求中的媒体类型 “\(shown)”。", because: "Content-Type")
    }
    do {
      return try JSONValue(parsing: bytes)
    } catch {
      let place = "line \(error.line) column \(error.column) (char \(characters(before: error.offset, in: bytes)))"
      throw desk.refusal(400, "JSON parse error - \(words(error.expected)): \(place)", because: "the body is not JSON")
    }
  }

  private static func characters(before offset: Int, in bytes: [UInt8]) -> Int { bytes.prefix(offset).count { $0 & 0xC0 != 0x80 } }

  private static func words(_ expected: JSONError.Expectation) -> String {
    switch expected {
    case .memberName: "Expecting property name enclosed in double quotes"
    case .colon: "Expecting ':' delimiter"
    case .commaOrBracket, .commaOrBrace: "Expecting ',' delimiter"
    case .closingQuote: "Unterminated string starting at"
    case .escape: "Invalid \\escape"
    case .escapedControl: "Invalid control character at"
    case .end: "Extra data"
    case .value, .digit, .utf8, .lessDepth: "Expecting value"
    }
  }
}
