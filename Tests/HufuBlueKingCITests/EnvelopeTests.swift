import HufuClient
import HufuSigning
import HufuTesting
import Testing

@testable import HufuBlueKingCI

/// An answer that is a refusal, and what must be made of it.
struct RefusalRow: Sendable, CustomTestStringConvertible {
  var status: Int
  var body: String
  var fault: String
  var kind: ErrorKind
  var exit: ExitCode
  var type = "application/json"

  var testDescription: String { "\(status) \(body.prefix(60))" }

  private static let filter = "Verification failed : com.tencent.devops.common.api.exception.RemoteServiceException: "
  static let tokens: [RefusalRow] = [
    ("Request accessToken is empty.", "tokenMissing"),
    (filter + "tokentoken过期错误: Access token expired in: 1630919127633", "tokenExpired"),
    ("Verification failed : token过期错误: Access token expired in: 1630919127633", "tokenExpired"),
    (filter + "token token expiration error: Access token expired in: 1630919127633", "tokenExpired"),
    (filter + "token参数非法错误: Access token illegal", "tokenIllegal"),
    ("verification failed : token参数非法错误: Access token illegal", "tokenIllegal"),
    ("VERIFICATION FAILED : TOKENILLEGAL PARAMETER ERROR: ACCESS TOKEN ILLEGAL", "tokenIllegal"),
    (filter + "token参数校验错误: Access token invalid: Unrecognized token 'x'", "tokenInvalid"),
  ].map { RefusalRow(status: 400, body: $0, fault: $1, kind: .unauthenticated, exit: .authentication, type: "text/plain") }

