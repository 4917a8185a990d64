package import HufuClient
package import HufuSigning

/// A visit that could not be waited for, or did not come.
package struct CallbackError: ExplainedError, Equatable {
  package var kind: ErrorKind
  package var message: Bilingual
  package var remedy: Bilingual?

  static func cannotListen(_ host: String, _ port: Int, _ why: String) -> CallbackError {
    CallbackError(
      kind: .local, message: Bilingual(zh: "无法监听 \(host):\(port)：\(why)。", en: "Cannot listen on \(host):\(port): \(why)."),
      remedy: Bilingual(
        zh: "用 --listen 主机:端口 换一个本机地址；回调到不了本机时用 --callback -，登录后粘贴浏览器跳转到的地址。",
        en: "Take an address of this machine with --listen HOST:PORT; where the callback does not reach this machine, use --callback - "
          + "and paste the address the browser was sent to."))
  }

  static func nobodyCame(within timeout: Duration) -> CallbackError {
    let seconds = timeout.wholeMilliseconds / 1000
    return CallbackError(
      kind: .unauthenticated,
      message: Bilingual(zh: "\(seconds) 秒内没有人完成登录。", en: "Nobody completed the sign-in within \(seconds) s."),
      remedy: Bilingual(
        zh: "再运行一次；浏览器若报“无法访问此网站”，说明回调没有到达本机：用 --callback - 粘贴那个地址。",
        en: "Run it again; if the browser could not reach the callback address, use --callback - and paste that address."))
  }
}
