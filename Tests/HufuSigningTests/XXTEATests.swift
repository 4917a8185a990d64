import HufuSigning
import HufuTesting
import Testing

@Suite struct XXTEATests {
  struct File: Decodable {
    let official_known_answer: Official
    let vectors: [Row]
    let length_word_acceptance: Acceptance
  }

  struct Official: Decodable {
    let app_secret: String
    let cipher_hex: String
    let plain_utf8: String
  }

  struct Row: VectorRow {
    let name: String
    let key_utf8_hex: String
    let effective_key_hex: String
    let plain_hex: String
    let cipher_hex: String
  }

  struct Acceptance: Decodable {
    let app_secret: String
    let rows: [LengthRow]
  }

  struct LengthRow: Decodable, Sendable {
    let length_word: Int
    let cipher_hex: String
    let xxtea_py_result_hex: String
  }

  static func file() throws -> File { try Vectors.decode(File.self, "xxtea") }

  @Test(arguments: try file().vectors)
  func `every row in both directions`(row: Row) throws {
    let plain = try hex(row.plain_hex)
    for key in [row.key_utf8_hex, row.effective_key_hex] {
      let xxtea = try XXTEA(key: hex(key))
      #expect(Hex.encode(xxtea.encrypt(plain)) == row.cipher_hex)
      guard !plain.isEmpty else { continue }
      #expect(try xxtea.decrypt(hex(row.cipher_hex)) == plain)
    }
  }

  @Test func `the vendor's own example opens`() throws {
    let known = try Self.file().official_known_answer
    #expect(try string(XXTEA(key: utf8(known.app_secret)).decrypt(hex(known.cipher_hex))) == known.plain_utf8)
  }

  @Test(arguments: try file().length_word_acceptance.rows)
  func `the length word must fit the data`(row: LengthRow) throws {
    let xxtea = try XXTEA(key: utf8(Self.file().length_word_acceptance.app_secret))
    if row.xxtea_py_result_hex.isEmpty {
      #expect(throws: XXTEAError.lengthWord) { try xxtea.decrypt(hex(row.cipher_hex)) }
    } else {
      #expect(try Hex.encode(xxtea.decrypt(hex(row.cipher_hex))) == row.xxtea_py_result_hex)
    }
  }

  @Test(arguments: [
    (0, XXTEAError.empty), (1, .notWholeWords(1)), (4, .tooShort(4)), (7, .notWholeWords(7)), (9, .notWholeWords(9)),
    (11, .notWholeWords(11)),
  ])
  func `a ciphertext of impossible length is named`(count: Int, error: XXTEAError) {
    #expect(throws: error) { try XXTEA(key: utf8("key")).decrypt([UInt8](repeating: 0, count: count)) }
  }

  @Test func `a wrong key and a lost word are noticed`() throws {
    let sealed = XXTEA(key: utf8("0123456789abcdef")).encrypt(utf8("k=v&k2=v2"))
    #expect(throws: XXTEAError.lengthWord) { try XXTEA(key: utf8("0123456789abcdeX")).decrypt(sealed) }
    #expect(throws: XXTEAError.lengthWord) { try XXTEA(key: utf8("0123456789abcdef")).decrypt(sealed.dropLast(4)) }
  }

  @Test func `the key ends at a NUL or after sixteen bytes`() {
    let plain = utf8("equal")
    #expect(XXTEA(key: [0x61, 0x62, 0, 0x63]).encrypt(plain) == XXTEA(key: [0x61, 0x62]).encrypt(plain))
    #expect(XXTEA(key: utf8("0123456789abcdefA")).encrypt(plain) == XXTEA(key: utf8("0123456789abcdefB")).encrypt(plain))
    #expect(XXTEA(key: []).encrypt(plain) == XXTEA(key: [0, 1, 2]).encrypt(plain))
  }

  @Test func `the key does not show`() {
    #expect(String(reflecting: XXTEA(key: utf8("0123456789abcdef"))) == "XXTEA(<redacted>)")
  }
}
