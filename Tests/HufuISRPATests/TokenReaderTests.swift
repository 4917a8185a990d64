import HufuClient
import HufuSigning
import Testing

@testable import HufuISRPA

@Suite struct TokenReaderTests {
  static func read(_ body: String, _ settings: [String: JSONValue] = [:], previous: AccessToken? = nil) throws -> AccessToken {
    try TokenReader(settings: ISRPA.settings(from: settings)).token(in: utf8(body), at: Timestamp(1000), previous: previous)
  }

  @Test(arguments: [
    #"{"code":200,"result":{"accessToken":"A","refreshToken":"R","expiresIn":60}}"#,
    #"{"code":0,"result":{"access_token":"A","refresh_token":"R","expires_in":"60"}}"#,
    #"{"data":{"AccessToken":"A","RefreshToken":"R","ExpireIn":60}}"#,
    #"{"accesstoken":"A","refleshToken":"R","expiresin":60}"#,
    #"{"result":{"token":"A","refreshToken":"R","expiresIn":60}}"#,
  ])
  func `likely shapes are read`(body: String) throws {
    let token = try Self.read(body)
    #expect(token.value == Secret("A"))
    #expect(token.refresh == Secret("R"))
    #expect(token.issued == Timestamp(1000))
    #expect(token.expires == Timestamp(61_000))
  }

  @Test(arguments: [#"{"code":200,"result":["A","R"]}"#, #"{"data":["A","R"]}"#, #"["A","R"]"#])
  func `the array of the 2020.5 article is read`(body: String) throws {
    let token = try Self.read(body)
    #expect(token.value == Secret("A"))
    #expect(token.refresh == Secret("R"))
    #expect(token.expires == nil)
  }

  @Test func `a bare text is a token without a life`() throws {
    let token = try Self.read(#"{"code":200,"result":"A"}"#)
    #expect(token == AccessToken(Secret("A"), issued: Timestamp(1000)))
  }

  @Test func `pointers decide`() throws {
    let body = #"{"result":{"accessToken":"wrong","x":{"t":"A","r":"R","s":60}}}"#
    let settings: [String: JSONValue] = [
      "tokenPointer": "/result/x/t", "refreshPointer": "/result/x/r", "expiresPointer": "/result/x/s",
    ]
    let token = try Self.read(body, settings)
    #expect(token.value == Secret("A"))
    #expect(token.refresh == Secret("R"))
    #expect(token.expires == Timestamp(61_000))
    #expect(throws: APIError.self) { try Self.read(#"{"result":{"accessToken":"A"}}"#, settings) }
  }

  @Test func `a refresh token that is not sent anew is kept`() throws {
    let previous = AccessToken(Secret("old"), refresh: Secret("R"))
    #expect(try Self.read(#"{"result":{"accessToken":"A"}}"#, previous: previous).refresh == Secret("R"))
  }

  @Test(arguments: ["0", "-5", "99999999999999", "\"soon\"", "null"])
  func `an absurd life is no life`(seconds: String) throws {
    #expect(try Self.read(#"{"result":{"accessToken":"A","expiresIn":\#(seconds)}}"#).expires == nil)
  }

  @Test(arguments: [#"{"result":{"accessKeyId":"hidden"}}"#, #"{"result":{"accessToken":""}}"#, #"{"code":200}"#, "no JSON", "[]"])
  func `no token is an error that names members, never values`(body: String) throws {
    let error = try #require(throws: APIError.self) { try Self.read(body) }
    #expect(error.fault == "tokenUnreadable")
    #expect(error.clientCode == 44)
    #expect(!error.message.zh.contains("hidden"))
  }

  @Test func `the error lists where to point`() throws {
    let error = try #require(throws: APIError.self) { try Self.read(#"{"code":200,"result":{"tk":"hidden"}}"#) }
    #expect(error.message.zh.contains("/result/tk"))
  }
}
