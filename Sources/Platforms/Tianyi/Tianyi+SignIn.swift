public import HufuClient
import HufuSigning

extension Tianyi {
  /// What a person brings for the profile's grant (platforms/tianyi.md §3): a code of the authorization page, a tokenCode of 天翼账号, or,
  /// for `vcp_189`, nothing.
  public var signIn: SignIn? {
    switch settings.grant {
    case .authCode:
      SignIn(
        code: Bilingual(zh: "授权页给出的 authCode，5 分钟内有效", en: "the authCode of the authorization page, good for 5 minutes"), browser: page
      ) { connection, code, now in
        let reply = try await connection.call("token.exchange", ["code": .string(code.reveal())])
        return try Self.accessToken(from: reply.payload, at: now)
      }
    case .code189:
      SignIn(
        code: Bilingual(
          zh: "tokenCode：由天翼账号的登录换得，见天翼账号开放平台的文档",
          en: "tokenCode: what a sign-in with 天翼账号 is traded for, by its own documentation")
      ) { connection, code, now in
        let grant = Grant.code189.rawValue
        let reply = try await connection.call("token.exchange", ["grant": .string(grant), "tokenCode": .string(code.reveal())])
        return try Self.accessToken(from: reply.payload, at: now)
      }
    case .vcp189: nil
    }
  }

  private var page: BrowserSignIn {
    BrowserSignIn(
      callback: settings.callbackUrl,
      page: { connection, callback, state in
        let reply = try await connection.call("authpage.get", ["callback": .string(callback), "state": .string(state)])
        guard let page = try? JSONSlice(reply.payload).text, page.hasPrefix("https://") || page.hasPrefix("http://") else {
          throw Self.noPage
        }
        return page
      },
      code: { location, state in try AuthorizationRedirect(location, state: state).authCode })
  }

  private static let noPage = APIError(
    .malformed, Bilingual(zh: "回答里没有授权页地址。", en: "The answer holds no address of an authorization page."), platform: id)
}
