import HufuSigning
import Testing

@Suite struct HexTests {
  @Test func `every byte comes back in either case`() throws {
    let all = [UInt8](0...255)
    #expect(try Hex.decode(Hex.encode(all)) == all)
    #expect(try Hex.decode(Hex.encode(all, uppercase: true)) == all)
    #expect(Hex.encode([0x00, 0x0F, 0xA9, 0xFF]) == "000fa9ff")
    #expect(Hex.encode([0x00, 0x0F, 0xA9, 0xFF], uppercase: true) == "000FA9FF")
  }

  @Test func `nothing is nothing`() throws {
    #expect(Hex.encode([]) == "")
    #expect(try Hex.decode("") == [])
  }

  @Test(arguments: [
    ("0", HexError.oddLength(1)), ("abc", .oddLength(3)), ("0g", .notADigit(offset: 1)), ("0x00", .notADigit(offset: 1)),
    ("00 11", .notADigit(offset: 2)), ("é0", .notADigit(offset: 0)), ("00\n", .notADigit(offset: 2)), ("@`", .notADigit(offset: 0)),
  ])
  func `malformed text is refused by name`(text: String, error: HexError) {
    #expect(throws: error) { try Hex.decode(text) }
  }
}
