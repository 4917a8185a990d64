import ArgumentParser
import HufuClient
import HufuSigning

/// `hufu request PROFILE METHOD PATH [items…]`
struct RequestCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "request", abstract: help("发送任意请求，签名和令牌照常", "Send any request, signed as usual"),
      discussion: help(
        """
        参数：name==查询、name=文本、name:=JSON、name@文件、Header:值；PATH 可带查询串，也可以是该 profile 服务器的完整地址
        例：hufu request tca GET /server/main/api/orgs/helloworld/teams/hellotca/repos/ limit==5
            hufu request isrpa POST /oapi/v1/job/create 流程=对账
        """,
        """
        Items: name==query, name=text, name:=JSON, name@file, Header:value; PATH may carry a query or be a full address of the profile's server
        Examples: hufu request tca GET /server/main/api/orgs/helloworld/teams/hellotca/repos/ limit==5
                  hufu request isrpa POST /oapi/v1/job/create process=daily
        """))
  }
  @OptionGroup var profile: ProfileOptions
  @OptionGroup var result: ResultOptions
  @Argument(help: ArgumentHelp(zh: "请求方法", en: "method")) var method: String
  @Argument(help: ArgumentHelp(zh: "路径或地址", en: "path or address")) var path: String
  @Argument(help: ArgumentHelp(zh: "查询、参数、请求头", en: "query, fields, headers")) var items: [String] = []
  @Flag(name: .long, help: ArgumentHelp(zh: "只显示将要发送的请求，不发送", en: "show what would be sent, and send nothing")) var dryRun = false

  func run() async throws {
    let shell = Shell.current
    try result.check()
    let raw = try RawRequest(method: method, target: path, items: items)
    try await profile.withConnection(in: shell) { connection in
      let request = try raw.request(for: connection)
      let operation = connection.catalogue.operation(matching: request)
      if dryRun { return try await DryRun.show(request, as: operation, on: connection, in: shell) }
      try await result.withOutput(of: operation, in: shell) { shell in
        let mask = SecretMask(result.reveal ? [] : operation?.secrets ?? [], in: shell)
        let reply = try await connection.send(request, as: operation)
        var writer = ResultWriter(result.format.output, in: shell)
        guard !reply.payload.isEmpty || result.envelope else { return shell.say(shell.text("成功，没有内容。", "done; the answer is empty.")) }
        writer.write(payload: try result.part(of: reply, mask))
        mask.report()
      }
    }
  }
}
