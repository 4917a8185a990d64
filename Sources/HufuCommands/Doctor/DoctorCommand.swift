import ArgumentParser
import HufuClient
import HufuHTTP
import HufuProfiles
import HufuSigning

/// `hufu doctor [PROFILE]`
struct DoctorCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "doctor",
      abstract: help("逐项检查 profile：配置、密钥、网络、证书、时钟、令牌、权限，先说首要原因", "What is wrong with a profile, the first cause first"),
      discussion: help(
        "不给 PROFILE 时检查配置文件和每个 profile，不使用网络。只有警告时退出码为 0，否则是首要原因的退出码。",
        "Without PROFILE: the configuration and every profile, without the network. Exit 0 with warnings only, else that of the first cause."
      ))
  }
  @OptionGroup var global: GlobalOptions
  @OptionGroup var options: OutputOptions
  @Argument(help: ArgumentHelp(zh: "profile 的名字，或只有一个 profile 的平台 id", en: "a profile, or a platform id if exactly one profile has it"))
  var profile: String?
  @Flag(name: .long, help: ArgumentHelp(zh: "不按服务器时间校正签名", en: "do not sign by the server's clock when ours is off")) var noSkewCorrection =
    false
  @Option(
    name: .long,
    help: ArgumentHelp(
      zh: "使用这个访问令牌（env:、file:、cmd: 引用或 -）", en: "use this access token (an env:, file: or cmd: reference, or -)", valueName: "REF"))
  var token: String?
  @Option(name: .long, help: ArgumentHelp(zh: "等待多久，例如 30s", en: "how long to wait: 30s", valueName: "DURATION")) var timeout: String?
  @Option(
    name: .long,
    help: ArgumentHelp(
      zh: "另写一份支持文件（0600）：密钥换成代号", en: "also write a support file (0600), secrets replaced by pseudonyms", valueName: "FILE"))
  var bundle: String?

  func validate() throws { try DurationText.validate(timeout, of: "--timeout") }

  func run() async throws {
    let shell = Shell.current
    let given = try await GivenToken(token, of: profile, in: shell)
    var examination = Examination(Circumstances(shell, correctsSkew: !noSkewCorrection, token: given.token))
    var profiles: [Profile] = []
    do {
      let file = try ProfileFile.read(in: shell)
      if profile == nil { examination.note(.config, Self.readable(file)) }
      examination.note(.files, FilesCheck(shell: shell).finding)
      for name in profile.map({ [$0] }) ?? file.names {
        do {
          let found = try file.profile(name, flags: timeout.map { ["timeout": $0] } ?? [:])
          try given.check(found)
          profiles.append(found)
          examination.note(.config, .pass(zh: "\(found)", en: "\(found)"), of: found)
          await examination.lookOffline(at: found)
          if profile != nil { await examination.lookOnline(at: found) }
        } catch {
          examination.note(.config, Finding(error), named: name)
          if profile != nil { examination.skipRest(named: name) }
        }
      }
    } catch {
      examination.note(.config, Finding(error), named: profile)
      examination.note(.files, FilesCheck(shell: shell).finding)
      if let profile { examination.skipRest(named: profile) }
    }
    let report = DoctorReport(examination.diagnoses, offline: profile == nil, in: shell)
    report.print(as: options.output)
    if let bundle {
      try SupportBundle(profiles: profiles, examination: examination, shell: shell).write(to: bundle)
    }
    if let failure = examination.diagnoses.firstFailure { throw Leave(code: failure.finding.kind?.exitCode ?? .local) }
  }

  private static func readable(_ file: ProfileFile) -> Finding {
    .pass(zh: "\(file.path)，\(file.names.count) 个 profile。", en: "\(file.path), \(file.names.count) profiles.")
  }
}
