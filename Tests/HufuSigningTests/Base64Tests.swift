import HufuSigning
import Testing

@Suite struct Base64Tests {
  /// RFC 4648 §10.
  static let known = [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
  ]

  @Test(arguments: known)
  func `the cases of RFC 4648`(plain: String, text: String) throws {
    #expect(Base64.encode(utf8(plain)) == text)
    #expect(try Base64.decode(text) == utf8(plain))
  }

  @Test func `every byte at every position comes back`() throws {
    for byte in UInt8.min...UInt8.max {
      for bytes in [[byte], [0, byte], [0xFF, 0, byte], [byte, byte, byte, byte]] {
        #expect(try Base64.decode(Base64.encode(bytes)) == bytes)
      }
    }
    #expect(Base64.encode([0xFB, 0xFF, 0xBF]) == "+/+/")
  }

  @Test(arguments: [
    ("Zg", Base64Error.length(2)), ("Zg=", .length(3)), ("Zh==", .leftoverBits), ("Zm9=", .leftoverBits), ("Z===", .character(offset: 1)),
    ("====", .character(offset: 0)), ("Zg==Zg==", .character(offset: 2)), ("Zm 9", .character(offset: 2)),
    ("Zm9v\nZm9", .character(offset: 4)),
    ("-_-_", .character(offset: 0)), ("Zm9é", .length(5)), ("Zmé=", .length(5)), ("Zmé", .character(offset: 2)),
  ])
  func `malformed text is refused by name`(text: String, error: Base64Error) {
    #expect(throws: error) { try Base64.decode(text) }
  }

  @Test(arguments: [
    ("Zm9vYg==", "foob"), ("Zm9vYg", "foob"), ("Zm 9v\r\nYg", "foob"), ("Zm9vYg==ignored", "foob"),
    ("Zh==", "f"), ("Zm9vY", "foo"), ("Z!m9v", "foo"),
  ])
  func `lenient reading skips what is not base64`(text: String, plain: String) {
    #expect(Base64.decodeLenient(text) == utf8(plain))
  }

  @Test func `lenient reading knows both alphabets`() {
    #expect(Base64.decodeLenient("-_-_") == [0xFB, 0xFF, 0xBF])
    #expect(Base64.decodeLenient("+_-/") == [0xFB, 0xFF, 0xBF])
  }

  @Test(arguments: ["", "=", "Z", "  ", "!!"])
  func `lenient reading of nothing is nil`(text: String) {
    #expect(Base64.decodeLenient(text) == nil)
  }
}
