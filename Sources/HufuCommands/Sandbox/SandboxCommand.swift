import ArgumentParser
import HufuClient
import HufuPlatforms
import HufuProfiles
import HufuSandbox
import HufuSandboxServer
import HufuSigning

/// `hufu sandbox`
struct SandboxCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "sandbox", abstract: help("在本机扮演五个平台，包括它们的拒绝", "Play the five platforms on this machine, refusals included"),
      discussion: help(
        """
        例：hufu sandbox --write-profiles hufu.yaml   生成可直接使用的 profile（0600）后退出
            hufu sandbox                              监听 http://127.0.0.1:7800，Ctrl-C 结束
            hufu sandbox --platform tca               只扮演一个平台，挂在根路径，原有脚本不用改路径
            hufu sandbox --endings                    通过、失败、被停止……各种结局各用哪条命令能看到
        故障注入：POST /_sandbox/faults，例如 {"mount":"tca","status":503,"times":3}；日志：GET /_sandbox/journal
        """,
        """
        Examples: hufu sandbox --write-profiles hufu.yaml   profiles ready to use (0600); exits at once
                  hufu sandbox                              serves http://127.0.0.1:7800 until Ctrl-C
                  hufu sandbox --platform tca               one platform at the root: scripts with fixed paths run unchanged
                  hufu sandbox --endings                    which command shows a pass, a failure, a stop, …
        Faults: POST /_sandbox/faults, {"mount":"tca","status":503,"times":3} say; journal: GET /_sandbox/journal
        """))
  }
  @OptionGroup var global: GlobalOptions
  @Option(name: .long, help: ArgumentHelp(zh: "监听地址", en: "where to listen", valueName: "HOST:PORT")) var listen = "127.0.0.1:7800"
  @Option(name: .long, help: ArgumentHelp(zh: "只扮演这个平台，挂在根路径", en: "play this platform alone, at the root", valueName: "ID")) var platform:
    String?
  @Option(name: .long, help: ArgumentHelp(zh: "只扮演这一代，例如 v3、off", en: "play this generation alone: v3, off", valueName: "G"))
  var generation: String?
  @Option(
    name: .long,
    help: ArgumentHelp(zh: "real：与真实平台一样宽松；strict：还拒绝重放等", en: "real: as lenient as the platforms; strict: refuses replays too")) var mode:
    SandboxMode = .real
  @Option(
    name: .long,
    help: ArgumentHelp(
      zh: "服务端设置（YAML 或 JSON，按平台 id）；SIGHUP 时重新读取", en: "server-side settings (YAML or JSON by platform id), read again on SIGHUP",
      valueName: "FILE")) var config: String?
  @Option(name: .long, help: ArgumentHelp(zh: "数据的种子", en: "the seed of the made-up data")) var seed: UInt64 = 1
  @Flag(name: .long, help: ArgumentHelp(zh: "打印 profile 后退出", en: "print profiles and exit")) var printProfiles = false
  @Option(name: .long, help: ArgumentHelp(zh: "把 profile 写入文件（0600）后退出", en: "write profiles to a file (0600) and exit", valueName: "FILE"))
  var writeProfiles: String?
  @Flag(
    name: .long,
    help: ArgumentHelp(zh: "打印每种结局对应的 hufu run 命令后退出", en: "print a hufu run line for every way its runs end, and exit"))
  var endings = false

  func run() async throws {
    let shell = Shell.current
    let (host, port) = try ListenAddress.parse(listen)
    let plan = try SandboxPlan(
      Platforms.all, platform: platform, generation: generation, mode: mode.value, seed: seed, config: try Self.config(config))
    if endings { return try SandboxEndings(plan: plan).show(in: shell) }
    if printProfiles || writeProfiles != nil {
      let yaml = SandboxProfiles.yaml(baseURL: SandboxAddress(host: host, port: port).baseURL, plan: plan)
      if printProfiles { shell.output.write(Array(yaml.utf8)) }
      if let writeProfiles {
        try SandboxProfileFile.save(yaml, to: writeProfiles)
        let names = plan.mounts.map(\.profile.name).joined(separator: ", ")
        shell.say(
          Bilingual(
            zh: "已写入 \(writeProfiles)：\(names)。用法：export HUFU_CONFIG=\(writeProfiles)",
            en: "wrote \(writeProfiles): \(names). Use it: export HUFU_CONFIG=\(writeProfiles)"))
      }
      return
    }
    if !Endpoint(scheme: .http, host: host).isLoopback {
      shell.notice(
        Notice(
          .configuration, zh: "\(host) 不是本机回环地址：局域网里的人都能访问这个沙箱。",
          en: "\(host) is no loopback address: others on the network can reach this sandbox."))
    }
    let sandbox = try plan.sandbox()
    let path = config
    try await SandboxServer(sandbox, plan: plan, timing: shell.timing).run(
      host: host, port: port,
      onHangUp: {
        do {
          sandbox.reload(try plan.configured(by: try Self.config(path)).services())
          shell.say(shell.text("已重新读取设置。", "settings read again."))
        } catch let error as any ExplainedError {
          shell.say(ErrorReport(error).line(in: shell.language))
        } catch { shell.say("\(error)") }
      },
      onStart: { address in
        shell.say(shell.text("沙箱在 \(address.baseURL)（Ctrl-C 结束）：", "the sandbox is at \(address.baseURL) (Ctrl-C ends it):"))
        let rows = plan.mounts.map { [$0.profile.name, address.baseURL + $0.prefix, $0.title[shell.language]] }
        let headings = ["profile", "url", shell.text("平台", "platform")]
        for line in Table(headings: headings, rows: rows).lines(limit: 200) { shell.say("  " + line) }
      })
  }

  private static func config(_ path: String?) throws -> JSONValue { try path.map { try YAMLFile.json(at: $0) } ?? .object([]) }
}

/// The sandbox's modes as words of the command line.
enum SandboxMode: String, CaseIterable, ExpressibleByArgument {
  case real
  case strict

  var value: SandboxOptions.Mode { self == .real ? .real : .strict }
}

/// `HOST:PORT`
enum ListenAddress {
  /// - Throws: ``UsageError``.
  static func parse(_ text: String) throws -> (host: String, port: Int) {
    guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]), (0...65_535).contains(port) else {
      throw UsageError(
        zh: "监听地址 \(text) 不对。", en: "The listen address \(text) is wrong.",
        remedy: Bilingual(zh: "写成 主机:端口，例如 127.0.0.1:7800。", en: "Write HOST:PORT, 127.0.0.1:7800 say."))
    }
    let host = text[..<colon].drop { $0 == "[" }
    return (host.isEmpty ? "127.0.0.1" : String(host.last == "]" ? host.dropLast() : host), port)
  }
}
