import HufuSigning
import Testing

@Suite struct HMACSHA256Tests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let key: [UInt8]
    let message: [UInt8]
    let code: String
  }

  /// RFC 4231; case 5 lists the first 16 bytes only.
  static let rfc4231 = [
    Case(
      testDescription: "1", key: .init(repeating: 0x0B, count: 20), message: utf8("Hi There"),
      code: "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"),
    Case(
      testDescription: "2", key: utf8("Jefe"), message: utf8("what do ya want for nothing?"),
      code: "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
    Case(
      testDescription: "3", key: .init(repeating: 0xAA, count: 20), message: .init(repeating: 0xDD, count: 50),
      code: "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"),
    Case(
      testDescription: "4", key: [UInt8](1...25), message: .init(repeating: 0xCD, count: 50),
      code: "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"),
    Case(
      testDescription: "5", key: .init(repeating: 0x0C, count: 20), message: utf8("Test With Truncation"),
      code: "a3b6167473100ee06e0c796c2955552b"),
    Case(
      testDescription: "6", key: .init(repeating: 0xAA, count: 131),
      message: utf8("Test Using Larger Than Block-Size Key - Hash Key First"),
      code: "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"),
    Case(
      testDescription: "7", key: .init(repeating: 0xAA, count: 131),
      message: utf8(
        "This is a test using a larger than block-size key and a larger than block-size data. "
          + "The key needs to be hashed before being used by the HMAC algorithm."),
      code: "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"),
  ]

  @Test(arguments: rfc4231)
  func `the cases of RFC 4231`(row: Case) {
    let hmac = HMACSHA256(key: row.key)
    #expect(Hex.encode(hmac.code(for: row.message)).hasPrefix(row.code))
  }

  @Test(arguments: rfc4231)
  func `one key serves many messages, whole or in parts`(row: Case) {
    let hmac = HMACSHA256(key: row.key)
    let code = hmac.code(for: row.message)
    #expect(hmac.code(for: utf8("another")) != code)
    #expect(hmac.code(for: row.message) == code)
    #expect(hmac.code(for: row.message.span) == code)
    #expect(hmac.code(forParts: row.message.map { [$0] }) == code)
    #expect(hmac.code(forParts: [[], row.message, []]) == code)
  }

  @Test(arguments: rfc4231)
  func `only the whole code is valid`(row: Case) {
    let hmac = HMACSHA256(key: row.key)
    let code = hmac.code(for: row.message)
    #expect(hmac.isValid(code, for: row.message))
    #expect(!hmac.isValid(code, for: row.message + [0]))
    #expect(!hmac.isValid(Array(code.prefix(16)), for: row.message))
    #expect(!hmac.isValid(code + [0], for: row.message))
    #expect(!hmac.isValid([], for: row.message))
    for index in code.indices {
      var flipped = code
      flipped[index] ^= 1
      #expect(!hmac.isValid(flipped, for: row.message))
    }
  }

  @Test func `an empty key and an empty message`() {
    #expect(Hex.encode(HMACSHA256(key: []).code(for: [])) == "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad")
  }

  @Test func `the key does not show`() {
    #expect("\(HMACSHA256(key: utf8("Jefe")))" == "HMACSHA256(<redacted>)")
  }

  /// FIPS 180-4's example.
  @Test func `SHA-256 of abc`() {
    #expect(Hex.encode(SHA256Hash.hash(utf8("abc"))) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  @Test func `constant-time equality is equality`() {
    #expect(constantTimeEqual([], []))
    #expect(constantTimeEqual([1, 2], [1, 2]))
    #expect(!constantTimeEqual([1, 2], [1, 3]))
    #expect(!constantTimeEqual([1, 2], [2, 1]))
    #expect(!constantTimeEqual([1, 2], [1]))
    #expect(!constantTimeEqual([1], [1, 0]))
  }
}
