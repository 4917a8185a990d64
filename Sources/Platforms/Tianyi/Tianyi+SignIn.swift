public import HufuClient
import HufuSigning

extension Tianyi {
  /// The authorization page, where the grant is `auth_code` (platforms/tianyi.md §3).
  public var browserSignIn: BrowserSignIn? {
    guard settings.grant == .authCode else { return nil }
    return BrowserSignIn(
      callback: settings.callbackUrl,
      page: { connection, callback, state in
        let reply = try await connection.call("authpage.get", ["callback": .string(callback), "state": .string(state)])
        guard let page = try? JSONSlice(reply.payload).text, page.hasPrefix("https://") || page.hasPrefix("http://") else {
          throw Self.noPage
        }
        return page
      },
      code: { location, state in try AuthorizationRedirect(location, state: state).authCode },
      exchange: { connection, code, now in
        let reply = try await connection.call("token.exchange", ["code": .string(code.reveal())])
        return try Self.accessToken(from: reply.payload, at: now)
      })
  }

  private static let noPage = APIError(
    .malformed, Bilingual(zh: "回答里没有授权页地址。", en: "The answer holds no address of an authorization page."), platform: id)
}
