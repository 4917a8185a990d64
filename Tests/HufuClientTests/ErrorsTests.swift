import HufuClient
import HufuSigning
import Testing

@Suite struct ErrorsTests {
  @Test func httpDatesGoBothWays() {
    let time = Timestamp(784_111_777_000)
    #expect(time.httpDate == "Sun, 06 Nov 1994 08:49:37 GMT")
    #expect(Timestamp(httpDate: time.httpDate) == time)
    for day in stride(from: Int64(0), to: 40_000, by: 37) {
      let time = Timestamp(day * 86_400_000 + 3_599_000)
      #expect(Timestamp(httpDate: time.httpDate) == time)
    }
    for text in [
      "yesterday", "Sun, 06 Nov 1994 24:00:00 GMT", "Sun, 06 Nov 1994 9223372036854775807:49:37 GMT", "Sun, 06 Nov 1994 -1:49:37 GMT",
      "Sun, 06 Nov 99999 08:49:37 GMT",
    ] { #expect(Timestamp(httpDate: text) == nil) }
  }

  @Test(arguments: [
    (301, ExitCode.refused), (400, .refused), (401, .authentication), (403, .refused), (404, .refused), (408, .failure), (409, .refused),
    (418, .refused), (429, .throttled), (500, .failure), (503, .failure), (200, .failure),
  ])
  func everyStatusHasAnExitCode(_ status: Int, _ exit: ExitCode) {
    #expect(Fake.errors.error(nil, for: APIResponse(status)).kind.exitCode == exit)
  }

  @Test func theServersTextIsCutToOneReadableLine() {
    let error = Fake.errors.error(nil, for: APIResponse(500), message: "first\u{7}\nsecond " + String(repeating: "x", count: 900))
    #expect(error.serverMessage == "first")
    let long = Fake.errors.error(nil, for: APIResponse(500), message: String(repeating: "长", count: 301))
    #expect(long.serverMessage == String(repeating: "长", count: 300) + "…")
  }

  @Test func nothingFromAServerMovesTheTerminalsCursor() {
    let evil = "a\u{1B}[2J\u{9B}2J\u{202E}b"
    let answer = APIResponse(500, headers: [HeaderField("X-Request", evil)])
    let error = Fake.errors.error(nil, for: answer, code: evil, message: evil)
    #expect([error.serverMessage, error.code, error.requestID] == ["a[2J2Jb", "a[2J2Jb", "a[2J2Jb"])
  }

  @Test func explainsByCodeNameTextAndStatus() {
    #expect(Fake.errors.explain("7").map(\.name) == ["badKey"])
    #expect(Fake.errors.explain("BADKEY").map(\.name) == ["badKey"])
    #expect(Fake.errors.explain("500: No such key, sorry").map(\.name) == ["badKey"])
    #expect(Fake.errors.explain("401").map(\.name) == ["badKey"])
    #expect(Fake.errors.explain("nonsense").isEmpty)
  }

  @Test func findsTheNearestName() {
    #expect(["repos.list", "repo.get"].nearest(to: "repo.list") == "repos.list")
    #expect(["accessKey", "secretKey"].nearest(to: "acesskey") == "accessKey")
    #expect(["list", "show"].nearest(to: "xyzzyxyz") == nil)
  }
}
