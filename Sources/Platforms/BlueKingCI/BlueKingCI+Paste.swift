public import HufuClient
import HufuSigning

extension BlueKingCI {
  /// Reads the answer of `/ms/auth/api/user/token/get`: in its envelope, as servers give it, or flat, as the document shows it
  /// (platforms/bkci.md §1.5).
  ///
  /// - Throws: ``HufuClient/ConfigurationError`` for any other text; ``HufuSigning/SigningError`` for a token that is cut short.
  public static func credential(pasted text: [UInt8]) throws -> PastedCredential? {
    guard let answer = try? JSONSlice(text), answer.kind == .object else { throw unlikeTokenGet }
    if answer["status"]?.scalarText == "401" { throw notSignedIn }
    let held = answer["data"].flatMap { $0.kind == .object ? $0 : nil } ?? answer
    guard let token = held["accessToken"]?.text, !token.isEmpty else { throw unlikeTokenGet }
    _ = try TokenText(token)
    var fields = ["accessToken": Secret(token)]
    if let user = held["userId"]?.text, !user.isEmpty { fields["user"] = Secret(user) }
    return PastedCredential(fields, expires: held["expirationTime"]?.scalarText.flatMap { Int64($0) }.map { Timestamp($0) })
  }

  private static let copyAgain = Bilingual(
    zh: "浏览器登录蓝盾后打开 https://{域名}/ms/auth/api/user/token/get，复制整页 JSON。",
    en: "Sign in with a browser, open https://HOST/ms/auth/api/user/token/get and copy the whole JSON.")

  private static let unlikeTokenGet = ConfigurationError(
    zh: "这不是 token/get 的返回：没有 accessToken。", en: "This is not the answer of token/get: it holds no accessToken.", remedy: copyAgain)

  private static let notSignedIn = ConfigurationError(
    zh: "这是未登录时的返回（401）。", en: "This is the answer to somebody who is not signed in (401).", remedy: copyAgain)
}
