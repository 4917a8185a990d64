import HufuClient
import HufuISRPA
import HufuSigning
import Testing

@Suite struct EnvelopeTests {
  static func envelope(_ settings: [String: JSONValue] = [:]) throws -> any Envelope {
    ISRPA(settings: try ISRPA.settings(from: settings)).envelope(for: .init(accessKey: "a", secretKey: Secret("b")))
  }

  static func answer(_ status: Int, _ body: String, type: String = "application/json;charset=UTF-8") -> APIResponse {
    APIResponse(status, headers: [HeaderField("Content-Type", type)], body: utf8(body))
  }

  static func open(_ answer: APIResponse, _ settings: [String: JSONValue] = [:], as name: String? = nil) throws -> String {
    let operation = try name.map { try ISRPA(settings: .init()).catalogue.operation($0) }
    return string(try envelope(settings).unwrap(answer, to: APIRequest(.get, "/x"), for: operation))
  }

  @Test(arguments: [
    (#"{"code":200,"msg":"ok","result":{"b":1.0,"a":[ ]}}"#, #"{"b":1.0,"a":[ ]}"#),
    (#"{"code":"0","data":"text"}"#, #""text""#),
    (#"{"code":0,"result":null,"data":1}"#, "null"),
    (#" {"code":200} "#, #"{"code":200}"#),
    (#"{"accessToken":"x"}"#, #"{"accessToken":"x"}"#),
    (#"["a","b"]"#, #"["a","b"]"#),
  ])
  func `good answers give their payload as spelled`(body: String, payload: String) throws {
    #expect(try Self.open(Self.answer(200, body)) == payload)
  }

  @Test func `204 is an empty success`() throws {
    #expect(try Self.open(APIResponse(204)) == "")
  }

  static let refusals: [(APIResponse, kind: ErrorKind, fault: String, code: String?, clientCode: Int?, exit: ExitCode)] = [
    (answer(200, #"{"code":401,"msg":"签名错误"}"#), .unauthenticated, "authenticationRefused", "401", nil, .authentication),
    (answer(400, #"{"code":"401","msg":"x"}"#), .unauthenticated, "authenticationRefused", "401", nil, .authentication),
    (answer(401, ""), .unauthenticated, "authenticationRefused", "401", 40, .authentication),
    (answer(401, #"{"msg":"x"}"#), .unauthenticated, "authenticationRefused", "401", nil, .authentication),
    (answer(200, #"{"code":1,"msg":"?","result":{}}"#), .refused, "refusedByServer", "1", nil, .refused),
    (answer(200, #"{"code":41,"msg":"fail"}"#), .refused, "refusedByServer", "41", nil, .refused),
    (answer(200, #"{"success":false,"message":"no"}"#), .refused, "refusedByServer", nil, nil, .refused),
    (answer(200, #"{"code":200,"success":false}"#), .refused, "refusedByServer", "200", nil, .refused),
    (answer(404, #"{"code":404,"msg":"接口不存在"}"#), .notFound, "notFound", "404", nil, .refused),
    (answer(403, #"{"code":200}"#), .forbidden, "forbidden", "200", nil, .refused),
    (answer(500, "oops", type: "text/plain"), .server, "serverError", nil, 40, .failure),
    (answer(502, "<html>", type: "text/html"), .unavailable, "unavailable", nil, 40, .failure),
    (answer(429, "", type: "text/plain"), .throttled, "tooManyRequests", nil, 40, .throttled),
    (answer(200, "<html>login</html>", type: "text/html"), .malformed, "unintelligible", nil, 40, .failure),
    (answer(200, ""), .malformed, "unintelligible", nil, 40, .failure),
    (answer(200, #"{"code":200"#), .malformed, "unintelligible", nil, 40, .failure),
    (answer(302, ""), .refused, "redirected", nil, 40, .refused),
  ]

  @Test(arguments: refusals.indices)
  func `refusals have kind, code and exit code`(index: Int) throws {
    let (answer, kind, fault, code, clientCode, exit) = Self.refusals[index]
    let error = try #require(throws: APIError.self) { try Self.open(answer) }
    #expect(error.kind == kind, "\(answer.text)")
    #expect(error.fault == fault)
    #expect(error.code == code)
    #expect(error.clientCode == clientCode)
    #expect(error.kind.exitCode == exit)
    #expect(error.status == answer.status)
    #expect(error.remedy != nil)
  }

  @Test func `a failed token call has the client code 44`() throws {
    for name in ["token.get", "token.refresh"] {
      for body in [#"{"code":401}"#, #"{"code":7}"#, "no"] {
        let error = try #require(throws: APIError.self) { try Self.open(Self.answer(200, body), as: name) }
        #expect(error.clientCode == 44)
      }
    }
  }

  @Test func `codes are settings`() throws {
    #expect(try Self.open(Self.answer(200, #"{"code":1,"result":2}"#), ["successCode": "1, 2"]) == "2")
    let error = try #require(throws: APIError.self) {
      try Self.open(Self.answer(200, #"{"code":0,"result":2}"#), ["successCode": "1"])
    }
    #expect(error.fault == "refusedByServer")
    let refused = try #require(throws: APIError.self) {
      try Self.open(Self.answer(200, #"{"code":10003}"#), ["refusedCodes": "10001,10003"])
    }
    #expect(refused.kind == .unauthenticated)
    #expect(refused.mayHaveExecuted == false)
  }

  @Test func `a refusal is seen in the first bytes`() throws {
    let envelope = try Self.envelope()
    let json = Self.answer(200, "").head
    #expect(envelope.looksAt(json) == 4096)
    #expect(envelope.looksAt(Self.answer(200, "", type: "application/octet-stream").head) == 0)
    func fault(_ head: ResponseHead, _ text: String) -> String? {
      let bytes = utf8(text)
      return envelope.fault(head, bytes.span)?.name
    }
    #expect(fault(json, #"{"msg":"x","code":401}"#) == "authenticationRefused")
    #expect(fault(json, #"{"code":200,"result":{"code":401}}"#) == nil)
    #expect(fault(json, #"{"code":401,"cut"#) == nil)
    #expect(fault(Self.answer(401, "").head, "") == "authenticationRefused")
  }

  @Test func `client codes 40 to 44 are explained`() throws {
    for code in 40...44 { #expect(ISRPA.errors.explain("\(code)").map(\.codes) == [["\(code)"]]) }
    #expect(ISRPA.errors.explain("fail,mode错误,只能为get、put、post或delete!").map(\.name) == ["wrongMode"])
  }
}