  static let others: [RefusalRow] = [
    .init(
      status: 400, body: "Verification failed : java.net.ConnectException: refused", fault: "authUnreachable", kind: .unavailable,
      exit: .failure),
    .init(status: 400, body: "Devops OpenAPI Auth fail: path(/x) illegal!", fault: "pathIllegal", kind: .invalid, exit: .refused),
    .init(
      status: 400, body: #"{"status":400,"message":"Parameter specified as non-null is null: method a.b.list, parameter userId"}"#,
      fault: "userMissing",
      kind: .unauthenticated, exit: .authentication),
    .init(
      status: 400, body: #"{"status":400,"message":"参数校验失败:request param userId cannot be empty"}"#, fault: "userMissing",
      kind: .unauthenticated,
      exit: .authentication),
    .init(
      status: 400, body: #"{"status":400,"message":"Parameter specified as non-null is null: method a.b.list, parameter pipelineId"}"#,
      fault: "parameterMissing", kind: .invalid, exit: .refused),
    .init(status: 400, body: #"{"status":400,"message":"别的"}"#, fault: "badRequest", kind: .invalid, exit: .refused),
    .init(status: 400, body: #"{"status":2101020,"message":"不能太频繁启动构建"}"#, fault: "startTooFrequent", kind: .throttled, exit: .throttled),
    .init(status: 400, body: #"{"status":2101182,"message":"已结束"}"#, fault: "buildEnded", kind: .conflict, exit: .refused),
    .init(status: 400, body: #"{"status":2101340,"message":"…"}"#, fault: "buildForbidden", kind: .forbidden, exit: .refused),
    .init(
      status: 400, body: #"{"status":2100026,"message":"config[auth.accessToken.secret] is not found"}"#, fault: "tokenSecretMissing",
      kind: .unauthenticated, exit: .authentication),
    .init(
      status: 401, body: #"{"status": 401,"data": "","result":true,"message": "用户权限验证失败。"}"#, fault: "notLoggedIn", kind: .unauthenticated,
      exit: .authentication),
    .init(status: 403, body: #"{"status":403,"message":"你没有权限进行该操作","data":"…"}"#, fault: "forbidden", kind: .forbidden, exit: .refused),
    .init(status: 403, body: "You do not have permission to access", fault: "applicationRefused", kind: .forbidden, exit: .refused),
    .init(status: 404, body: #"{"status":404,"message":"请求的资源不存在"}"#, fault: "notFound", kind: .notFound, exit: .refused),
    .init(status: 404, body: #"{"status":2101163,"message":"流水线构建[b-1]不存在"}"#, fault: "buildNotFound", kind: .notFound, exit: .refused),
    .init(status: 404, body: "", fault: "notFound", kind: .notFound, exit: .refused),
    .init(
      status: 405, body: #"{"status":405,"message":"HTTP 405 Method Not Allowed"}"#, fault: "methodNotAllowed", kind: .invalid,
      exit: .refused),
    .init(status: 408, body: #"{"status":408,"message":"访问后台数据超时"}"#, fault: "innerTimeout", kind: .unavailable, exit: .failure),
    .init(status: 409, body: #"{"status":2101013,"message":"名称重复"}"#, fault: "pipelineNameTaken", kind: .conflict, exit: .refused),
    .init(status: 415, body: "", fault: "mediaType", kind: .invalid, exit: .refused),
    .init(
      status: 417, body: #"{"status": 417,"message": "…", "errorCode": 1302403 }"#, fault: "loginNotAuthorised", kind: .forbidden,
      exit: .refused),
    .init(status: 418, body: #"{"status":418,"message":"OAuth"}"#, fault: "codeHostAuthorisation", kind: .forbidden, exit: .refused),
    .init(status: 422, body: #"{"status":422}"#, fault: "unprocessable", kind: .refused, exit: .refused),
    .init(status: 423, body: #"{"status":423,"message":"账号被锁定"}"#, fault: "locked", kind: .refused, exit: .refused),
    .init(status: 423, body: #"{"status":423,"message":"请求频率超限"}"#, fault: "frequencyLocked", kind: .throttled, exit: .throttled),
    .init(status: 429, body: "<html><h1>429</h1></html>", fault: "rateLimited", kind: .throttled, exit: .throttled, type: "text/html"),
    .init(status: 500, body: #"{"status":500,"message":"系统内部繁忙"}"#, fault: "serverError", kind: .server, exit: .failure),
    .init(
      status: 503, body: #"{"status": 503,"data": "","result":true,"message": "后台正在部署中，请稍后。"}"#, fault: "deploying", kind: .unavailable,
      exit: .failure),
    .init(status: 503, body: "<html>", fault: "unavailable", kind: .unavailable, exit: .failure, type: "text/html"),
    .init(status: 502, body: "<html>", fault: "unavailable", kind: .unavailable, exit: .failure, type: "text/html"),
    .init(status: 302, body: "", fault: "redirected", kind: .refused, exit: .refused),
    .init(status: 200, body: #"{"status":403,"message":"…"}"#, fault: "forbidden", kind: .forbidden, exit: .refused),
    .init(status: 200, body: "<html>login</html>", fault: "unintelligible", kind: .malformed, exit: .failure, type: "text/html"),
    .init(status: 200, body: #"{"result":true}"#, fault: "unintelligible", kind: .malformed, exit: .failure),
    .init(status: 200, body: "", fault: "unintelligible", kind: .malformed, exit: .failure),
    .init(status: 200, body: #"{"status":0,"data":[1"#, fault: "unintelligible", kind: .malformed, exit: .failure),
    .init(status: 204, body: "", fault: "unintelligible", kind: .malformed, exit: .failure),
  ]

  var response: APIResponse {
    APIResponse(status, headers: [HeaderField("Content-Type", type), HeaderField("X-DEVOPS-RID", "rid-1")], body: Array(body.utf8))
  }
}

@Suite struct EnvelopeTests {
  static let envelope = BlueKingCI(settings: .init()).envelope(for: .init())
  static let request = APIRequest(.get, "/ms/openapi/api/apigw/v4/projects/project/project_list")

  static func unwrap(_ response: APIResponse, _ operation: String = "projects.list") throws -> String {
    let operation = try BlueKingCI(settings: .init()).catalogue.operation(operation)
    return String(decoding: try envelope.unwrap(response, to: request, for: operation), as: UTF8.self)
  }

  @Test(arguments: RefusalRow.tokens + RefusalRow.others)
  func `refusals are told apart`(row: RefusalRow) throws {
    let error = try #require(throws: APIError.self) { try Self.unwrap(row.response) }
    #expect(error.fault == row.fault)
    #expect(error.kind == row.kind)
    #expect(error.kind.exitCode == row.exit)
    #expect(error.status == row.status)
    #expect(error.requestID == "rid-1")
    #expect(error.platform == "bkci")
    #expect(error.remedy?.zh.isEmpty == false && error.remedy?.en.isEmpty == false)
  }

  @Test(arguments: RefusalRow.tokens)
  func `the sidecar sees token refusals in the first bytes`(row: RefusalRow) {
    let wanted = Self.envelope.looksAt(row.response.head)
    #expect(wanted > 0)
    let prefix = Array(row.response.body.prefix(wanted))
    #expect(Self.envelope.fault(row.response.head, prefix.span)?.kind == .unauthenticated)
  }

  @Test func `a success is streamed past the sidecar unseen`() {
    #expect(Self.envelope.looksAt(ResponseHead(status: 200, headers: [])) == 0)
    #expect(Self.envelope.fault(ResponseHead(status: 200, headers: []), Array("Access token illegal".utf8).span) == nil)
  }

  @Test(arguments: [
    (#"{"status" : 0, "data" : { "a":1.0,  "b" : "\u4e2d" }}"#, #"{ "a":1.0,  "b" : "\u4e2d" }"#), (#"{"status":0}"#, "null"),
    (#"{"status":0,"data":null}"#, "null"), (#"{"data":[],"message":"ok","status":0}"#, "[]"), (#"{"status":0,"data":true}"#, "true"),
  ])
  func `the payload is what the server wrote`(body: String, payload: String) throws {
    #expect(try Self.unwrap(APIResponse(200, body: Array(body.utf8))) == payload)
  }

  @Test func `the document's flat token answer is read, and only there`() throws {
    let body = #"{"userId":"u","expirationTime":1,"accessToken":"t"}"#
    #expect(try Self.unwrap(APIResponse(200, body: Array(body.utf8)), "token.get") == body)
    #expect(throws: APIError.self) { try Self.unwrap(APIResponse(200, body: Array(body.utf8)), "projects.list") }
  }

  @Test func `files pass through, envelopes among them do not`() throws {
    #expect(try Self.unwrap(APIResponse(200, body: Array("line\n".utf8)), "log.download") == "line\n")
    #expect(try Self.unwrap(APIResponse(200, body: []), "log.download") == "")
    #expect(throws: APIError.self) { try Self.unwrap(APIResponse(200, body: Array(#"{"status":500,"message":"x"}"#.utf8)), "log.download") }
  }

  @Test func `an expired token says when, and how long ago by the server's clock`() throws {
    let date = HeaderField("Date", "Mon, 06 Sep 2021 12:05:30 GMT")
    let response = APIResponse(
      400, headers: [date], body: Array("Verification failed : token过期错误: Access token expired in: 1630919127633".utf8))
    let error = try #require(throws: APIError.self) { try Self.unwrap(response) }
    #expect(error.meaning.zh.contains("2021-09-06 17:05:27（北京时间），3 小时前"))
    #expect(error.meaning.en.contains("2021-09-06T09:05:27Z, 3 h ago"))
    let timeless = try #require(throws: APIError.self) { try Self.unwrap(APIResponse(400, body: response.body)) }
    #expect(timeless.meaning.en.hasSuffix("2021-09-06T09:05:27Z."))
  }

  @Test(arguments: BlueKingCI.errors.faults)
  func `every fault explains itself`(fault: Fault) {
    for text in [fault.meaning.zh, fault.meaning.en, fault.remedy.zh, fault.remedy.en] { #expect(!text.isEmpty) }
    for code in fault.codes { #expect(BlueKingCI.errors.explain(code).first?.name == fault.name) }
    for text in fault.texts { #expect(BlueKingCI.errors.explain(text).first?.name == fault.name) }
    #expect(BlueKingCI.errors.explain(fault.name).contains(fault))
  }

  @Test(arguments: [
    ("Verification failed : token过期错误: Access token expired in: 1630919127633", "tokenExpired"),
    ("Request accessToken is empty.", "tokenMissing"),
    ("verification failed : token参数非法错误: Access token illegal", "tokenIllegal"),
    (#"{"status": 401,"data": "","result":true,"message": "用户权限验证失败。"}"#, "notLoggedIn"), ("2101020", "startTooFrequent"),
    ("流水线构建[b-1]不存在", "buildNotFound"), ("后台正在部署中，请稍后。", "deploying"),
  ])
  func `a pasted text is explained`(text: String, fault: String) {
    #expect(BlueKingCI.errors.explain(text).first?.name == fault)
  }

  @Test(arguments: [400, 401, 403, 404, 405, 408, 409, 415, 417, 418, 422, 423, 429, 500, 503])
  func `every status of the document is explained`(status: Int) { #expect(!BlueKingCI.errors.explain(String(status)).isEmpty) }

  @Test func `a write is repeated only where nothing can have happened`() throws {
    func mayHaveExecuted(_ status: Int, _ body: String) throws -> Bool {
      try #require(throws: APIError.self) { try Self.unwrap(APIResponse(status, body: Array(body.utf8))) }.mayHaveExecuted
    }
    #expect(try mayHaveExecuted(408, #"{"status":408}"#))
    #expect(try mayHaveExecuted(500, #"{"status":500}"#))
    #expect(try !mayHaveExecuted(400, #"{"status":2101020}"#))
    #expect(try !mayHaveExecuted(429, ""))
    #expect(try !mayHaveExecuted(503, #"{"status": 503,"message": "后台正在部署中，请稍后。"}"#))
  }
}
