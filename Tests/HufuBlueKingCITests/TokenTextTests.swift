import HufuClient
import HufuSigning
import HufuTesting
import Testing

@testable import HufuBlueKingCI

/// A row of bkci.json.
struct TokenRow: Decodable, Sendable, CustomTestStringConvertible {
  let name: String
  let secret: String
  let plain: String
  let token: String

  var testDescription: String { name }
  var once: String { token }
  var raw: String { PercentEncoding.decode(token) }
  var twice: String { PercentEncoding.unreserved.encode(token) }

  private struct File: Decodable {
    let vectors: [TokenRow]
  }
  static func all() throws -> [TokenRow] { try Vectors.decode(File.self, "bkci").vectors }
}

@Suite struct TokenTextTests {
  @Test(arguments: try TokenRow.all())
  func `raw, once and twice encoded are the same token, sent once encoded`(row: TokenRow) throws {
    for text in [row.raw, row.once, row.twice, row.once + "\n", row.raw.map { $0 == "+" ? " " : String($0) }.joined()] {
      let token = try TokenText(text)
      #expect(token.encoded == row.once)
      #expect(token.raw == row.raw)
    }
  }

  @Test(arguments: try TokenRow.all().filter { $0.raw != $0.once })
  func `the form is told where it shows`(row: TokenRow) throws {
    #expect(try TokenText(row.raw).form == .raw)
    #expect(try TokenText(row.once).form == .once)
    #expect(try TokenText(row.twice).form == .twice)
  }

  @Test(arguments: [
    "", "\n", "not base64!", "YWJj", "AAAA%", "AAAAAAAAAAAAAAAAAAAAAA%253D%253D%3", #"{"accessToken":"x"}"#,
    "AAAAAAAAAAAAAAAAAAAAAA%25253D%25253D",
  ])
  func `anything else is refused without being quoted`(text: String) throws {
    let error = try #require(throws: SigningError.self) { try TokenText(text) }
    #expect(error.reason == .credential)
    #expect(error.remedy?.zh.contains("/ms/auth/api/user/token/get") == true)
    if text.count > 3 { #expect(!"\(error)".contains(text)) }
  }
}

@Suite struct TokenCipherTests {
  @Test(arguments: try TokenRow.all())
  func `opens what an independent implementation sealed`(row: TokenRow) throws {
    let cipher = try TokenCipher(secret: Secret(row.secret))
    #expect(try cipher.open(TokenText(row.token)) == Array(row.plain.utf8))
  }

  @Test(arguments: try TokenRow.all().filter { $0.plain.hasPrefix(#"{""#) })
  func `seals compact claims to the same bytes`(row: TokenRow) throws {
    let claims = try #require(TokenClaims(plaintext: Array(row.plain.utf8)))
    #expect(try TokenCipher(secret: Secret(row.secret)).seal(claims).encoded == row.token)
  }

  @Test func `another secret does not open it`() throws {
    let row = try TokenRow.all()[0]
    #expect(try TokenCipher(secret: Secret("other")).claims(of: TokenText(row.token)) == nil)
    #expect(throws: SigningError.self) { try TokenCipher(secret: Secret("")) }
  }
}
