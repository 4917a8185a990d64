public import HufuClient
public import HufuSigning

/// A sandbox server that could not be set up to listen.
public struct ListenError: ExplainedError, Equatable {
  public var message: Bilingual
  public var remedy: Bilingual?
  public var kind: ErrorKind { .local }

  init(host: String, port: Int, detail: String, isTaken: Bool) {
    message =
      isTaken
      ? Bilingual(zh: "\(host):\(port) 已被别的程序占用。", en: "Another program listens on \(host):\(port).")
      : Bilingual(zh: "无法监听 \(host):\(port)：\(detail)。", en: "Cannot listen on \(host):\(port): \(detail).")
    remedy =
      isTaken
      ? Bilingual(zh: "用 --listen 换一个端口；端口 0 表示任选。", en: "Take another port with --listen; port 0 takes any that is free.")
      : Bilingual(zh: "检查 --listen 的地址是否属于本机。", en: "Check that the address given to --listen is this machine's.")
  }
}
