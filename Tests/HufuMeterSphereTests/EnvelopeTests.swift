import HufuClient
import HufuSigning
import Testing

@testable import HufuMeterSphere

@Suite struct EnvelopeTests {
  private func unwrap(
    _ body: String, status: Int = 200, type: String = "application/json", headers: [HeaderField] = [],
    _ generation: MeterSphere.Generation = .v2, of operation: String? = nil
  ) throws -> String {
    let platform = MeterSphere(settings: .init(generation: generation))
    let answer = APIResponse(status, headers: [HeaderField("Content-Type", type)] + headers, body: Array(body.utf8))
    let operation = try operation.map { try platform.catalogue.operation($0) }
    let payload = try platform.envelope(for: TicketSignerTests.credential).unwrap(answer, to: APIRequest(.get, "/x"), for: operation)
    return String(decoding: payload, as: UTF8.self)
  }

  private func error(
    _ body: String, status: Int = 200, type: String = "application/json", headers: [HeaderField] = [],
    _ generation: MeterSphere.Generation = .v2, of operation: String? = nil
  ) -> APIError? {
    do {
      _ = try unwrap(body, status: status, type: type, headers: headers, generation, of: operation)
      return nil
    } catch { return error as? APIError }
  }

  @Test func givesThePayloadByteForByte() throws {
    #expect(try unwrap(#"{"success":true,"message":null,"data": {"b":1.0,"a":"\u4e2d"} }"#) == #"{"b":1.0,"a":"\u4e2d"}"#)
    #expect(try unwrap(#"{"code":100200,"message":null,"messageDetail":null,"data":[1e3]}"#, .v3) == "[1e3]")
    #expect(try unwrap(#"{"success":true,"message":null,"data":""}"#, .v1) == #""""#)
    #expect(try unwrap(#"{"success":true}"#) == "null")
    // A payload may talk about signatures without being a refusal.
    #expect(try unwrap(#"{"success":true,"data":"invalid signature"}"#) == #""invalid signature""#)
  }

