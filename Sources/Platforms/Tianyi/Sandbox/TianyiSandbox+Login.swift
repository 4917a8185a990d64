import HufuClient
import HufuSigning

extension TianyiSandbox {
  /// `getAuthPageUrl`: an address on the sandbox's own origin.
  mutating func authorizationPage(_ form: SignedForm, _ request: APIRequest, at now: Timestamp) throws(Refusal) -> JSONValue {
    let callback = form["callbackUrl"] ?? ""
    try rules.check(callback: callback)
    let ticket = desk.openPage(callback: callback, state: form["state"] ?? "", at: now)
    return .string(AuthorizationPage.address(ticket: ticket, for: request))
  }

  /// `getAccessToken` in all its grants.
  mutating func token(_ form: SignedForm, at now: Timestamp) throws(Refusal) -> JSONValue {
    let name = form["grantType"] ?? ""
    if name == "refresh_token" || name == "refresh_vcp_token" {
      guard let renewed = desk.renew(form["refreshToken"] ?? "", at: now) else {
        throw Refusal(code: rules.tokenCode, says: "refreshToken已失效")
      }
      return renewed
    }
    guard let grant = Tianyi.Grant(rawValue: name), rules.allows(grant: name) else {
      throw Refusal("grantMismatch", says: "授权类型与应用类型不匹配")
    }
    switch grant {
    case .authCode:
      guard desk.spend(code: form["authCode"] ?? "", at: now) else { throw Refusal(code: rules.tokenCode, says: "authCode已失效") }
    case .code189:
      guard form["tokenCode"] == Tianyi.Sample.tokenCode else { throw Refusal(code: rules.tokenCode, says: "tokenCode无效") }
    case .vcp189: break
    }
    return desk.issue(grant, at: now)
  }

  /// The browser's side: shows the page, and sends the user back once they have chosen.
  mutating func showPage(_ request: APIRequest, at now: Timestamp) -> SandboxAnswer {
    let name = request.queryItems["ticket"] ?? ""
    guard let ticket = desk.ticket(name, at: now) else {
      return SandboxAnswer(AuthorizationPage.gone, refusal: "no such authorization page")
    }
    guard let choice = request.queryItems["confirm"] else { return SandboxAnswer(AuthorizationPage.form(ticket: name)) }
    let code = desk.closePage(name, isConfirmed: choice == "1", at: now)
    return SandboxAnswer(AuthorizationPage.redirect(to: ticket, code: code), refusal: code == nil ? "the user declined" : nil)
  }
}
