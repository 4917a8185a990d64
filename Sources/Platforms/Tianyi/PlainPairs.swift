import HufuSigning

/// The private parameters before they are sealed: `k=v` joined by `&`, without any escaping (platforms/tianyi.md §1).
///
/// Nothing can be escaped, so a value with `&` or `#` in it cannot be carried: the platform would read other parameters than were meant.
struct PlainPairs {
  /// One `k=v`: where its name and its value end.
  private struct Pair {
    var start: Int
    var equals: Int
    var end: Int
  }

  private let body: [UInt8]
  private var pairs: [Pair] = []

  /// - Throws: ``HufuSigning/SigningError`` with the reason `parameter`, naming the field that breaks the text.
  init(_ body: [UInt8]) throws(SigningError) {
    self.body = body
    guard !body.isEmpty else { return }
    pairs.reserveCapacity(12)
    var start = 0
    while start <= body.count {
      let end = body[start...].firstIndex(of: UInt8(ascii: "&")) ?? body.count
      guard let equals = body[start..<end].firstIndex(of: UInt8(ascii: "=")), equals > start else {
        throw .brokenPair(after: pairs.last.map(name))
      }
      let pair = Pair(start: start, equals: equals, end: end)
      guard !body[equals..<end].contains(UInt8(ascii: "#")) else { throw .unfitValue(of: name(pair), character: "#") }
      guard !has(body[start..<equals]) else { throw .repeated(name(pair)) }
      pairs.append(pair)
      start = end + 1
    }
  }

  func has(_ name: some Sequence<UInt8>) -> Bool { pairs.contains { body[$0.start..<$0.equals].elementsEqual(name) } }

  /// Appends the pairs to a text, all but those of these names.
  func append(to text: inout [UInt8], without names: [[UInt8]]) {
    for pair in pairs where !names.contains(where: { body[pair.start..<pair.equals].elementsEqual($0) }) {
      if !text.isEmpty { text.append(UInt8(ascii: "&")) }
      text += body[pair.start..<pair.end]
    }
  }

  private func name(_ pair: Pair) -> String { String(decoding: body[pair.start..<pair.equals], as: UTF8.self) }

  /// Reads the text as the platform does: cut at `&`, then at the first `=`, nothing decoded.
  static func read(_ plaintext: [UInt8]) -> [QueryItem] {
    plaintext.split(separator: UInt8(ascii: "&")).map { piece in
      let halves = piece.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      return QueryItem(String(decoding: halves[0], as: UTF8.self), halves.count > 1 ? String(decoding: halves[1], as: UTF8.self) : "")
    }
  }
}

extension SigningError {
  private static let remedy = Bilingual(
    zh: "平台的参数是不转义的 k=v&k=v 明文，值里不能有 & 和 #。去掉这些字符（回调地址不要带查询串），或改用短 id 对应完整内容。",
    en:
      "The platform's parameters are unescaped k=v&k=v text: leave & and # out of values (no query in a callback address)."
  )

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
