import HufuClient
import HufuSandbox
import HufuSigning
import HufuTesting
import Testing

@testable import HufuBlueKingCI

@Suite struct VerifierTests {
  static let now = Timestamp(1_700_000_000_000)
  static let credential = BlueKingCI.Credential(secret: Secret("server-secret-value"), user: "admin")

  static func token(expires: Timestamp = now + .seconds(60), user: String? = "lisi", secret: Secret = Secret("server-secret-value")) throws
    -> TokenText
  {
    try TokenCipher(secret: secret).seal(TokenClaims(user: user, expires: expires))
  }

  static func verify(
    _ query: String, user: String? = nil, strict: Bool = false, at time: Timestamp = now, by credential: BlueKingCI.Credential = credential
  ) throws(SignatureRejection) -> Proof {
    let headers = user.map { [HeaderField("X-DEVOPS-UID", $0)] } ?? []
    let request = APIRequest(.get, "/ms/openapi/api/apigw/v4/projects/project/project_list", query: query, headers: headers)
    return try BlueKingCI(settings: .init()).verify(request, by: credential, token: nil, strict: strict, at: time)
  }

  static func reason(_ body: () throws(SignatureRejection) -> Proof) -> SignatureRejection.Reason? {
    do throws(SignatureRejection) {
      _ = try body()
      return nil
    } catch { return error.reason }
  }

  @Test(arguments: [false, true]) func `what is signed is accepted, up to the last millisecond`(strict: Bool) throws {
    let end = Self.now + .seconds(60)
    let query = "access_token=\(try Self.token(expires: end).encoded)"
    #expect(try Self.verify(query, strict: strict).subject == "lisi")
    #expect(try Self.verify(query, user: "admin", strict: strict).subject == "admin")
    #expect(try Self.verify(query, strict: strict, at: end).subject == "lisi")
    #expect(Self.reason { () throws(SignatureRejection) in try Self.verify(query, strict: strict, at: end + .milliseconds(1)) } == .expired)
  }

  @Test func `encodings: the real server is lenient by luck, the strict one is not`() throws {
    let token = try (0..<200).map { try Self.token(expires: Self.now + .seconds($0)) }.first {
      $0.raw.contains("+") && $0.raw.contains("/")
    }
    let once = try #require(token).encoded
    let twice = PercentEncoding.unreserved.encode(once)
    #expect(try Self.verify("access_token=\(twice)").subject == "lisi")
    #expect(try Self.verify("access_token=\(once.lowercasedEscapes)").subject == "lisi")
    // A literal + becomes a space on the way, and that is the end of it (platforms/bkci.md §1.4).
    #expect(Self.reason { () throws(SignatureRejection) in try Self.verify("access_token=\(PercentEncoding.decode(once))") } == .malformed)
    for query in [twice, once.lowercasedEscapes, once + "&access_token=" + once, PercentEncoding.decode(once)] {
      #expect(Self.reason { () throws(SignatureRejection) in try Self.verify("access_token=\(query)", strict: true) } == .malformed)
    }
  }

  @Test func `a token that is not spelled as the server spells it passes only the real one`() throws {
    let pretty = "{\r\n  \"userId\" : \"lisi\",\r\n  \"expirationTime\" : 1999999999999\r\n}"
    var key = SHA1PRNG(seed: Array("server-secret-value".utf8))
    let sealed = try AESCBC(key: key.next(32), iv: [UInt8](repeating: 0, count: 16)).encrypt(Array(pretty.utf8))
    let query = "access_token=\(TokenText(ciphertext: sealed).encoded)"
    #expect(try Self.verify(query).subject == "lisi")
    #expect(Self.reason { () throws(SignatureRejection) in try Self.verify(query, strict: true) } == .malformed)
  }

  @Test func `refusals`() throws {
    #expect(Self.reason { () throws(SignatureRejection) in try Self.verify("page=1") } == .missing)
    #expect(Self.reason { () throws(SignatureRejection) in try Self.verify("access_token=") } == .missing)
    #expect(Self.reason { () throws(SignatureRejection) in try Self.verify("access_token=%20") } == .missing)
    let foreign = try Self.token(secret: Secret("another")).encoded
    #expect(Self.reason { () throws(SignatureRejection) in try Self.verify("access_token=\(foreign)") } == .malformed)
    var key = SHA1PRNG(seed: Array("server-secret-value".utf8))
    let noToken = try AESCBC(key: key.next(32), iv: [UInt8](repeating: 0, count: 16)).encrypt(Array("[1,2]".utf8))
    let query = "access_token=\(TokenText(ciphertext: noToken).encoded)"
    #expect(Self.reason { () throws(SignatureRejection) in try Self.verify(query) } == .mismatch)
  }

  @Test func `switched off, nothing is looked at`() throws {
    #expect(try Self.verify("access_token=garbage", user: "admin", by: .init(user: "admin")).subject == "admin")
    #expect(try Self.verify("", by: .init()).subject == "")
  }

  @Test func `an opaque token is compared with the one that is known`() throws {
    let token = try Self.token()
    let known = BlueKingCI.Credential(accessToken: Secret(token.raw))
    #expect(try Self.verify("access_token=\(token.encoded)", user: "u", strict: true, by: known).subject == "u")
    let other = try Self.token(user: "other").encoded
    #expect(Self.reason { () throws(SignatureRejection) in try Self.verify("access_token=\(other)", by: known) } == .malformed)
    let twice = PercentEncoding.unreserved.encode(token.encoded)
    #expect(
      Self.reason { () throws(SignatureRejection) in try Self.verify("access_token=\(twice)", strict: true, by: known) } == .malformed)
  }

  @Test func `a thousand changed tokens are refused, strictly`() throws {
    var random = SplitMix64(seed: 7)
    for round in 0..<1000 {
      let token = try Self.token(expires: Self.now + .seconds(Int64(random.next() % 100_000)), user: "user\(random.next() % 1000)").encoded
      #expect(try !Self.verify("access_token=\(token)", strict: true).subject.isEmpty)
      var bytes = Array(token.utf8)
      let index = Int(random.next() % UInt64(bytes.count))
      let change = Array("ABCDEFGHabcdefgh01234567%=-_".utf8)
      var new = bytes[index]
      while new == bytes[index] { new = change[Int(random.next() % UInt64(change.count))] }
      bytes[index] = new
      let mutated = String(decoding: bytes, as: UTF8.self)
      let reason = Self.reason { () throws(SignatureRejection) in try Self.verify("access_token=\(mutated)", strict: true) }
      #expect(reason != nil, "round \(round), byte \(index)")
    }
  }
}

extension String {
  /// The same text with `%2b` for `%2B`.
  var lowercasedEscapes: String {
    split(separator: "%", omittingEmptySubsequences: false).enumerated().map {
      $0 == 0 ? String($1) : $1.prefix(2).lowercased() + $1.dropFirst(2)
    }
    .joined(separator: "%")
  }
}
