import HufuSigning
import HufuTesting
import Testing

@Suite struct PythonJSONTests {
  struct File: Decodable {
    struct Number: Decodable, Sendable {
      let json: String
      let repr: String
      let dumps: String
    }

    struct Text: Decodable, Sendable {
      let text: String
      let repr: String
    }

    let numbers: [Number]
    let texts: [Text]
    let values: [Value]
  }

  struct Value: Decodable, Sendable, CustomTestStringConvertible {
    let json: String
    let sorted: String
    let sortedUTF8: String
    let compact: String
    let compactUTF8: String
    let repr: String
    let str: String
    var testDescription: String { json }
  }

  static func file() throws -> File { try Vectors.decode(File.self, "python") }

  @Test(arguments: try file().values)
  func `values in every style`(row: Value) throws {
    let value = try JSONValue(parsing: utf8(row.json))
    #expect(string(PythonJSON.encode(value, style: .sorted)) == row.sorted)
    #expect(string(PythonJSON.encode(value, style: .sortedUTF8)) == row.sortedUTF8)
    #expect(string(PythonJSON.encode(value, style: .compact)) == row.compact)
    #expect(string(PythonJSON.encode(value, style: .compactUTF8)) == row.compactUTF8)
    #expect(string(PythonJSON.encode(value, style: .repr)) == row.repr)
    #expect(PythonText.str(value) == row.str)
  }

  @Test func `numbers as Python prints them`() throws {
    for row in try Self.file().numbers {
      let number = try JSONValue(parsing: utf8(row.json))
      #expect(PythonText.str(number) == row.repr, "\(row.json)")
      #expect(string(PythonJSON.encode(number, style: .sorted)) == row.dumps, "\(row.json)")
    }
  }

  @Test func `texts in Python's quotes`() throws {
    for row in try Self.file().texts {
      #expect(utf8(PythonText.repr(row.text)) == utf8(row.repr))
      #expect(PythonText.str(.string(row.text)) == row.text)
    }
  }
}
