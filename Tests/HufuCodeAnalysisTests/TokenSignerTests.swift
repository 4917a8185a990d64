import HufuClient
import HufuSandbox
import HufuSigning
import Testing

@testable import HufuCodeAnalysis

@Suite struct TokenSignerTests {
  static let token = "0123456789abcdef0123456789abcdef01234567"

  static func signed(_ token: String, headers: [HeaderField] = []) throws -> APIRequest {
    let request = APIRequest(.get, "/server/main/api/v3/orgs/", headers: headers)
    return try CodeAnalysis().signer(for: .init(token: Secret(token)), token: nil).signed(request, at: Timestamp(0), nonce: "n")
  }

  @Test(arguments: [
    token, "Token \(token)", "token \(token)", "  TOKEN\t\(token)\n", "\(token)\n",
  ])
  func writesTheHeaderOfTheDocument(_ pasted: String) throws {
    let headers = try Self.signed(pasted).headers
    #expect(headers == [HeaderField("Authorization", "Token " + Self.token), HeaderField("Accept", "application/json")])
  }

  @Test(arguments: ["", "  ", "Token", "a b", "Token a b", "CodeDog a.b.c", "Authorization: Token a", "a\u{0}b", "令牌"])
  func refusesWhatIsNoToken(_ pasted: String) {
    let error = #expect(throws: SigningError.self) { try Self.signed(pasted) }
    #expect(error?.reason == .credential && error?.remedy?.zh.contains("个人中心-个人令牌") == true)
    #expect(error?.kind.exitCode == .configuration)
  }

  /// Only the server knows what a token looks like: another shape is sent as it is.
  @Test func letsAnotherShapePass() throws {
    #expect(try Self.signed("short").headers["Authorization"] == "Token short")
  }

  @Test func dropsOtherCredentials() throws {
    let mine = [
      HeaderField("authorization", "Bearer x"), HeaderField("Cookie", "sessionid=1"), HeaderField("server-ticket", "t"),
      HeaderField("X-Mine", "stays"),
    ]
    let headers = try Self.signed(Self.token, headers: mine).headers
    #expect(headers.map(\.name) == ["X-Mine", "Authorization", "Accept"])
  }

  @Test func hidesTheToken() throws {
    let credential = CodeAnalysis.Credential(token: Secret(Self.token))
    let signer = try CodeAnalysis().signer(for: credential, token: nil)
    for shown in [String(reflecting: credential), String(reflecting: signer), "\(credential)"] { #expect(!shown.contains(Self.token)) }
    let error = #expect(throws: SigningError.self) { try CodeAnalysis.Credential(token: Secret(Self.token + " x")).headerToken() }
    #expect(!String(reflecting: error).contains(Self.token))
  }

  @Test func verifiesWhatItSigns() throws {
    let credential = CodeAnalysis.Credential(token: Secret(Self.token))
    let request = try Self.signed(Self.token)
    for strict in [false, true] {
      _ = try CodeAnalysis().verify(request, by: credential, token: nil, strict: strict, at: Timestamp(0))
    }
    for index in Self.token.indices {
      var other = request
      var token = Self.token
      token.replaceSubrange(index...index, with: Self.token[index] == "7" ? "8" : "7")
      other.headers.set("Authorization", "Token " + token)
      #expect(throws: SignatureRejection.strangeToken) {
        try CodeAnalysis().verify(other, by: credential, token: nil, strict: true, at: Timestamp(0))
      }
    }
  }

  @Test(
    arguments: [
      ("Bearer \(token)", SignatureRejection.noToken, SignatureRejection.noToken), (token, .noToken, .noToken), ("", .noToken, .noToken),
      ("Token", .emptyToken, .emptyToken), ("Token \(token) x", .spacedToken, .spacedToken), ("Token x", .strangeToken, .strangeToken),
      ("token \(token)", nil, .looseToken), ("Token  \(token)", nil, .looseToken), ("Token \(token) ", nil, .looseToken),
    ] as [(String, SignatureRejection?, SignatureRejection?)])
  func judges(_ header: String, _ real: SignatureRejection?, _ strict: SignatureRejection?) {
    let request = APIRequest(.get, "/", headers: [HeaderField("Authorization", header)])
    for (isStrict, expected) in [(false, real), (true, strict)] {
      var found: SignatureRejection?
      do {
        _ = try CodeAnalysis().verify(
          request, by: .init(token: Secret(Self.token)), token: nil, strict: isStrict, at: Timestamp(0))
      } catch {
        found = error
      }
      #expect(found == expected)
    }
  }
}
