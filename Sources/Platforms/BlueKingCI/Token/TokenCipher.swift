import HufuSigning

/// Seals and opens access tokens with the server's secret (`auth.accessToken.secret` in common.yml).
///
/// AES-256-CBC under a zero vector; the key is the first 32 bytes of a SHA1PRNG seeded with the secret. Without MAC and without nonce: the
/// same claims under the same secret are the same token (platforms/bkci.md §1.1).
struct TokenCipher: KeyHolder {
  private let aes: AESCBC

  /// - Throws: ``HufuSigning/SigningError`` with the reason `credential` for an empty secret.
  init(secret: Secret) throws(SigningError) {
    var key = SHA1PRNG(seed: secret.bytes)
    guard !secret.isEmpty, let aes = try? AESCBC(key: key.next(32), iv: [UInt8](repeating: 0, count: 16)) else {
      throw SigningError(
        .credential, Bilingual(zh: "secret 为空。", en: "The secret is empty."),
        remedy: Bilingual(
          zh: "它是 CI 服务器上 /data/bkce/etc/ci/common.yml 里 auth.accessToken.secret 的值。",
          en: "It is the value of auth.accessToken.secret in /data/bkce/etc/ci/common.yml on the CI server."))
    }
    self.aes = aes
  }

  /// A token for these claims, byte for byte the one the server would issue.
  func seal(_ claims: TokenClaims) throws(AESCBCError) -> TokenText {
    TokenText(ciphertext: try aes.encrypt(claims.plaintext))
  }

  /// The text inside a token.
  ///
  /// - Throws: ``HufuSigning/AESCBCError`` when the token was made with another secret or is damaged.
  func open(_ token: TokenText) throws(AESCBCError) -> [UInt8] { try aes.decrypt(token.ciphertext) }

  /// Who the token speaks for and until when; nil when this secret does not open it.
  func claims(of token: TokenText) -> TokenClaims? { (try? open(token)).flatMap(TokenClaims.init(plaintext:)) }
}
