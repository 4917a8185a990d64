import HufuClient
import HufuSigning

extension BlueKingCI.BuildJob {
  static let parameters = [
    JobParameter(
      "project", required: true,
      help: Bilingual(zh: "项目的英文名、名称或 id。", en: "The project: its English name, its title, or its id.")),
    JobParameter("pipeline", required: true, help: Bilingual(zh: "流水线的名称或 p- 开头的 id。", en: "The pipeline, by name or p-… id.")),
    JobParameter(
      "parameters", .json,
      help: Bilingual(
        zh: "启动参数的 JSON 对象；启动参数通常直接写 名=值，名字与这里的参数相同时（例如 branch）才需要它。",
        en:
          "Start parameters as a JSON object; usually each is written NAME=VALUE, and this is for names this job has itself (branch, say).")
    ),
    JobParameter(
      "buildNo", .int,
      help: Bilingual(zh: "推荐版本号的构建号；流水线启用推荐版本号时才有意义。", en: "The build number of the recommended version, for pipelines that keep one.")),
    JobParameter(
      "branch",
      help: Bilingual(
        zh: "用哪个分支上的流水线定义（4.2 起）；不是名为 branch 的启动参数。",
        en: "Which branch's definition of the pipeline to run (since 4.2); not a start parameter of that name.")),
    JobParameter(
      "unchecked", .bool, form: .option,
      help: Bilingual(zh: "不核对启动参数，原样发送。", en: "Send the start parameters as they are, unchecked.")),
    JobParameter(
      "failOnReview", .bool, form: .option,
      help: Bilingual(
        zh: "构建停下来等人审核时，不再等待，按失败结束；构建本身不受影响。", en: "End as failed when the build waits for a person; the build itself goes on waiting.")),
    JobParameter("noLog", .bool, form: .option, help: Bilingual(zh: "不读取日志。", en: "Leave the log out.")),
    .artifacts,
  ]

  /// The start parameters, in the order given. The server knows texts only, so a number is the text it is spelled as.
  static func values(_ arguments: JobArguments) throws -> [JSONValue.Member] {
    var more: [JSONValue.Member] = []
    if let object = arguments["parameters"] {
      guard let members = object.members else {
        throw UsageError(
          zh: "parameters 应为 JSON 对象：{\"启动参数\":\"值\"}。", en: "parameters is a JSON object: {\"start parameter\":\"value\"}.")
      }
      more = members
    }
    var values: [JSONValue.Member] = []
    for member in arguments.extra + more {
      guard let text = member.value.plainText else {
        throw UsageError(
          zh: "启动参数 \(member.key) 只能是文本、数字或布尔。", en: "The start parameter \(member.key) can only be a text, a number or a boolean.",
          remedy: Bilingual(
            zh: "蓝盾的启动参数都是文本；多选的值用逗号分隔。", en: "BlueKing CI's start parameters are texts; several choices are separated by commas."))
      }
      guard !values.contains(where: { $0.key == member.key }) else {
        throw UsageError(zh: "启动参数 \(member.key) 给了两次。", en: "The start parameter \(member.key) is given twice.")
      }
      values.append(.init(member.key, .string(text)))
    }
    return values
  }

  /// Names that are both this job's and the pipeline's: what was meant cannot be known.
  func checkNames(against form: StartForm) throws {
    guard !arguments.given.contains("parameters") else { return }
    for parameter in Self.parameters where arguments.given.contains(parameter.name) && !["project", "pipeline"].contains(parameter.name) {
      guard form.fields.contains(where: { $0.id == parameter.name }) else { continue }
      throw UsageError(
        zh: "\(parameter.name) 既是任务的参数，也是这条流水线的启动参数。",
        en: "\(parameter.name) is an argument of the job and a start parameter of this pipeline.",
        remedy: Bilingual(
          zh: "启动参数写进 parameters:={\"\(parameter.name)\":\"…\"}；要的是任务的参数，就加上 parameters:={}。",
          en:
            "Write the start parameter as parameters:={\"\(parameter.name)\":\"…\"}; if the job's own is meant, add parameters:={}."))
    }
  }
}
