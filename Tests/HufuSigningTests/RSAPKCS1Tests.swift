import HufuSigning
import HufuTesting
import Testing

@Suite struct RSAPKCS1Tests {
  static func key() throws -> TianyiVectorTests.Key { try #require(TianyiVectorTests.file().responses_rsa.first) }

  static func pem(_ base64: String, _ label: String) -> String {
    var lines = ["-----BEGIN \(label)-----"]
    var rest = base64[...]
    while !rest.isEmpty {
      lines.append(String(rest.prefix(64)))
      rest = rest.dropFirst(64)
    }
    return (lines + ["-----END \(label)-----", ""]).joined(separator: "\n")
  }

  @Test func `keys load from PEM and from wrapped base64`() throws {
    let key = try Self.key()
    let wrapped = Self.pem(key.private_key_pkcs8_base64, "x").split(separator: "\n").dropFirst().dropLast().joined(separator: "\r\n")
    let cipher = try hex(#require(key.cases.first).cipher_hex)
    let plain = try utf8(#require(key.cases.first).plain)
    for text in [
      Self.pem(key.private_key_pkcs8_base64, "PRIVATE KEY"), Self.pem(key.private_key_pkcs1_base64, "RSA PRIVATE KEY"), wrapped,
      "  " + key.private_key_pkcs1_base64 + "\n",
    ] {
      #expect(try RSAPKCS1(privateKey: text).decrypt(cipher) == plain)
    }
    #expect(throws: Never.self) { try RSAPKCS1PublicKey(Self.pem(key.public_key_x509_base64, "PUBLIC KEY")) }
  }

  @Test(arguments: ["", "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----", "not base64!", "AAAA", "MIIC"])
  func `what is no key is refused`(text: String) {
    #expect(throws: RSAPKCS1Error.key) { try RSAPKCS1(privateKey: text) }
    #expect(throws: RSAPKCS1Error.key) { try RSAPKCS1PublicKey(text) }
  }

  @Test func `a public key is no private key, nor the reverse`() throws {
    let key = try Self.key()
    #expect(throws: RSAPKCS1Error.key) { try RSAPKCS1(privateKey: key.public_key_x509_base64) }
    #expect(throws: RSAPKCS1Error.key) { try RSAPKCS1PublicKey(key.private_key_pkcs8_base64) }
  }

  @Test func `a ciphertext of impossible length is named`() throws {
    let rsa = try RSAPKCS1(privateKey: Self.key().private_key_pkcs8_base64)
    #expect(throws: RSAPKCS1Error.ciphertextLength(0, blockSize: 128)) { try rsa.decrypt([]) }
    #expect(throws: RSAPKCS1Error.ciphertextLength(127, blockSize: 128)) { try rsa.decrypt([UInt8](repeating: 1, count: 127)) }
    #expect(throws: RSAPKCS1Error.ciphertextLength(0, blockSize: 128)) { try rsa.decryptText("") }
  }

  @Test func `a damaged block is named by number`() throws {
    let rsa = try RSAPKCS1(privateKey: Self.key().private_key_pkcs8_base64)
    var sealed = try rsa.publicKey.encrypt([UInt8](repeating: 7, count: 200))
    sealed.replaceSubrange(128..., with: repeatElement(0, count: 128))
    #expect(throws: RSAPKCS1Error.block(1)) { try rsa.decrypt(sealed) }
  }

  @Test func `a text that is neither hex nor base64 is named`() throws {
    let rsa = try RSAPKCS1(privateKey: Self.key().private_key_pkcs8_base64)
    #expect(throws: RSAPKCS1Error.text) { try rsa.decryptText("rtsp://192.0.2.1/") }
    #expect(throws: RSAPKCS1Error.ciphertextLength(2, blockSize: 128)) { try rsa.decryptText("abcd") }
    #expect(throws: RSAPKCS1Error.ciphertextLength(3, blockSize: 128)) { try rsa.decryptText("abcz") }
  }

  @Test func `the key does not show`() throws {
    let key = try Self.key()
    #expect(try String(reflecting: RSAPKCS1(privateKey: key.private_key_pkcs8_base64)) == "RSAPKCS1(<redacted>)")
  }
}