  static let texts = [
    ("invalid accessKey", "invalidAccessKey"), ("invalid signature", "invalidSignature"), ("expired signature", "expiredSignature"),
    ("accessKey is expired", "accessKeyExpired"), (#"java.lang.NumberFormatException: For input string: \"abc\""#, "timeNotNumeric"),
    ("java.lang.NullPointerException", "emptyTicket"),
  ]

  @Test(arguments: texts, MeterSphere.Generation.allCases)
  func knowsTheSixTextsInAnyBody(_ text: (words: String, fault: String), _ generation: MeterSphere.Generation) {
    let bodies = [
      (
        #"{"url":"/x","status":"500","message":"javax.servlet.ServletException: java.lang.RuntimeException: \#(text.words)"}"#,
        "application/json"
      ),
      ("<html><head><title>Error 500 java.lang.RuntimeException: \(text.words)</title></head></html>", "text/html"),
      (text.words, "text/plain"), (#"{"success":false,"message":"\#(text.words)","data":null}"#, "application/json"),
      (#"{"code":100500,"message":"\#(text.words)","messageDetail":null,"data":null}"#, "application/json"),
    ]
    for (body, type) in bodies {
      for status in [500, 400, 401] {
        let found = error(body, status: status, type: type, generation)
        #expect(found?.fault == text.fault, "\(status) \(body)")
        #expect(found?.kind == .unauthenticated)
        #expect(found?.kind.exitCode == .authentication)
        #expect(found?.mayHaveExecuted == false)
        #expect(found?.remedy?.zh.isEmpty == false)
      }
    }
  }

  @Test func aDisabledUserIsUnauthenticated() {
    let found = error("<html>org.apache.shiro.authc.DisabledAccountException</html>", status: 500, type: "text/html")
    #expect(found?.fault == "userDisabled")
    #expect(found?.kind.exitCode == .authentication)
  }

  @Test func aStackTraceIsNoEvidence() {
    let body = #"{"code":100500,"message":"boom","messageDetail":"java.lang.NullPointerException\n\tat x: invalid signature","data":null}"#
    let found = error(body, status: 500, .v3)
    #expect(found?.kind == .refused)
    #expect(found?.code == "100500")
    #expect(found?.serverMessage == "boom")
    #expect(found.map { !String(reflecting: $0).contains("NullPointer") } == true)
  }

  @Test(arguments: [
    (302, [HeaderField("Location", "/login"), HeaderField("Authentication-Status", "invalid")]), (302, [HeaderField("Location", "/")]),
    (200, [HeaderField("Authentication-Status", "invalid")]), (307, []),
  ])
  func beingSentToLoginIsNotSignedIn(_ status: Int, _ headers: [HeaderField]) {
    let found = error("<html></html>", status: status, type: "text/html", headers: headers)
    #expect(found?.fault == "sessionMissing")
    #expect(found?.kind.exitCode == .authentication)
  }

  @Test func theGatewaysOwnWordsAreKnown() {
    let lost = error(#"{"success":false,"message":"401 UNAUTHORIZED \"Not found session, Please Login again.\"","data":null}"#, status: 500)
    #expect(lost?.fault == "sessionMissing")
    #expect(error(#"{"success":false,"message":"404 NOT_FOUND","data":null}"#, status: 500)?.fault == "unknownService")
  }

  @Test(arguments: [
    (500, #"{"success":false,"message":"名称重复","data":null}"#, MeterSphere.Generation.v1, ErrorKind.refused),
    (200, #"{"success":false,"message":"名称重复","data":null}"#, .v2, .refused),
    (403, #"{"success":false,"message":"Subject does not have permission [PROJECT_TRACK_PLAN:READ+RUN]","data":null}"#, .v2, .forbidden),
    (403, #"{"code":403,"message":"Subject does not have permission [PROJECT_TEST_PLAN:READ]","messageDetail":null}"#, .v3, .forbidden),
    (500, #"{"code":107001,"message":"计划已归档","messageDetail":null,"data":null}"#, .v3, .refused),
    (200, #"{"code":100500,"message":"x","messageDetail":null,"data":null}"#, .v3, .refused),
    (400, #"{"code":100400,"message":"x","messageDetail":{"pageSize":"y"}}"#, .v3, .invalid),
    (404, #"{"code":100404,"message":"x"}"#, .v3, .notFound), (405, #"{"code":405,"message":"x"}"#, .v3, .invalid),
    (500, #"{"success":false,"message":"user_not_exist","data":null}"#, .v2, .invalid),
    (500, #"{"success":false,"message":"The connection has expired","data":null}"#, .v1, .notFound),
    (500, #"{"success":false,"message":"The current user does not have permission to operate this use case"}"#, .v2, .forbidden),
    (500, #"{"code":100500,"message":"The current user does not have permission to operate this resource"}"#, .v3, .forbidden),
  ])
  func anyOtherEnvelopeIsARefusalAndNeverRetried(_ status: Int, _ body: String, _ generation: MeterSphere.Generation, _ kind: ErrorKind) {
    let found = error(body, status: status, generation)
    #expect(found?.kind == kind)
    #expect(found?.kind.exitCode == .refused)
    #expect(found?.kind.isTransient == false)
    // v1 and v2 have no codes; what stands for one is the status, where that says something.
    #expect(generation != .v3 || found?.code?.isEmpty == false)
    #expect(found?.code != "200")
  }

  @Test func everythingElseIsAFailure() {
    for (status, body, type) in [
      (500, #"{"timestamp":1,"status":500,"error":"Internal Server Error","path":"/x"}"#, "application/json"),
      (502, "<html>nginx</html>", "text/html"), (503, "", "text/plain"), (200, "<html></html>", "text/html"), (200, "", "application/json"),
      (204, "", "application/json"), (200, #"{"hello":1}"#, "application/json"), (200, #"{"success":true,"data":"#, "application/json"),
      (200, "OK", "text/plain"),
    ] {
      let found = error(body, status: status, type: type)
      #expect(found?.kind.exitCode == .failure, "\(status) \(body)")
    }
    #expect(error(#"{"timestamp":1,"status":404,"error":"Not Found","path":"/x"}"#, status: 404)?.fault == "unknownPath")
    #expect(error(#"{"success":true,"data":1}"#, status: 500)?.kind.exitCode == .refused)
  }

  @Test func anEmptyBodyIsNullOnlyWhereTheServerIsKnownToGiveIt() throws {
    #expect(try unwrap("", .v1, of: "report.status") == "null")
    #expect(error("", .v1, of: "plan.run")?.kind == .malformed)
    #expect(error("", .v3, of: "report.status")?.kind == .malformed)
    #expect(error("", status: 502, .v1, of: "report.status")?.kind == .unavailable)
  }

  @Test func anotherGenerationsSuccessIsAWrongSetting() {
    #expect(error(#"{"code":100200,"data":1}"#, .v2)?.fault == "otherGeneration")
    #expect(error(#"{"success":true,"data":1}"#, .v3)?.kind.exitCode == .configuration)
  }

  @Test func theSidecarSeesAuthenticationRefusalsInTheFirstBytes() {
    let envelope = MeterSphere(settings: .init()).envelope(for: TicketSignerTests.credential)
    func fault(_ status: Int, _ body: String, _ headers: [HeaderField] = []) -> String? {
      let head = ResponseHead(status: status, headers: headers)
      let prefix = Array(body.utf8.prefix(envelope.looksAt(head)))
      return envelope.fault(head, prefix.span)?.name
    }
    #expect(fault(500, #"{"message":"java.lang.RuntimeException: expired signature""#) == "expiredSignature")
    #expect(fault(302, "") == "sessionMissing")
    #expect(fault(401, "{}") == "unauthorized")
    #expect(fault(403, #"{"success":false,"message":"Subject does not have permission [X]"}"#) == nil)
    #expect(fault(200, "invalid signature") == nil)
    #expect(envelope.looksAt(ResponseHead(status: 200, headers: [])) == 0)
  }

  @Test func everyFaultExplainsItselfInBothLanguages() {
    #expect(Set(MeterSphere.errors.faults.map(\.name)).count == MeterSphere.errors.faults.count)
    for fault in MeterSphere.errors.faults {
      for text in [fault.meaning, fault.remedy] { #expect(text.zh.hasSuffix("。") && text.en.hasSuffix("."), "\(fault.name)") }
      for text in fault.texts { #expect(MeterSphere.errors.explain(text).first?.name == fault.name) }
    }
  }
}
