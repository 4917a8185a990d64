import ArgumentParser
import HufuClient
import HufuSigning

/// `hufu sign PROFILE METHOD PATH [items…]`
struct SignCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "sign", abstract: help("打印签好名的请求；从不发送，也不联网", "Print a signed request; never sends, uses no network"),
      discussion: help(
        """
        例：eval "$(hufu sign ms GET /setting/user/key/validate --format curl)"
            hufu sign isrpa POST /oapi/v1/job/create 流程=对账 --token env:RPA_TOKEN --format json
        结果里含有签名，与密钥同样需要保密。
        """,
        """
        Examples: eval "$(hufu sign ms GET /setting/user/key/validate --format curl)"
                  hufu sign isrpa POST /oapi/v1/job/create process=daily --token env:RPA_TOKEN --format json
        The result holds a signature: keep it as secret as the key.
        """))
  }
  @OptionGroup var profile: ProfileOptions
  @Argument(help: ArgumentHelp(zh: "请求方法", en: "method")) var method: String
  @Argument(help: ArgumentHelp(zh: "路径或地址", en: "path or address")) var path: String
  @Argument(help: ArgumentHelp(zh: "查询、参数、请求头，写法同 request", en: "query, fields, headers, as for request")) var items: [String] = []
  @Option(name: .long, help: ArgumentHelp(zh: "签名时间，毫秒", en: "the time to sign, in milliseconds", valueName: "MILLIS")) var at: Int64?
  @Option(name: .long, help: ArgumentHelp(zh: "随机数（UUID）", en: "the nonce (a UUID)", valueName: "TEXT")) var nonce: String?
  @Option(name: .long, help: ArgumentHelp(zh: "形式：http、curl、json", en: "http, curl or json")) var format: SignedForm = .http

  func run() async throws {
    let shell = Shell.current
    let raw = try RawRequest(method: method, target: path, items: items)
    try await profile.withConnection(in: shell) { connection in
      let request = try raw.request(for: connection)
      let access = connection.catalogue.operation(matching: request)?.access ?? .token
      let time = at.map { Timestamp($0) } ?? shell.timing.now()
      let signed = try await connection.authorizer.sign(request, access, at: time, nonce: nonce ?? shell.entropy.uuid())
      shell.output.write(format.text(signed.request, at: connection.endpoint))
    }
  }
}
