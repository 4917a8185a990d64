import HufuSigning
import Testing

@Suite struct RequestSignerTests {
  /// Sets one header to what it was made with, and owns one name in the query.
  struct Stamp: RequestSigner {
    var value = "x"
    var owned: OwnedNames { OwnedNames(headers: ["X-Stamp"], query: ["token"]) }
    func needs(_ method: Method) -> SigningNeeds { [] }
    func sign(
      _ method: Method, path: Span<UInt8>, query: Span<UInt8>, body: Span<UInt8>, at time: Timestamp, nonce: String,
      into edit: inout RequestEdit
    ) throws(SigningError) {
      edit.set("X-Stamp", secret: true) { $0 += Array(value.utf8) }
    }
  }

  private func signed(_ request: APIRequest, value: String = "x") throws(SigningError) -> APIRequest {
    try Stamp(value: value).signed(request, at: Timestamp(0), nonce: "")
  }

  @Test(arguments: ["a\r\nX-Evil: 1", "a\nb", "a\0", "\u{7F}"])
  func aHeaderIsOneLineWhoeverWroteIt(_ value: String) throws {
    let fromCaller = #expect(throws: SigningError.self) {
      try signed(APIRequest(.get, "/", headers: [HeaderField("X-Mine", value)]))
    }
    #expect(fromCaller?.reason == .parameter)
    #expect(fromCaller?.message.en.contains("X-Mine") == true)
    let fromCredential = #expect(throws: SigningError.self) { try signed(APIRequest(.get, "/"), value: value) }
    #expect(fromCredential?.message.en.contains("Evil") == false)
  }

  @Test(arguments: ["", "A B", "A:", "A\r\nB", "名"])
  func aHeadersNameIsAToken(_ name: String) {
    #expect(throws: SigningError.self) { try signed(APIRequest(.get, "/", headers: [HeaderField(name, "v")])) }
  }

  @Test func tabsAndOtherScriptsMayStandInAValue() throws {
    let request = try signed(APIRequest(.get, "/", headers: [HeaderField("X-Name", "甲\tb"), HeaderField("x-stamp", "mine")]))
    #expect(request.headers == [HeaderField("X-Name", "甲\tb"), HeaderField("X-Stamp", "x")])
  }

  @Test(arguments: [
    ("a=1&&b=2", "a=1&&b=2"), ("token=t&a=%2F&=", "a=%2F&="), ("a&to%6ben=t", "a"), ("token", ""), ("", ""),
  ])
  func ownedNamesAreDroppedFromTheQueryAndNothingElse(_ query: String, _ left: String) throws {
    #expect(try signed(APIRequest(.get, "/", query: query)).query == Array(left.utf8))
  }
}
