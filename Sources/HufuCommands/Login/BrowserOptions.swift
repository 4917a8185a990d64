import ArgumentParser
import HufuClient
import HufuProfiles
import HufuSigning

/// How a sign-in with a browser goes about.
struct BrowserOptions: ParsableArguments {
  @Flag(name: .long, help: ArgumentHelp(zh: "只打印授权页地址，不打开浏览器", en: "print the page's address, do not open a browser")) var noOpen = false
  @Option(
    name: .long,
    help: ArgumentHelp(zh: "在这个地址等待回调（默认取 callbackUrl）", en: "wait for the callback here (default: callbackUrl)", valueName: "HOST:PORT"))
  var listen: String?
  @Option(name: .long, help: ArgumentHelp(zh: "等待登录多久", en: "how long to wait for the sign-in", valueName: "DURATION")) var wait = "5m"
  @Option(
    name: .long,
    help: ArgumentHelp(
      zh: "回调到不了本机时：- 粘贴浏览器跳转到的地址；或直接写出它（连同 --state）",
      en: "where the callback does not reach this machine: - to paste the address the browser was sent to; or that address, with --state",
      valueName: "URL"))
  var callback: String?
  @Option(name: .long, help: ArgumentHelp(zh: "取授权页时发出的 state", en: "the state the page was asked for with")) var state: String?
  @Option(
    name: .long,
    help: ArgumentHelp(
      zh: "已有的授权码或 tokenCode（引用，或 - 从输入读取）",
      en: "the code itself: a reference, or - to read it", valueName: "REF"))
  var code: String?

  /// The first option on the line that only a sign-in understands.
  var given: String? {
    if code != nil { return "--code" }
    if callback != nil { return "--callback" }
    return listen == nil ? nil : "--listen"
  }

  func validate() throws {
    try DurationText.validate(wait, of: "--wait")
    if let callback, callback != "-", state == nil {
      throw ValidationError(
        help("--callback URL 需要 --state：取授权页时发出的那个", "--callback URL needs --state: the one the page was asked for with"))
    }
  }
}
