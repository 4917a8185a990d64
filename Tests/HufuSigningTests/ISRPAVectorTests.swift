import HufuSigning
import HufuTesting
import Testing

@Suite struct ISRPAVectorTests {
  struct File: Decodable {
    let access_token: String
    let timestamp: String
    let official_known_answer_rpa9: Official
    let quote_table: [String: Quoted]
    let vectors: [Row]
  }

  struct Official: Decodable {
    let key: String
    let source_string: String
    let encoded: String
    let hmac_hex: String
    let signature: String
  }

  struct Quoted: Decodable {
    let python_quote_default: String
    let python_quote_safe_empty: String
    let form_urlencode: String
  }

  struct Row: VectorRow {
    let name: String
    let input_json: String
    let get: [String: Signed]
    let non_get: [String: Signed]
  }

  struct Signed: Decodable, Sendable {
    struct Slash: Decodable, Sendable {
      let hmac_hex: String
      let signature: String
    }

    let query: String?
    let body: String?
    let source: String
    let encoded: String
    let hmac_hex: String
    let signature: String
    let slash_encoded_variant: Slash
  }

  static func file() throws -> File { try Vectors.decode(File.self, "isrpa") }

  /// The input as parsed, and as the platform's client passes it on: every value through `str()`.
  static func inputs(_ row: Row) throws -> (raw: JSONValue, stringified: JSONValue) {
    let raw = try JSONValue(parsing: utf8(row.input_json))
    let members = try #require(raw.members).map { JSONValue.Member($0.key, .string(PythonText.str($0.value))) }
    return (raw, .object(members))
  }

  @Test(arguments: try file().vectors)
  func `bodies in every style`(row: Row) throws {
    let (raw, stringified) = try Self.inputs(row)
    let bodies = [
      "json_sorted": PythonJSON.encode(stringified, style: .sorted),
      "json_sorted_utf8": PythonJSON.encode(stringified, style: .sortedUTF8),
      "json_sorted_compact": PythonJSON.encode(stringified, style: .compact),
      "json_sorted_compact_utf8": PythonJSON.encode(stringified, style: .compactUTF8),
      "pyrepr_raw": PythonJSON.encode(raw, style: .repr),
      "pyrepr_stringified": PythonJSON.encode(stringified, style: .repr),
    ]
    #expect(bodies.mapValues(string) == row.non_get.mapValues { $0.body })
  }

  @Test(arguments: try file().vectors)
  func `queries from str()`(row: Row) throws {
    let pairs = try #require(Self.inputs(row).stringified.members).map { (key: $0.key, value: $0.value.text ?? "") }
    let sorted = pairs.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    let query = { (pairs: [(key: String, value: String)]) in pairs.map { "\($0.key)=\($0.value)" }.joined(separator: "&") }
    #expect(query(pairs) == row.get["raw_order"]?.query)
    #expect(query(sorted) == row.get["sorted_stringified"]?.query)
  }

  @Test(arguments: try file().vectors)
  func `signatures from their source, with slashes either way`(row: Row) throws {
    let token = try Self.file().access_token
    for signed in Array(row.get.values) + Array(row.non_get.values) {
      #expect(PercentEncoding.pythonQuote.encode(signed.source) == signed.encoded)
      #expect(Self.sign(signed.encoded, key: token) == [signed.hmac_hex, signed.signature])
      let variant = signed.slash_encoded_variant
      #expect(Self.sign(PercentEncoding.pythonQuoteAll.encode(signed.source), key: token) == [variant.hmac_hex, variant.signature])
    }
  }

  @Test func `the vendor's own example`() throws {
    let known = try Self.file().official_known_answer_rpa9
    #expect(PercentEncoding.pythonQuote.encode(known.source_string) == known.encoded)
    #expect(Self.sign(known.encoded, key: known.key) == [known.hmac_hex, known.signature])
  }

  @Test func `the quoting table`() throws {
    for (text, quoted) in try Self.file().quote_table {
      #expect(PercentEncoding.pythonQuote.encode(text) == quoted.python_quote_default)
      #expect(PercentEncoding.pythonQuoteAll.encode(text) == quoted.python_quote_safe_empty)
      #expect(PercentEncoding.formPython.encode(text) == quoted.form_urlencode)
    }
  }

  private static func sign(_ encoded: String, key: String) -> [String] {
    let code = Hex.encode(HMACSHA256(key: key.utf8).code(for: utf8(encoded)))
    return [code, Base64.encode(code.utf8)]
  }
}
