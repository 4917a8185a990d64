import HufuSigning
import HufuTesting
import Testing

/// `Tests/Vectors/isrpa.json`: what CPython and requests made of twelve inputs.
struct VectorFile: Decodable, Sendable {
  struct Official: Decodable, Sendable {
    let key: String
    let source_string: String
    let signature: String
  }

  struct Signed: Decodable, Sendable {
    struct Slash: Decodable, Sendable {
      let signature: String
    }

    let query: String?
    let body: String?
    let source: String
    let signature: String
    let slash_encoded_variant: Slash
  }

  struct Wire: Decodable, Sendable {
    let url: String
    let body_utf8_hex: String
  }

  struct Row: Decodable, Sendable, CustomTestStringConvertible {
    let name: String
    let input_json: String
    let get: [String: Signed]
    let non_get: [String: Signed]
    let job_create_wire_json_sorted: Wire
    let put_wire_json_sorted: Wire

    var testDescription: String { name }

    /// The unsigned request the core builds for these parameters.
    func request(_ method: Method, _ path: String) throws -> APIRequest {
      guard method == .get else { return APIRequest(method, path, body: .bytes(utf8(input_json))) }
      let members = try #require(JSONValue(parsing: utf8(input_json)).members)
      let items = members.map { QueryItem($0.key, PythonText.str($0.value)) }
      return APIRequest(.get, path, query: string(QueryItem.encode(items)))
    }
  }

  struct TokenURL: Decodable, Sendable {
    let url: String
  }

  let access_token: String
  let timestamp: String
  let official_known_answer_rpa9: Official
  let token_urls: [TokenURL]
  let vectors: [Row]

  static let file = Result { try Vectors.decode(VectorFile.self, "isrpa") }
  static var rows: [Row] { get throws { try file.get().vectors } }

  var time: Timestamp { Timestamp(Int64(timestamp) ?? 0) }
}
