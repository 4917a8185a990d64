import HufuClient
import HufuSigning
import Testing

@testable import HufuISRPA

@Suite struct VerifierTests {
  static let now = Timestamp(1_700_000_000_000)
  static let credential = ISRPA.Credential(accessKey: "ak", secretKey: Secret("sk-unused"))
  static let token = AccessToken(Secret("0123456789abcdef0123456789abcdef"), expires: now + .seconds(7200))

  static func signed(_ request: APIRequest, _ settings: ISRPA.Settings = .init(), at time: Timestamp = now) throws -> APIRequest {
    try ISRPA(settings: settings).signer(for: credential, token: token).signed(request, at: time, nonce: "")
  }

  static func reason(_ request: APIRequest, strict: Bool = true, at time: Timestamp = now) -> SignatureRejection.Reason? {
    do throws(SignatureRejection) {
      _ = try ISRPA(settings: .init()).verify(request, by: credential, token: token, strict: strict, at: time)
      return nil
    } catch {
      return error.reason
    }
  }

  static let requests = [
    APIRequest(.get, "/oapi/v1/x", query: "b=%E4%B8%AD%20%2F&a=1%2B1"),
    APIRequest(.get, "/oapi/v1/x"),
    APIRequest(.post, "/oapi/v1/job/create", body: .bytes(utf8(#"{"名":"值 & /","n":7}"#))),
    APIRequest(.put, "/oapi/v1/x", body: .bytes(utf8(#"{"a":"😀"}"#))),
    APIRequest(.delete, "/oapi/v1/x", body: .bytes(utf8(#"{"a":""}"#))),
  ]

  @Test(arguments: requests, [true, false])
  func `what is signed is accepted, up to the edges of ten minutes`(request: APIRequest, strict: Bool) throws {
    let signed = try Self.signed(request)
    let proof = try ISRPA(settings: .init()).verify(signed, by: Self.credential, token: Self.token, strict: strict, at: Self.now)
    #expect(proof.subject == "ak")
    #expect(proof.signedAt == Self.now)
    for edge in [Duration.milliseconds(600_000), .milliseconds(-600_000)] {
      #expect(Self.reason(signed, strict: strict, at: Self.now + edge) == nil)
    }
    for beyond in [Duration.milliseconds(600_001), .milliseconds(-600_001)] {
      #expect(Self.reason(signed, strict: strict, at: Self.now + beyond) == .expired)
    }
  }

  @Test(arguments: requests)
  func `every changed byte of what is bound is refused`(request: APIRequest) throws {
    let signed = try Self.signed(request)
    for name in ISRPA.binding.headers {
      let value = utf8(try #require(signed.headers[name]))
      for index in value.indices {
        var mutated = signed
        mutated.headers.set(name, string(value.replacing(index, with: value[index] ^ 1)))
        #expect(Self.reason(mutated) != nil, "\(name) byte \(index)")
      }
    }
    if ISRPA.binding.wholeQuery.contains(request.method) {
      for index in signed.query.indices {
        for flip in [UInt8(1), 0x20] {
          var mutated = signed
          mutated.query[index] ^= flip
          // %e4 says the same as %E4.
          if mutated.queryItems == signed.queryItems { continue }
          #expect(Self.reason(mutated) != nil, "query byte \(index)")
        }
      }
    }
    if ISRPA.binding.body.contains(request.method), let body = signed.body.bytes {
      for index in body.indices {
        var mutated = signed
        mutated.body = .bytes(body.replacing(index, with: body[index] ^ 1))
        #expect(Self.reason(mutated) != nil, "body byte \(index)")
      }
    }
  }

  @Test func `each reason has its name`() throws {
    let signed = try Self.signed(Self.requests[0])
    func changing(_ name: String, _ value: String?) -> APIRequest {
      var request = signed
      request.headers.removeAll { $0.isNamed(name) }
      if let value { request.headers.append(HeaderField(name, value)) }
      return request
    }
    for name in ISRPA.binding.headers { #expect(Self.reason(changing(name, nil)) == .missing) }
    for stamp in ["soon", "-1", "+1", "99999999999999999999"] { #expect(Self.reason(changing("timestamp", stamp)) == .malformed) }
    #expect(Self.reason(changing("accesstoken", "another")) == .unknownKey)
    #expect(Self.reason(changing("signature", "AAAA")) == .mismatch)
    #expect(Self.reason(changing("timestamp", "9223372036854775807")) == .expired)
    #expect(Self.reason(signed, at: Self.now + .seconds(7200)) == .expired)
    let lent: AccessToken? = nil
    #expect(throws: SignatureRejection.self) {
      try ISRPA(settings: .init()).verify(signed, by: Self.credential, token: lent, strict: false, at: Self.now)
    }
  }

  @Test func `a token is good until its life ends, and not at that moment`() throws {
    let end = Self.now + .seconds(7200)
    for (time, reason) in [(end - .milliseconds(1), nil), (end, SignatureRejection.Reason.expired)] {
      #expect(Self.reason(try Self.signed(Self.requests[0], at: time), at: time) == reason)
    }
  }

  @Test func `either slash in real, one in strict`() throws {
    var settings = ISRPA.Settings()
    settings.slash = .encoded
    let signed = try Self.signed(Self.requests[0], settings)
    #expect(Self.reason(signed, strict: false) == nil)
    #expect(Self.reason(signed, strict: true) == .mismatch)
    _ = try ISRPA(settings: settings).verify(signed, by: Self.credential, token: Self.token, strict: true, at: Self.now)
  }

  @Test func `any encoding that says the same is good, strict wants to read it`() throws {
    var signed = try Self.signed(Self.requests[0])
    signed.query = utf8("b=%e4%b8%ad+/&a=1%2b1")
    for strict in [true, false] { #expect(Self.reason(signed, strict: strict) == nil) }
    for unreadable in ["b=%E4%B8%AD%20%2F&a=1%2B1&c=%", "b=%E4%B8&a=1%2B1", "a=1%2B1&a=2&b=%E4%B8%AD%20%2F"] {
      signed.query = utf8(unreadable)
      #expect(Self.reason(signed, strict: false) == .mismatch)
      #expect(Self.reason(signed, strict: true) == .malformed)
    }
  }

  @Test func `strict compares a POST's query with its body, and wants none elsewhere`() throws {
    var post = try Self.signed(Self.requests[2])
    post.query = utf8("n=7&%E5%90%8D=%E5%80%BC+%26+/")
    #expect(Self.reason(post, strict: true) == nil)
    for other in ["anything=else", "", "n=7", "n=8&%E5%90%8D=%E5%80%BC%20%26%20%2F"] {
      post.query = utf8(other)
      #expect(Self.reason(post, strict: false) == nil)
      #expect(Self.reason(post, strict: true) == .malformed)
    }
    var put = try Self.signed(Self.requests[3])
    put.query = utf8("smuggled=1")
    #expect(Self.reason(put, strict: false) == nil)
    #expect(Self.reason(put, strict: true) == .malformed)
  }

  @Test func `every style verifies what it signs`() throws {
    for style in ISRPA.Settings.JSONStyle.allCases {
      var settings = ISRPA.Settings()
      settings.jsonStyle = style
      for request in Self.requests {
        let signed = try Self.signed(request, settings)
        _ = try ISRPA(settings: settings).verify(signed, by: Self.credential, token: Self.token, strict: true, at: Self.now)
      }
    }
  }
}

extension [UInt8] {
  fileprivate func replacing(_ index: Int, with byte: UInt8) -> [UInt8] {
    var copy = self
    copy[index] = byte
    return copy
  }
}
