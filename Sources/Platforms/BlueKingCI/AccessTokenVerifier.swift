import HufuSigning

/// The server's half: reads `access_token` as openapi and auth do together (platforms/bkci.md §1.6).
///
/// A rejection's detail is the stable English tail of the server's own text.
struct AccessTokenVerifier: RequestVerifier {
  /// What the server keeps.
  enum Key: KeyHolder {
    /// Token authentication is switched off: tokens are not even looked at.
    case off
    /// The secret behind all tokens.
    case secret(TokenCipher)
    /// One token, known without its secret.
    case token(TokenText, subject: String?, expires: Timestamp?)
  }

  /// Also refuses what the real server lets pass by luck: a token encoded twice, in lower-case escapes, given twice, or not byte for byte
  /// the one the server would issue.
  var isStrict = false

  func verify(_ request: APIRequest, at now: Timestamp, key: (String) -> Key?) throws(SignatureRejection) -> Proof {
    guard let key = key("access_token") else { throw SignatureRejection(.unknownKey, "no key is known") }
    let caller = request.headers["X-DEVOPS-UID"]
    let claims: TokenClaims
    switch key {
    case .off: return Proof(subject: caller ?? "")
    case .secret(let cipher): claims = try self.claims(of: try given(request), under: cipher)
    case .token(let token, let subject, let expires):
      let given = try given(request)
      guard isStrict ? constantTimeEqual(Array(given.wire.utf8), Array(token.encoded.utf8)) : given.token == token else {
        throw Self.illegal
      }
      claims = TokenClaims(user: subject, expires: expires ?? Timestamp(.max))
    }
    guard claims.expires >= now else { throw Self.expired(claims.expires) }
    return Proof(subject: caller ?? claims.user ?? "")
  }

  static let empty = SignatureRejection(.missing, "Request accessToken is empty.")
  static let illegal = SignatureRejection(.malformed, "Access token illegal")
  static let invalid = SignatureRejection(.mismatch, "Access token invalid: Unrecognized token")
  static func expired(_ time: Timestamp) -> SignatureRejection {
    SignatureRejection(.expired, "Access token expired in: \(time.milliseconds)")
  }

  /// The token as it stands on the wire, and what it means.
  private struct Given {
    var wire: String
    var token: TokenText
  }

  private func given(_ request: APIRequest) throws(SignatureRejection) -> Given {
    let found = request.query.split(separator: UInt8(ascii: "&")).filter { piece in
      PercentEncoding.decode(piece.prefix { $0 != UInt8(ascii: "=") }, plusAsSpace: true).elementsEqual("access_token".utf8)
    }
    guard let first = found.first else { throw Self.empty }
    let wire = String(decoding: first.drop { $0 != UInt8(ascii: "=") }.dropFirst(), as: UTF8.self)
    // The container decodes once; the call to the auth service then undoes a second layer where there is one, by luck.
    let text = PercentEncoding.decode(PercentEncoding.decode(wire, plusAsSpace: true))
    guard text.contains(where: { !$0.isWhitespace }) else { throw Self.empty }
    guard found.count == 1 || !isStrict, let bytes = try? Base64.decode(text), !bytes.isEmpty else { throw Self.illegal }
    return Given(wire: wire, token: TokenText(ciphertext: bytes))
  }

  private func claims(of given: Given, under cipher: TokenCipher) throws(SignatureRejection) -> TokenClaims {
    guard let plaintext = try? cipher.open(given.token) else { throw Self.illegal }
    guard let claims = TokenClaims(plaintext: plaintext) else { throw Self.invalid }
    if isStrict {
      guard let issued = try? cipher.seal(claims), constantTimeEqual(Array(given.wire.utf8), Array(issued.encoded.utf8)) else {
        throw Self.illegal
      }
    }
    return claims
  }
}
