import HufuSigning
import HufuTesting
import Testing

@Suite struct PercentEncodingTests {
  struct PythonFile: Decodable {
    let percent: [Row]
  }

  struct Row: Decodable, Sendable {
    let text: String
    let pythonQuote: String
    let pythonQuoteAll: String
    let formPython: String
    let formJava: String
    let path: String
    let unquote: [UInt8]
  }

  @Test(arguments: try Vectors.decode(PythonFile.self, "python").percent)
  func `every dialect, as CPython and Java write it`(row: Row) {
    #expect(PercentEncoding.pythonQuote.encode(row.text) == row.pythonQuote)
    #expect(PercentEncoding.pythonQuoteAll.encode(row.text) == row.pythonQuoteAll)
    #expect(PercentEncoding.unreserved.encode(row.text) == row.pythonQuoteAll)
    #expect(PercentEncoding.formPython.encode(row.text) == row.formPython)
    #expect(PercentEncoding.formJava.encode(row.text) == row.formJava)
    #expect(PercentEncoding.path.encode(row.text) == row.path)
    #expect(PercentEncoding.decode(row.text.utf8) == row.unquote)
  }

  @Test(arguments: try Vectors.decode(PythonFile.self, "python").percent)
  func `what is encoded decodes to the same`(row: Row) throws {
    for text in [row.pythonQuote, row.pythonQuoteAll, row.path] {
      #expect(try PercentEncoding.decodeStrictly(text.utf8) == utf8(row.text))
    }
    for text in [row.formPython, row.formJava] {
      #expect(try PercentEncoding.decodeStrictly(text.utf8, plusAsSpace: true) == utf8(row.text))
      #expect(PercentEncoding.decode(text, plusAsSpace: true) == row.text)
    }
  }

  @Test(arguments: ["%", "%4", "%zz", "a%4g", "%%41"])
  func `a malformed percent sign stays, or is refused`(text: String) throws {
    let expected = text == "%%41" ? "%A" : text
    #expect(PercentEncoding.decode(text) == expected)
    let offset = try #require(text.utf8.firstIndex(of: UInt8(ascii: "%"))?.utf16Offset(in: text))
    #expect(throws: PercentEncodingError.malformed(offset: offset)) { try PercentEncoding.decodeStrictly(text.utf8) }
  }

  @Test func `plus and case`() {
    #expect(PercentEncoding.decode("a+b") == "a+b")
    #expect(PercentEncoding.decode("a+b%2B%2b", plusAsSpace: true) == "a b++")
    #expect(PercentEncoding.decode("%41") == "A")
    #expect(PercentEncoding.decode("%e4%b8%ad%E4%B8%AD") == "中中")
  }
}
