import HufuClient
import HufuSigning
import Testing

@testable import HufuTianyi

@Suite struct AuthorizationRedirectTests {
  @Test(arguments: ["errcode", "errorCode", "errCode"]) func `a code with error code 0 and the right state is good`(name: String) throws {
    let redirect = try AuthorizationRedirect("http://127.0.0.1:8889/cb?a=1&authCode=C%2F1&\(name)=0&state=s1#top", state: "s1")
    #expect(redirect.authCode.reveal() == "C/1")
  }

  @Test(arguments: [
    ("http://a/?authCode=c&errcode=0&state=other", ErrorKind.unauthenticated), ("http://a/?authCode=c&errcode=0", .unauthenticated),
    ("http://a/?authCode=c&errcode=1&state=s1", .forbidden), ("http://a/?authCode=c&state=s1", .malformed),
    ("http://a/?authCode=c&errcode=0&errorCode=-1&state=s1", .forbidden), ("http://a/?errcode=0&state=s1", .malformed),
    ("http://a/", .unauthenticated),
  ])
  func `anything else is refused`(location: String, kind: ErrorKind) {
    #expect(thrown { () throws(APIError) in try AuthorizationRedirect(location, state: "s1") }?.kind == kind)
  }
}
