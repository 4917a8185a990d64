import ArgumentParser
import HufuClient
import HufuPlatforms
import HufuProfiles
import HufuSigning

/// `hufu profile add NAME --platform ID --url URL field=value…`
struct ProfileAdd: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "add", abstract: help("新建一个 profile", "Add a profile"),
      discussion: help(
        """
        例：hufu profile add ms --platform metersphere --url https://ms.example.com accessKey=env:MS_AK secretKey=file:~/.ms-sk generation=v3
        凭据写成引用：env:变量、file:文件、cmd:命令、keyring:服务/账号；确要写明文时加 --clear-secrets。
        """,
        """
        Example: hufu profile add ms --platform metersphere --url https://ms.example.com accessKey=env:MS_AK secretKey=file:~/.ms-sk generation=v3
        Write credentials as references: env:NAME, file:PATH, cmd:COMMAND, keyring:SERVICE/ACCOUNT; --clear-secrets allows plain text.
        """))
  }
  @OptionGroup var global: GlobalOptions
  @Argument(help: ArgumentHelp(zh: "新名字", en: "the new name")) var name: String
  @Option(name: .long, help: ArgumentHelp(zh: "平台 id", en: "platform id", valueName: "ID")) var platform: String
  @Option(name: .long, help: ArgumentHelp(zh: "服务器地址，或浏览器里复制的页面地址", en: "the server's address, or a page's as copied from the browser"))
  var url: String
  @Argument(
    help: ArgumentHelp(
      zh: "凭据和设置，字段=值；默认参数写成 defaults.名=值", en: "credentials and settings, FIELD=VALUE; default arguments as defaults.NAME=VALUE"))
  var items: [String] = []
  @Flag(name: .long, help: ArgumentHelp(zh: "允许把密钥明文写进文件", en: "allow secrets in clear in the file")) var clearSecrets = false

  func run() async throws {
    let shell = Shell.current
    let platform = try Platforms.named(platform)
    let profile = try NewProfile(name, platform: platform, pasted: url, items: items, in: shell)
    for field in platform.fields where field.isRequired && profile.credentials[field.name] == nil {
      throw UsageError(
        zh: "\(platform.id) 需要 \(field.name)。", en: "\(platform.id) needs \(field.name).",
        remedy: Bilingual(
          zh: "写 \(field.name)=env:变量名。在哪里取得：\(field.help.zh)", en: "Write \(field.name)=env:NAME. Where to get it: \(field.help.en)"))
    }
    let path = ProfileFile.standardPath(shell.environment)
    try await ProfileWriter(path: path, timing: shell.timing, entropy: shell.entropy).add(profile, allowingClearSecrets: clearSecrets)
    shell.say(shell.text("已写入 \(path)。下一步：hufu profile check \(name)", "wrote \(path). Next: hufu profile check \(name)"))
  }
}
