import HufuSigning

/// An access token, however its text was encoded on the way to us.
///
/// BlueKing hands tokens out percent-encoded once. People paste them as they are, decode them first, or encode them once more; all three
/// mean the same ciphertext (platforms/bkci.md §1.4).
struct TokenText: KeyHolder, Equatable {
  /// How a token's text came.
  enum Form: String, Sendable, CaseIterable {
    /// Base64, as no server hands it out.
    case raw
    /// Percent-encoded once, as the server hands it out and as it goes into an address.
    case once
    /// Percent-encoded twice, as `params=` of most HTTP libraries makes it.
    case twice
  }

  /// What the base64 stands for: whole AES blocks.
  let ciphertext: [UInt8]
  let form: Form

  init(ciphertext: [UInt8]) {
    self.ciphertext = ciphertext
    form = .raw
  }

  /// Reads a token in any of its forms.
  ///
  /// - Throws: ``HufuSigning/SigningError`` with the reason `credential` for anything else; it never quotes the text.
  init(_ text: String) throws(SigningError) {
    var bytes = text.utf8.filter { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") && $0 != UInt8(ascii: "\t") }
    var layers: [Form] = [.raw, .once, .twice]
    while Self.hasEscape(bytes) {
      layers.removeFirst()
      guard !layers.isEmpty else { throw Self.unreadable(zh: "百分号编码超过两层", en: "it is percent-encoded more than twice") }
      bytes = PercentEncoding.decode(bytes)
    }
    // A `+` that went through a form decoder came out as a space.
    bytes = bytes.map { $0 == UInt8(ascii: " ") ? UInt8(ascii: "+") : $0 }
    guard !bytes.isEmpty else { throw Self.unreadable(zh: "它是空的", en: "it is empty") }
    guard bytes.first != UInt8(ascii: "{") else {
      throw Self.unreadable(
        zh: "贴进来的是整段 JSON，只需要其中 accessToken 的值", en: "it is the whole JSON answer; only the value of accessToken is wanted")
    }
    guard let ciphertext = try? Base64.decode(bytes) else {
      throw Self.unreadable(zh: "它不是完整的 Base64（复制时可能缺了一段）", en: "it is not whole Base64 (a piece may be missing)")
    }
    guard !ciphertext.isEmpty, ciphertext.count.isMultiple(of: 16) else {
      throw Self.unreadable(zh: "它的长度不是 16 字节的整数倍（复制时可能缺了一段）", en: "its length is no multiple of 16 bytes (a piece may be missing)")
    }
    self.ciphertext = ciphertext
    form = layers[0]
  }

  /// Standard base64, not percent-encoded.
  var raw: String { Base64.encode(ciphertext) }
  /// Percent-encoded once: what stands in the address.
  var encoded: String { PercentEncoding.formJava.encode(raw) }

  static func == (a: TokenText, b: TokenText) -> Bool { constantTimeEqual(a.ciphertext, b.ciphertext) }

  private static func hasEscape(_ bytes: [UInt8]) -> Bool {
    bytes.indices.contains { index in
      bytes[index] == UInt8(ascii: "%") && index + 2 < bytes.count && isHexDigit(bytes[index + 1]) && isHexDigit(bytes[index + 2])
    }
  }

  private static func isHexDigit(_ byte: UInt8) -> Bool { Unicode.Scalar(byte).properties.isASCIIHexDigit }

  private static func unreadable(zh: String, en: String) -> SigningError {
    SigningError(
      .credential, Bilingual(zh: "accessToken 无法识别：\(zh)。", en: "The accessToken cannot be read: \(en)."),
      remedy: Bilingual(
        zh: "浏览器登录蓝盾后访问 https://{域名}/ms/auth/api/user/token/get，把返回里 accessToken 的值原样放进 profile（编码与否都可以）。",
        en:
          "Sign in, open https://HOST/ms/auth/api/user/token/get, and put the value of accessToken into the profile, encoded or not."
      ))
  }
}
