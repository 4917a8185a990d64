import HufuClient
import HufuSigning
import Testing

@testable import HufuCodeAnalysis

@Suite struct DataEnvelopeTests {
  static let envelope = DataEnvelope(errors: CodeAnalysis.errors)
  static let request = APIRequest(.get, "/server/main/api/v3/orgs/")

  static func answer(_ status: Int, _ body: String, _ type: String = "application/json") -> APIResponse {
    APIResponse(status, headers: [HeaderField("Content-Type", type)], body: Array(body.utf8))
  }

  static func error(_ answer: APIResponse, to request: APIRequest = request) throws -> APIError {
    try #require(#expect(throws: APIError.self) { try envelope.unwrap(answer, to: request, for: nil) })
  }

  @Test(arguments: [
    (#"{"data": {"b": 1.50, "a": [ 1 ]}, "code": 0, "msg": "line too long (80 > 79 characters)"}"#, #"{"b": 1.50, "a": [ 1 ]}"#),
    (#"{"data":[],"code":0,"msg":"请求成功","status_code":200}"#, "[]"), (#"{"code":0,"data":null}"#, "null"),
  ])
  func givesThePayloadAsItWasSpelled(_ body: String, _ payload: String) throws {
    #expect(String(decoding: try Self.envelope.unwrap(Self.answer(200, body), to: Self.request, for: nil), as: UTF8.self) == payload)
  }

  @Test func nothingIsAPayloadWhereNothingWasAskedFor() throws {
    #expect(try Self.envelope.unwrap(APIResponse(204), to: APIRequest(.delete, "/x/"), for: nil).isEmpty)
    #expect(try Self.envelope.unwrap(APIResponse(200), to: APIRequest(.head, "/x/"), for: nil).isEmpty)
    #expect(try Self.error(APIResponse(200)).kind == .malformed)
  }

  /// Status, body, then the entry's name, the code and the exit code.
  @Test(
    arguments: [
      (401, #"{"status_code":401,"code":1000,"msg":"身份认证信息未提供。"}"#, "noToken", "1000", ExitCode.authentication),
      (401, #"{"status_code":401,"code":1000,"msg":"认证令牌无效。"}"#, "unknownToken", "1000", .authentication),
      (401, #"{"status_code":401,"code":1000,"msg":"没有提供认证信息（认证令牌HTTP头无效）。"}"#, "emptyToken", "1000", .authentication),
      (401, #"{"status_code":401,"code":1000,"msg":"认证令牌字符串不应该包含空格（无效的认证令牌HTTP头）。"}"#, "spacedToken", "1000", .authentication),
      (401, #"{"status_code":401,"code":1000,"msg":"鉴权失效"}"#, "webLogin", "1000", .authentication),
      (401, #"{"status_code":401,"code":"-2","msg":"鉴权失败"}"#, "ticketInvalid", "-2", .authentication),
      (401, #"{"status_code":401,"code":-3,"msg":"票据过期"}"#, "ticketExpired", "-3", .authentication),
      // The address takes the internal ticket only: not our token's fault.
      (401, #"{"status_code":401,"code":100,"msg":"身份认证信息未提供。"}"#, "ticketOnly", "100", .refused),
      (401, #"{"status_code":401,"code":"100","msg":"身份认证信息未提供。"}"#, "ticketOnly", "100", .refused),
      (403, #"{"status_code":403,"code":1000,"msg":"您没有执行该操作的权限。"}"#, "notAllowed", "1000", .refused),
      (404, #"{"status_code":404,"code":1000,"msg":"未找到。"}"#, "unknownThing", "1000", .refused),
      (404, #"{"status_code":404,"code":100,"msg":"项目1未启动扫描"}"#, "neverScanned", "100", .refused),
      (404, #"{"status_code":404,"code":100,"msg":"找不到指定扫描的报告"}"#, "neverScanned", "100", .refused),
      (405, #"{"status_code":405,"code":1000,"msg":"方法 “DELETE” 不被允许。"}"#, "wrongMethod", "1000", .refused),
      (406, #"{"status_code":406,"code":1000,"msg":"无法满足Accept HTTP头的请求。"}"#, "wrongAccept", "1000", .refused),
      (415, #"{"status_code":415,"code":1000,"msg":"不支持请求中的媒体类型 “text/plain”。"}"#, "wrongContentType", "1000", .refused),
      (400, #"{"status_code":400,"code":1040,"msg":"代码库已接入"}"#, "repoCreate", "1040", .refused),
      (400, #"{"status_code":400,"code":"1040","msg":"代码库已接入"}"#, "repoCreate", "1040", .refused),
      (400, #"{"status_code":400,"code":300,"msg":"当前项目分支[1]master还有未完成任务，编号为: [1]"}"#, "unfinished", "300", .refused),
      (400, #"{"status_code":400,"code":116,"msg":"文件服务器异常"}"#, "fileServerDown", "116", .failure),
      (400, #"{"code":1000,"msg":"JSON parse error - Expecting value: line 1 column 12 (char 11)"}"#, "badJSON", "1000", .refused),
      (
        400, #"{"code":1000,"msg":"scope Select a valid choice. related_me is not one of the available choices."}"#, "wrongScope", "1000",
        .refused
      ),
      (400, #"{"status_code":400,"code":1000,"msg":"sth else"}"#, "invalid", "1000", .refused),
      (500, #"{"status_code":500,"code":-1,"msg":"x"}"#, "unknownError", "-1", .failure),
      // A good status and a code that is none of success is no success.
      (200, #"{"status_code":200,"code":1000,"msg":"x"}"#, "generic", "1000", .refused),
      (200, #"{"data":{},"code":"0","msg":"x"}"#, "unintelligible", "0", .failure),
    ] as [(Int, String, String, String, ExitCode)])
  func explainsEnvelopes(_ status: Int, _ body: String, _ name: String, _ code: String, _ exit: ExitCode) throws {
    let error = try Self.error(Self.answer(status, body))
    #expect(error.fault == name && error.code == code && error.kind.exitCode == exit && error.status == status)
    #expect(error.remedy?.zh.isEmpty == false && error.platform == "tca")
  }

  @Test(arguments: [
    (401, "analysisUnauthenticated", ErrorKind.unauthenticated), (403, "analysisForbidden", .forbidden), (404, "unrouted", .notFound),
    (500, "serverBug", .server), (200, "frontPage", .malformed), (502, "unavailable", .unavailable), (504, "unavailable", .unavailable),
  ])
  func explainsWebPages(_ status: Int, _ name: String, _ kind: ErrorKind) throws {
    for type in ["text/html; charset=utf-8", "application/json"] {
      let error = try Self.error(Self.answer(status, "\r\n<html><head><title>x</title></head></html>", type))
      #expect(error.fault == name && error.kind == kind)
      #expect(error.serverMessage == nil)
    }
  }

  @Test func explainsARedirectByTheSlashThatIsMissing() throws {
    var redirect = APIResponse(301, headers: [HeaderField("Location", "/api/v3/orgs/")])
    let error = try Self.error(redirect, to: APIRequest(.get, "/server/main/api/v3/orgs", query: "limit=1"))
    #expect(error.fault == "missingSlash" && error.meaning.en.contains("missing trailing slash") && error.kind.exitCode == .refused)
    redirect.head.status = 302
    #expect(try Self.error(redirect).fault == "redirected")
  }

  @Test func namesEveryFieldThatIsWrong() throws {
    let body = #"""
      {"status_code":400,"code":1000,"msg":"scm_url 该字段是必填项。","invalid_fields":[{"field":"scm_url","message":["该字段是必填项。"]},
       {"field":"scm_auth","message":{"scm_account":["无效主键 “9” － 对象不存在。"],"auth_type":["该字段是必填项。"]}},
       {"field":"cd_error","message":"方案不存在"}]}
      """#
    let error = try Self.error(Self.answer(400, body))
    #expect(
      error.serverMessage
        == "scm_url：该字段是必填项。；scm_auth.scm_account：无效主键 “9” － 对象不存在。；scm_auth.auth_type：该字段是必填项。；cd_error：方案不存在")
    #expect(error.kind == .invalid && error.fault == "missingField")
  }

  @Test func looksAtRefusalsOnly() {
    let html = Self.answer(401, "<html></html>", "text/html")
    #expect(Self.envelope.looksAt(html.head) > 200)
    #expect(Self.envelope.looksAt(APIResponse(200).head) == 0 && Self.envelope.looksAt(APIResponse(403).head) == 0)
    #expect(Self.envelope.fault(html.head, html.body.span)?.kind == .unauthenticated)
    let ticket = Self.answer(401, #"{"status_code":401,"code":100,"msg":"身份认证信息未提供。"}"#)
    #expect(Self.envelope.fault(ticket.head, ticket.body.span)?.kind == .forbidden)
    let bad = Self.answer(401, #"{"status_code":401,"code":1000,"msg":"认证令牌无效。"}"#)
    #expect(Self.envelope.fault(bad.head, bad.body.span)?.name == "unknownToken")
  }

  @Test func everyEntryHasItsOwnName() {
    let names = CodeAnalysis.errors.faults.map(\.name)
    #expect(Set(names).count == names.count)
  }

  @Test(arguments: [
    ("-1", 1), ("-2", 1), ("-3", 1), ("2", 1), ("100", 2), ("113", 1), ("116", 1), ("199", 1), ("225", 1), ("299", 1), ("313", 1),
    ("340", 1),
    ("1000", 1), ("1040", 1), ("1101", 1), ("1401", 1), ("1552", 1), ("401", 9), ("认证令牌无效。", 1), ("身份认证信息未提供。", 1),
  ])
  func explainsCodesAndTexts(_ text: String, _ count: Int) {
    #expect(CodeAnalysis.errors.explain(text).count == count)
  }
}
