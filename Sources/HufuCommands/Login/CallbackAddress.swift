import HufuClient
import HufuSigning

/// Where a browser returns to after a sign-in, and where this machine waits for it.
struct CallbackAddress {
  let text: String
  let endpoint: Endpoint

  /// - Throws: ``ConfigurationError`` for a missing address, or one without its protocol.
  init(_ browser: BrowserSignIn) throws {
    let setting = browser.callbackSetting
    guard let text = browser.callback else {
      throw ConfigurationError(
        zh: "profile 没有 \(setting)，不知道登录后回到哪里。", en: "The profile has no \(setting); nobody knows where to return to.",
        remedy: Bilingual(zh: "在 settings 里写 \(setting): http://IP:端口/。", en: "Put \(setting): http://IP:PORT/ into its settings."))
    }
    guard text.contains("://") else {
      throw ConfigurationError(
        zh: "\(setting) 没有写协议。", en: "\(setting) has no protocol.",
        remedy: Bilingual(
          zh: "写成 协议://域名 或 协议://IP:端口，例如 http://127.0.0.1:8889；门户里配置的也要一样。",
          en: "Write protocol://domain or protocol://IP:port, http://127.0.0.1:8889 say, the same as in the portal."))
    }
    self.text = text
    endpoint = try Endpoint(String(text.prefix { $0 != "?" }))
  }

  /// Host and port to listen on.
  ///
  /// - Throws: ``ConfigurationError`` for https, which cannot be served here.
  func place(_ listen: String?) throws -> (host: String, port: Int) {
    if let listen { return try ListenAddress.parse(listen) }
    guard endpoint.scheme == .http else {
      throw ConfigurationError(
        zh: "回调地址是 https，本机没有它的证书，无法直接等待。", en: "The callback address is https; this machine has no certificate to serve it with.",
        remedy: Bilingual(
          zh: "由反向代理终止 TLS 时用 --listen 主机:端口；否则用 --callback - 粘贴浏览器跳转到的地址。",
          en: "Where a proxy ends TLS, use --listen HOST:PORT; else --callback -, and paste the address the browser was sent to."))
    }
    return (endpoint.host, endpoint.port)
  }
}
