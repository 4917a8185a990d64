import HufuClient
import HufuHTTP
import HufuProfiles
import HufuSigning

/// A person's sign-in, from the page's address, where there is one, to the access token.
struct BrowserVisit {
  let signIn: SignIn
  let connection: Connection
  let options: BrowserOptions
  let shell: Shell

  func token() async throws -> AccessToken {
    let code = try await code()
    shell.redactor.learn(code)
    return try await signIn.exchange(connection, code, shell.timing.now())
  }

  private func code() async throws -> Secret {
    if let code = options.code { return try await SecretText.read(code, flag: "--code", in: shell) }
    guard let browser = signIn.browser else { return try broughtCode() }
    if let address = options.callback, address != "-", let state = options.state {
      shell.notice(Self.codeOnTheLine)
      return try browser.code(address, state)
    }
    let callback = try CallbackAddress(browser)
    let state = options.state ?? Self.state(by: shell.entropy)
    if options.callback != nil {
      try await show(try await page(browser, callback.text, state))
      return try browser.code(try pastedAddress(), state)
    }
    return try browser.code(try await visitedTarget(browser, callback, state), state)
  }

  /// The code of a platform that has no page to open: typed unseen, or missing.
  private func broughtCode() throws -> Secret {
    guard let ask = shell.askSecret else {
      throw UsageError(
        zh: "登录还需要一个码：\(signIn.code.zh)。", en: "The sign-in needs a code: \(signIn.code.en).",
        remedy: Bilingual(zh: "用 --code 给出（env:、file: 引用或 - 从输入读取）。", en: "Give it by --code: an env: or file: reference, or - to read it.")
      )
    }
    shell.say(signIn.code)
    guard let text = ask(shell.text("  输入（不显示）：", "  type it (not shown): ")), !text.isEmpty else {
      throw UsageError(zh: "没有输入。", en: "Nothing was typed.")
    }
    return Secret(text)
  }

  /// The platform judges the profile here for the first time.
  private func page(_ browser: BrowserSignIn, _ callback: String, _ state: String) async throws -> String {
    do {
      return try await browser.page(connection, callback, state)
    } catch let error as APIError where error.judgesTheProfile {
      throw RefusedProfile(cause: error)
    }
  }

  /// Waits for the browser on this machine.
  private func visitedTarget(_ browser: BrowserSignIn, _ callback: CallbackAddress, _ state: String) async throws -> String {
    let (host, port) = try callback.place(options.listen)
    return try await CallbackListener(host: host, port: port).visit(within: try DurationText.read(options.wait)) { port in
      let here = Endpoint(scheme: .http, host: host, port: port)
      shell.say(shell.text("在 \(here.origin) 等待回调（\(options.wait)）。", "waiting for the callback on \(here.origin) (\(options.wait))."))
      shell.notice(Self.plainHTTP(here))
      try await show(try await page(browser, callback.text, state))
    } answer: { target in
      let query = target.utf8.drop { $0 != UInt8(ascii: "?") }.dropFirst()
      guard let echoed = QueryItem.parse(query)["state"], constantTimeEqual(Array(echoed.utf8), Array(state.utf8)) else { return nil }
      return (try? browser.code(target, state)) == nil ? CallbackPage.refused : CallbackPage.received
    }
  }

  private static let codeOnTheLine = Notice(
    .insecure, zh: "--callback 的地址里有授权码，直接写在命令行上会留在历史和进程列表里；请用 --callback -。",
    en: "the address of --callback holds the code, and history and process lists keep the command line; use --callback -.")

  private static func plainHTTP(_ here: Endpoint) -> Notice {
    here.isLoopback
      ? Notice(.insecure, zh: "回调走明文 http，只在本机之内。", en: "the callback comes over plain http, within this machine.")
      : Notice(
        .insecure, zh: "回调走明文 http：同一网络里的人看得到授权码，它只能用一次、5 分钟内有效。",
        en: "the callback comes over plain http: others on the network can see the code, which is good once and for minutes.")
  }

  private func show(_ page: String) async throws {
    shell.say(shell.text("请在浏览器里登录：\n  \(page)", "sign in with a browser:\n  \(page)"))
    if !options.noOpen, let browse = shell.browse { browse(page) }
  }

  private func pastedAddress() throws -> String {
    let text: String?
    if let ask = shell.ask {
      text = ask(shell.text("登录后浏览器跳转到的完整地址：", "the whole address the browser was sent to: "))
    } else {
      text = String(decoding: try shell.readInput(), as: UTF8.self)
    }
    guard let line = text?.split(whereSeparator: \.isWhitespace).first else {
      throw UsageError(zh: "--callback - 没有输入。", en: "--callback -: nothing was given.")
    }
    return String(line)
  }

  /// 16 random letters and digits (platforms/tianyi.md §3).
  private static func state(by entropy: Entropy) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
    return String((0..<16).map { _ in letters[min(Int(entropy.unit() * Double(letters.count)), letters.count - 1)] })
  }
}
