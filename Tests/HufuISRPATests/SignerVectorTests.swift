import HufuSigning
import Testing

@testable import HufuISRPA

@Suite struct SignerVectorTests {
  static let styles: [(row: String, style: PythonJSON.Style)] = [
    ("json_sorted", .sorted), ("json_sorted_utf8", .sortedUTF8), ("json_sorted_compact", .compact),
    ("json_sorted_compact_utf8", .compactUTF8), ("pyrepr_stringified", .repr),
  ]

  static func signed(
    _ row: VectorFile.Row, _ method: Method, _ style: PythonJSON.Style = .sorted, slash: PercentEncoding = .pythonQuote
  ) throws -> APIRequest {
    let file = try VectorFile.file.get()
    let signer = try ParameterSigner(token: Secret(file.access_token), style: style, quoting: slash, stringify: .python)
    return try signer.signed(row.request(method, "/oapi/v1/job/create"), at: file.time, nonce: "unused")
  }

  @Test(arguments: try VectorFile.rows)
  func `a GET signs its raw query and sends it encoded`(row: VectorFile.Row) throws {
    for (name, style) in [("sorted_stringified", PythonJSON.Style.sorted), ("raw_order", .repr)] {
      let known = try #require(row.get[name])
      let request = try Self.signed(row, .get, style)
      #expect(request.headers["signature"] == known.signature)
      #expect(string(PercentEncoding.decode(request.query)) == known.query)
      let encoded = try Self.signed(row, .get, style, slash: .pythonQuoteAll)
      #expect(encoded.headers["signature"] == known.slash_encoded_variant.signature)
    }
  }

  @Test(arguments: try VectorFile.rows)
  func `the other methods sign and send JSON text in every style`(row: VectorFile.Row) throws {
    for method in [Method.post, .put, .delete] {
      for (name, style) in Self.styles {
        let known = try #require(row.non_get[name])
        let request = try Self.signed(row, method, style)
        #expect(request.headers["signature"] == known.signature, "\(method) \(name)")
        #expect(request.body == .bytes(utf8(known.body ?? "")))
        let encoded = try Self.signed(row, method, style, slash: .pythonQuoteAll)
        #expect(encoded.headers["signature"] == known.slash_encoded_variant.signature)
      }
    }
  }

  @Test(arguments: try VectorFile.rows)
  func `the wrong reading, nothing turned into text`(row: VectorFile.Row) throws {
    let file = try VectorFile.file.get()
    let known = try #require(row.non_get["pyrepr_raw"])
    let text = PythonJSON.encode(try JSONValue(parsing: utf8(row.input_json)), style: .repr)
    #expect(string(text) == known.body)
    let source = SourceSignature.source(text, token: file.access_token, timestamp: file.timestamp)
    #expect(string(source) == known.source)
    #expect(string(SourceSignature(key: file.access_token.utf8, quoting: .pythonQuote).text(of: source)) == known.signature)
  }

  @Test(arguments: try VectorFile.rows)
  func `the wire of job.create and of PUT`(row: VectorFile.Row) throws {
    let post = try Self.signed(row, .post)
    let put = try Self.signed(row, .put)
    #expect(post.body == .bytes(try Hex.decode(row.job_create_wire_json_sorted.body_utf8_hex)))
    #expect(put.body == .bytes(try Hex.decode(row.put_wire_json_sorted.body_utf8_hex)))
    #expect(put.query.isEmpty)
    #expect(post.queryItems == (try Self.signed(row, .get)).queryItems)
    // The vendor's client sends the query raw; for values without & # % ; + it decodes to what Hufu sends.
    if !["amp_hash_pct", "tilde_star", "backslash_newline"].contains(row.name) {
      let raw = row.job_create_wire_json_sorted.url.split(separator: "?", maxSplits: 1).dropFirst().joined()
      #expect(QueryItem.parse(raw.utf8) == post.queryItems)
    }
  }

  @Test func `headers as the document spells them`() throws {
    let row = try #require(try VectorFile.rows.first)
    let file = try VectorFile.file.get()
    let expected: [(Method, [String])] = [
      (.get, []), (.post, ["content-type: application/x-www-form-urlencoded;charset=utf-8"]),
      (.put, ["content-type: application/json;charset=utf-8"]), (.delete, ["content-type: application/json;charset=utf-8"]),
    ]
    for (method, contentType) in expected {
      let lines = try Self.signed(row, method).headers.map { "\($0.name): \($0.value)" }.filter { !$0.hasPrefix("signature: ") }
      #expect(
        Set(lines) == Set(["Accept: application/json", "accesstoken: \(file.access_token)", "timestamp: \(file.timestamp)"] + contentType))
    }
  }

  @Test func `the family's published example`() throws {
    let known = try VectorFile.file.get().official_known_answer_rpa9
    let signature = SourceSignature(key: known.key.utf8, quoting: .pythonQuote).text(of: utf8(known.source_string))
    #expect(string(signature) == known.signature)
  }

  @Test func `no parameters leave a source that begins with an ampersand, and an empty object`() throws {
    let signer = try ParameterSigner(token: Secret("T"), style: .sorted, quoting: .pythonQuote, stringify: .rejectNested)
    let signature = SourceSignature(key: "T".utf8, quoting: .pythonQuote)
    let get = try signer.signed(APIRequest(.get, "/x"), at: Timestamp(7), nonce: "")
    #expect(get.query.isEmpty)
    #expect(get.headers["signature"] == string(signature.text(of: utf8("&token=T&timestamp=7"))))
    let put = try signer.signed(APIRequest(.put, "/x"), at: Timestamp(7), nonce: "")
    #expect(put.body == .bytes(utf8("{}")))
    #expect(put.headers["signature"] == string(signature.text(of: utf8("{}&token=T&timestamp=7"))))
  }
}
