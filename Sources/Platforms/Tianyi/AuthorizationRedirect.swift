public import HufuClient
public import HufuSigning

/// Where the authorization page sends the browser after a sign-in: the callback address with `authCode`, an error code and `state`.
///
/// The error code's name is spelled `errcode` in the vendor's README and `errorCode` by integrators; whichever are there must be 0. A code is good only
/// then, and only when `state` is the one that was sent (platforms/tianyi.md §3).
public struct AuthorizationRedirect: Sendable {
  /// Good for five minutes and for one `token.exchange`.
  public let authCode: Secret

  /// - Parameters:
  ///   - location: the whole address.
  ///   - state: what was given to `authpage.get`.
  /// - Throws: ``HufuClient/APIError`` that says what is wrong with the redirect.
  public init(_ location: String, state: String) throws(APIError) {
    let query = location.utf8.drop { $0 != UInt8(ascii: "?") }.dropFirst().prefix { $0 != UInt8(ascii: "#") }
    let items = QueryItem.parse(query)
    guard let echoed = items["state"], constantTimeEqual(Array(echoed.utf8), Array(state.utf8)) else { throw Self.foreignState }
    let codes = ["errcode", "errorCode", "errCode"].compactMap { items[$0] }
    guard !codes.isEmpty else { throw Self.noCode }
    if let code = codes.first(where: { $0 != "0" }) { throw Self.denied(code) }
    guard let authCode = items["authCode"], !authCode.isEmpty else { throw Self.noCode }
    self.authCode = Secret(authCode)
  }

  private static let foreignState = APIError(
    .unauthenticated, Bilingual(zh: "回调里的 state 不是发出的那个。", en: "The state in the callback is not the one that was sent."),
    remedy: Bilingual(
      zh: "这次登录可能不是你发起的（跨站请求伪造）；丢弃它，重新打开授权页。", en: "This may not be your sign-in (request forgery); drop it and open the page anew."),
    platform: Tianyi.id, fault: "foreignState", mayHaveExecuted: false)

  private static let noCode = APIError(
    .malformed, Bilingual(zh: "回调里没有 errcode 或 authCode。", en: "The callback holds no errcode or no authCode."),
    remedy: Bilingual(zh: "粘贴浏览器跳转后的完整地址。", en: "Paste the whole address the browser was sent to."), platform: Tianyi.id,
    fault: "incompleteCallback", mayHaveExecuted: false)

  private static func denied(_ code: String) -> APIError {
    APIError(
      .forbidden, Bilingual(zh: "授权没有成功（errcode=\(code)），authCode 不能使用。", en: "Not authorised (errcode=\(code)); the authCode is no good."),
      remedy: Bilingual(zh: "重新打开授权页并确认授权。", en: "Open the authorization page again and confirm."), platform: Tianyi.id,
      fault: "authorizationDenied", code: code, mayHaveExecuted: false)
  }
}
