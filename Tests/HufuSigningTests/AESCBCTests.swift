import HufuSigning
import HufuTesting
import Testing

@Suite struct AESCBCTests {
  static let iv = "000102030405060708090a0b0c0d0e0f"
  /// NIST SP 800-38A F.2, the same four blocks under each key; padding adds one block that the standard does not list.
  static let plain = """
    6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710
    """
  static let nist = [
    (
      "2b7e151628aed2a6abf7158809cf4f3c",
      "7649abac8119b246cee98e9b12e9197d5086cb9b507219ee95db113a917678b273bed6b8e3c1743b7116e69e222295163ff1caa1681fac09120eca307586e1a7"
    ),
    (
      "8e73b0f7da0e6452c810f32b809079e562f8ead2522c6b7b",
      "4f021db243bc633d7178183a9fa071e8b4d9ada9ad7dedf4e5e738763f69145a571b242012fb7ae07fa9baac3df102e008b0e27988598881d920a9e64f5615cd"
    ),
    (
      "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4",
      "f58c4c04d6e5f1ba779eabfb5f7bfbd69cfc4e967edb808d679f777bc6702c7d39f23369a9d9bacfa530e26304231461b2eb05e2c39be9fcda6c19078c6a9d1b"
    ),
  ]

  @Test(arguments: nist)
  func `the cases of NIST SP 800-38A`(key: String, cipher: String) throws {
    let aes = try AESCBC(key: hex(key), iv: hex(Self.iv))
    let sealed = try aes.encrypt(hex(Self.plain))
    #expect(sealed.count == 80)
    #expect(try Array(sealed.prefix(64)) == hex(cipher))
    #expect(try aes.decrypt(sealed) == hex(Self.plain))
  }

  @Test(arguments: [0, 1, 15, 16, 17, 255])
  func `padding is one to sixteen bytes`(count: Int) throws {
    let aes = try AESCBC(key: hex(Self.nist[0].0), iv: hex(Self.iv))
    let plain = [UInt8](repeating: 7, count: count)
    let sealed = try aes.encrypt(plain)
    #expect(sealed.count == (count / 16 + 1) * 16)
    #expect(try aes.decrypt(sealed) == plain)
  }

  @Test(arguments: [0, 1, 15, 17, 31, 33, 64])
  func `a wrong key length is named`(count: Int) {
    let key = [UInt8](repeating: 1, count: count)
    #expect(throws: AESCBCError.keyLength(count)) { try AESCBC(key: key, iv: [0, 0, 0]) }
  }

  @Test(arguments: [0, 8, 15, 17, 32])
  func `a wrong vector length is named`(count: Int) {
    let iv = [UInt8](repeating: 0, count: count)
    #expect(throws: AESCBCError.ivLength(count)) { try AESCBC(key: utf8("0123456789abcdef"), iv: iv) }
  }

  @Test(arguments: [0, 1, 15, 17, 31])
  func `a ciphertext that is no whole number of blocks is named`(count: Int) throws {
    let aes = try AESCBC(key: hex(Self.nist[0].0), iv: hex(Self.iv))
    #expect(throws: AESCBCError.ciphertextLength(count)) { try aes.decrypt([UInt8](repeating: 0, count: count)) }
  }

  @Test func `the key does not show`() throws {
    let aes = try AESCBC(key: utf8("0123456789abcdef"), iv: utf8("fedcba9876543210"))
    var dumped = ""
    dump(aes, to: &dumped)
    for text in ["\(aes)", String(reflecting: aes), dumped] {
      #expect(text.contains("<redacted>"))
      #expect(!text.contains("48") && !text.contains("0123"))
    }
  }
}

@Suite struct MeterSphereTicketTests {
  struct File: Decodable {
    let vectors: [Row]
    let firstBlockProperty: FirstBlock
  }

  struct Row: VectorRow {
    let name: String
    let accessKey_iv: String
    let secretKey: String
    let plaintext: String
    let signature: String
  }

  struct FirstBlock: Decodable {
    let secretKey: String
    let aesEcbOfZeroBlock: String
  }

  static func file() throws -> File { try Vectors.decode(File.self, "metersphere") }

  @Test(arguments: try file().vectors)
  func `tickets match three implementations`(row: Row) throws {
    let aes = try AESCBC(key: utf8(row.secretKey), iv: utf8(row.accessKey_iv))
    #expect(try Base64.encode(aes.encrypt(utf8(row.plaintext))) == row.signature)
    #expect(try string(aes.decrypt(Base64.decode(row.signature))) == row.plaintext)
  }

  @Test func `an access key of sixteen bytes makes the first block constant`() throws {
    let known = try Self.file().firstBlockProperty
    let aes = try AESCBC(key: utf8(known.secretKey), iv: utf8("anyAccessKey0001"))
    let sealed = try aes.encrypt(utf8("anyAccessKey0001|nonce|1700000000000"))
    #expect(try Array(sealed.prefix(16)) == Base64.decode(known.aesEcbOfZeroBlock))
  }
}
