public import HufuClient
public import HufuSigning

extension CodeAnalysis {
  /// A personal token, as 个人中心-个人令牌 shows it.
  public struct Credential: Decodable, Sendable {
    public var token: Secret

    public init(token: Secret) { self.token = token }

    /// The token without what people paste around it: blanks at the ends, and the word `Token` in front.
    var bareToken: String {
      let words = token.reveal().split(whereSeparator: \.isWhitespace)
      guard words.count <= 2, words.first?.lowercased() == "token" else { return words.joined(separator: " ") }
      return words.count == 2 ? String(words[1]) : ""
    }

    /// The token, fit to stand in a header.
    ///
    /// Another length than 40 digits is let pass: only the server knows.
    ///
    /// - Throws: ``HufuSigning/SigningError`` with the reason `credential`.
    func headerToken() throws(SigningError) -> String {
      let token = bareToken
      guard !token.isEmpty, token.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
        throw SigningError(
          .credential,
          Bilingual(
            zh: "token 为空，或含有空白、非 ASCII 字符。", en: "The token is empty, or holds a blank or a character outside ASCII."),
          remedy: Bilingual(
            zh: "从 个人中心-个人令牌 重新复制，只取 40 位十六进制；网页里抓到的 CodeDog JWT 不是个人令牌。",
            en: "Copy it again from 个人中心-个人令牌, the 40 hexadecimal digits only; the CodeDog JWT of the web page is not a personal token."))
      }
      return token
    }
  }

  public static let fields = [
    CredentialField(
      "token", secret: true,
      help: Bilingual(
        zh: "个人令牌：个人中心-个人令牌，40 位十六进制，不含单词 Token。", en: "The personal token: 个人中心-个人令牌, 40 hexadecimal digits, without the word Token."))
  ]
}
