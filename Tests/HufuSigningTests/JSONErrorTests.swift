import HufuSigning
import Testing

@Suite struct JSONErrorTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let bytes: [UInt8]
    let offset: Int
    let expected: JSONError.Expectation
    var testDescription: String { string(bytes) }

    init(_ text: String, _ offset: Int, _ expected: JSONError.Expectation) {
      self.init(utf8(text), offset, expected)
    }

    init(_ bytes: [UInt8], _ offset: Int, _ expected: JSONError.Expectation) {
      self.bytes = bytes
      self.offset = offset
      self.expected = expected
    }
  }

  static let refused = [
    Case("", 0, .value), Case("  ", 2, .value), Case("NaN", 0, .value), Case("Infinity", 0, .value), Case("-Infinity", 1, .digit),
    Case("nul", 0, .value), Case("True", 0, .value), Case("'a'", 0, .value), Case("//", 0, .value), Case("\u{FEFF}1", 0, .value),
    Case("1 2", 2, .end), Case("{}x", 2, .end), Case("nullx", 4, .end), Case("\"a\"\"b\"", 3, .end), Case("1]", 1, .end),
    Case("\0", 0, .value),
    Case("1\0", 1, .end), Case("01", 1, .end), Case("-01", 2, .end), Case("+1", 0, .value), Case(".5", 0, .value), Case("1.", 2, .digit),
    Case("1.e1", 2, .digit), Case("1e", 2, .digit), Case("1e+", 3, .digit), Case("-", 1, .digit), Case("0x1", 1, .end),
    Case("[", 1, .value), Case("[1", 2, .commaOrBracket), Case("[1,]", 3, .value), Case("[,1]", 1, .value),
    Case("[1 2]", 3, .commaOrBracket),
    Case("[1}", 2, .commaOrBracket), Case("{", 1, .memberName), Case("{a:1}", 1, .memberName), Case(#"{"a"}"#, 4, .colon),
    Case(#"{"a":}"#, 5, .value), Case(#"{"a":1,}"#, 7, .memberName), Case(#"{"a":1"#, 6, .commaOrBrace),
    Case(#"{"a":1]"#, 6, .commaOrBrace),
    Case("\"", 1, .closingQuote), Case("\"abc", 4, .closingQuote), Case(#""\""#, 3, .closingQuote), Case(#""\x""#, 2, .escape),
    Case(#""\u12"#, 2, .escape), Case(#""\u12g4""#, 2, .escape), Case(#""\"#, 2, .escape), Case("\"a\nb\"", 2, .escapedControl),
    Case("\"\t\"", 1, .escapedControl), Case("\"\0\"", 1, .escapedControl), Case("\u{A0}1", 0, .value),
    Case([0x22, 0x80, 0x22], 1, .utf8), Case([0x22, 0xC0, 0x80, 0x22], 1, .utf8), Case([0x22, 0xC1, 0xBF, 0x22], 1, .utf8),
    Case([0x22, 0xC3, 0x22], 1, .utf8), Case([0x22, 0xE0, 0x9F, 0xBF, 0x22], 1, .utf8), Case([0x22, 0xED, 0xA0, 0x80, 0x22], 1, .utf8),
    Case([0x22, 0xE4, 0xB8, 0x22], 1, .utf8), Case([0x22, 0xF0, 0x8F, 0xBF, 0xBF, 0x22], 1, .utf8),
    Case([0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], 1, .utf8), Case([0x22, 0xF5, 0x80, 0x80, 0x80, 0x22], 1, .utf8),
    Case([0x22, 0xFF, 0x22], 1, .utf8),
    Case([0x22, 0xE4], 1, .utf8), Case([0x22, 0xF0, 0x9F, 0x98], 1, .utf8), Case([0xFF], 0, .value),
  ]

  @Test(arguments: refused)
  func `what is not JSON is refused at its place`(row: Case) throws {
    let error = try #require(throws: JSONError.self) { try JSONSlice(row.bytes) }
    #expect(error.offset == row.offset)
    #expect(error.expected == row.expected)
  }

  @Test func `line and column count characters from 1`() throws {
    let error = try #require(throws: JSONError.self) { try JSONSlice(utf8("{\n  \"键\": 1,\n  \"中文\" 2\n}")) }
    #expect(error.line == 3)
    #expect(error.column == 8)
    #expect(error.description == "line 3, column 8: expected a colon")
  }

  @Test(arguments: [("[", "]"), (#"{"a":"#, "}")])
  func `512 levels are taken, one more is not`(open: String, close: String) throws {
    let nest = { (depth: Int) in
      utf8(String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth))
    }
    #expect(throws: Never.self) { try JSONValue(parsing: nest(512)) }
    let error = try #require(throws: JSONError.self) { try JSONSlice(nest(513)) }
    #expect(error.expected == .lessDepth)
    #expect(throws: JSONError.self) { try JSONSlice(utf8(String(repeating: open, count: 200_000))) }
  }

  @Test func `every prefix of a valid text is refused`() throws {
    let text = utf8(#"{"a":[1.5e3,"\u4e2d中😀\n",true,false,null,{"b":[]}],"c":-0}"#)
    #expect(throws: Never.self) { try JSONSlice(text) }
    for length in 0..<text.count {
      #expect(throws: JSONError.self, "prefix of \(length)") { try JSONSlice(Array(text.prefix(length))) }
    }
  }
}
