import HufuClient
import HufuISRPA
import HufuSandbox
import HufuSigning
import HufuTesting
import Testing

/// Requests exactly as the vendor's Python client puts them on the wire, recorded with CPython and requests.
@Suite struct DocumentClientTests {
  static let headers: [Method: String] = [
    .post: "application/x-www-form-urlencoded;charset=utf-8", .put: "application/json;charset=utf-8",
  ]

  static func request(_ method: Method, _ url: String, _ body: String, _ signature: String) throws -> APIRequest {
    let file = try VectorFile.file.get()
    let target = url.split(separator: "/", omittingEmptySubsequences: false).dropFirst(3).joined(separator: "/")
    let parts = target.split(separator: "#")[0].split(separator: "?", maxSplits: 1)
    var request = APIRequest(
      method, "/" + parts[0], query: parts.count > 1 ? String(parts[1]) : "", body: .bytes(try Hex.decode(body)))
    if let type = headers[method] { request.headers.append(HeaderField("content-type", type)) }
    request.headers += [
      HeaderField("accesstoken", file.access_token), HeaderField("timestamp", file.timestamp), HeaderField("signature", signature),
    ]
    return request
  }

  @Test(arguments: try VectorFile.rows)
  func `its POST and PUT are accepted, whatever their query says`(row: VectorFile.Row) throws {
    let file = try VectorFile.file.get()
    let signature = try #require(row.non_get["json_sorted"]).signature
    for (method, wire) in [(Method.post, row.job_create_wire_json_sorted), (.put, row.put_wire_json_sorted)] {
      let request = try Self.request(method, wire.url, wire.body_utf8_hex, signature)
      let proof = try ISRPA(settings: .init()).verify(
        request, by: .init(accessKey: "ak", secretKey: Secret("sk")), token: AccessToken(Secret(file.access_token)), strict: false,
        at: file.time)
      #expect(proof.subject == "ak")
    }
  }

  @Test(arguments: try VectorFile.rows)
  func `strict takes its POST too, unless the raw query lost something`(row: VectorFile.Row) throws {
    let file = try VectorFile.file.get()
    let signature = try #require(row.non_get["json_sorted"]).signature
    let request = try Self.request(.post, row.job_create_wire_json_sorted.url, row.job_create_wire_json_sorted.body_utf8_hex, signature)
    func verify() throws -> Proof {
      try ISRPA(settings: .init()).verify(
        request, by: .init(accessKey: "ak", secretKey: Secret("sk")), token: AccessToken(Secret(file.access_token)), strict: true,
        at: file.time)
    }
    if row.name == "amp_hash_pct" {
      #expect(throws: SignatureRejection.self) { try verify() }
    } else {
      _ = try verify()
    }
  }

  @Test func `the document's story goes through the sandbox`() async throws {
    let scene = try Scene()
    let keys = scene.profile.credentials
    func send(_ request: APIRequest) async throws -> JSONValue {
      let answer = try await scene.transport.open(request, to: scene.endpoint).collect(upTo: 1 << 16)
      return try JSONValue(parsing: answer.body)
    }
    func text(_ value: JSONValue, _ name: String) throws -> String { try #require(value["result"]?[name]?.text) }
    let lent = try await send(
      APIRequest(.get, "/oapi/v1/token", query: "accessKey=\(keys["accessKey"] ?? "")&secretKey=\(keys["secretKey"] ?? "")"))
    let renewed = try await send(APIRequest(.get, "/oapi/v1/token", query: "refreshToken=\(try text(lent, "refreshToken"))"))
    #expect(try text(renewed, "accessToken") != text(lent, "accessToken"))
    // A refresh token is used up.
    let again = try await send(APIRequest(.get, "/oapi/v1/token", query: "refreshToken=\(try text(lent, "refreshToken"))"))
    #expect(again["code"] == 401)
  }
}
