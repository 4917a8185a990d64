/// A whole `Cookie` header given as one secret: `bk_uid=admin; bk_ticket=…`.
enum CookieText {
  /// The fewest bytes of a value that is a secret by itself: what else a browser keeps (names, languages) is shorter.
  private static let shortest = 16

  /// The values of its cookies that may come back alone; none where the text is no such header.
  static func values(in text: String) -> [String] {
    let cookies = text.split(separator: ";").map { $0.drop { $0 == " " } }
    let pairs = cookies.map { $0.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false) }
    guard pairs.allSatisfy({ $0.count == 2 && isName($0[0]) }) else { return [] }
    return pairs.map { String($0[1]) }.filter { $0.utf8.count >= shortest }
  }

  private static func isName(_ text: Substring) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
          || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
      }
  }
}
