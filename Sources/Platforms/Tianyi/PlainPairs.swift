import HufuSigning

/// The private parameters before they are sealed: `k=v` joined by `&`, without any escaping (platforms/tianyi.md §1).
///
/// Nothing can be escaped, so a value with `&` or `#` in it cannot be carried: the platform would read other parameters than were meant.
struct PlainPairs {
  private(set) var pieces: [ArraySlice<UInt8>] = []

  /// - Throws: ``HufuSigning/SigningError`` with the reason `parameter`, naming the field that breaks the text.
  init(_ body: [UInt8]) throws(SigningError) {
    var names: Set<ArraySlice<UInt8>> = []
    for piece in body.split(separator: UInt8(ascii: "&"), omittingEmptySubsequences: false) where !body.isEmpty {
      guard let equals = piece.firstIndex(of: UInt8(ascii: "=")), equals > piece.startIndex else {
        throw .brokenPair(after: pieces.last.map(Self.name))
      }
      guard !piece.contains(UInt8(ascii: "#")) else { throw .unfitValue(of: Self.name(piece), character: "#") }
      guard names.insert(piece[..<equals]).inserted else { throw .repeated(Self.name(piece)) }
      pieces.append(piece)
    }
  }

  /// Puts these first, in place of any of the same name.
  mutating func lead(with pairs: [(name: String, value: String)]) {
    let names = pairs.map(\.name)
    pieces = pairs.map { ArraySlice("\($0.name)=\($0.value)".utf8) } + pieces.filter { !names.contains(Self.name($0)) }
  }

  var bytes: [UInt8] { Array(pieces.joined(separator: [UInt8(ascii: "&")])) }

  func has(_ name: String) -> Bool { pieces.contains { Self.name($0) == name } }

  private static func name(_ piece: ArraySlice<UInt8>) -> String {
    String(decoding: piece.prefix { $0 != UInt8(ascii: "=") }, as: UTF8.self)
  }

  /// Reads the text as the platform does: cut at `&`, then at the first `=`, nothing decoded.
  static func read(_ plaintext: [UInt8]) -> [QueryItem] {
    plaintext.split(separator: UInt8(ascii: "&")).map { piece in
      QueryItem(name(piece), String(decoding: piece.drop { $0 != UInt8(ascii: "=") }.dropFirst(), as: UTF8.self))
    }
  }
}

extension SigningError {
  private static let remedy = Bilingual(
    zh: "平台的参数是不转义的 k=v&k=v 明文，值里不能有 & 和 #。去掉这些字符（回调地址不要带查询串），或改用短 id 对应完整内容。",
    en: "The platform's parameters are unescaped k=v&k=v text; a value can hold neither & nor #. Leave them out (no query in a callback address).")

  static func unfitValue(of name: String, character: Character) -> SigningError {
    SigningError(
      .parameter,
      Bilingual(zh: "参数 \(name) 的值含有 \(character)，无法传给平台。", en: "The value of \(name) holds \(character) and cannot be carried."),
      remedy: remedy)
  }

  fileprivate static func brokenPair(after name: String?) -> SigningError {
    guard let name else {
      return SigningError(
        .parameter, Bilingual(zh: "请求体不是 k=v&k=v 明文。", en: "The body is not k=v&k=v text."),
        remedy: Bilingual(
          zh: "请求体写私有参数明文，例如 deviceCode=…&mute=1；Hufu 负责加密和公共参数。",
          en: "Give the private parameters in the clear, deviceCode=…&mute=1 say; Hufu seals them and adds the common ones."))
    }
    return unfitValue(of: name, character: "&")
  }

  fileprivate static func repeated(_ name: String) -> SigningError {
    SigningError(
      .parameter, Bilingual(zh: "参数 \(name) 出现了两次。", en: "The parameter \(name) stands there twice."), remedy: remedy)
  }
}
