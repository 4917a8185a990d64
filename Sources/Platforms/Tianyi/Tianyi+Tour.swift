public import HufuClient
import HufuSigning

extension Tianyi {
  /// A user signs in on the authorization page; then all cameras are listed and one is watched.
  public static func tour(_ visit: Visit<Tianyi>) async throws {
    let connection = visit.client.connection
    // A state that nobody can guess and everybody can compute again: it must come back unchanged.
    let moment = visit.timing.now()
    let state = String(Hex.encode(HMACSHA256(key: visit.credential.appSecret.bytes).code(for: Array("\(moment)".utf8))).prefix(16))

    let page = try await visit.client.call("authpage.get", ["state": .string(state)], as: String.self)
    visit.say(Bilingual(zh: "取得授权页地址（XXTEA 加密参数，HMAC-SHA256 签名）。", en: "Asked for the authorization page (XXTEA, HMAC-SHA256)."))

    let code = try await signIn(on: page, state: state, visit)
    visit.say(
      Bilingual(zh: "用户确认授权；回调的 state 一致，errcode=0，取得 authCode。", en: "The user agreed; state matches, errcode=0, an authCode came back."))

    let answer = try await connection.call("token.exchange", ["code": .string(code.reveal())])
    let token = try accessToken(from: answer.payload, at: moment)
    await connection.authorizer.tokens?.adopt(token)
    visit.say(Bilingual(zh: "用 authCode 换取 accessToken，有效 24 小时。", en: "Exchanged the authCode for an access token, good for 24 hours."))

    var devices: [String] = []
    for try await item in try connection.items("devices.list") { if let device = item["deviceCode"]?.text { devices.append(device) } }
    guard devices.count > 200, Set(devices).count == devices.count, let first = devices.first else {
      throw TourFailure(zh: "设备列表不完整：\(devices.count) 台。", en: "The device list is not whole: \(devices.count).")
    }
    visit.say(Bilingual(zh: "按游标翻页列出全部 \(devices.count) 台设备。", en: "Listed all \(devices.count) devices by cursor."))

    let stream = try JSONSlice(await connection.call("stream.hls", ["device": .string(first)]).payload)
    guard let address = stream["url"]?.text, address.contains(first) else {
      throw TourFailure(zh: "直播地址没有解开。", en: "The stream's address did not open.")
    }
    visit.say(Bilingual(zh: "取得 \(first) 的 HLS 直播地址并解密。", en: "Got and opened the HLS address of \(first)."))
  }

  /// What the browser does: opens the page, confirms, and is sent back to the callback address.
  private static func signIn(on page: String, state: String, _ visit: Visit<Tianyi>) async throws -> Secret {
    let prefix = visit.client.connection.endpoint.prefix
    let target = page.utf8.drop { $0 != UInt8(ascii: ":") }.dropFirst(3).drop { $0 != UInt8(ascii: "/") }
    var path = String(decoding: target.prefix { $0 != UInt8(ascii: "?") }, as: UTF8.self)
    if path.hasPrefix(prefix) { path.removeFirst(prefix.count) }
    let query = String(decoding: target.drop { $0 != UInt8(ascii: "?") }.dropFirst(), as: UTF8.self)

    let shown = try await visit.browser(APIRequest(.get, path, query: query))
    guard shown.status == 200, shown.text.contains("confirm=1") else {
      throw TourFailure(zh: "授权页没有确认按钮。", en: "The authorization page has nothing to confirm.")
    }
    let confirmed = try await visit.browser(APIRequest(.get, path, query: query + "&confirm=1"))
    guard confirmed.head.isRedirect, let location = confirmed.head.headers["Location"] else {
      throw TourFailure(zh: "确认授权后没有跳转。", en: "Confirming did not lead back to the callback address.")
    }
    return try AuthorizationRedirect(location, state: state).authCode
  }
}
