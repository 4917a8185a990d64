import HufuClient
import HufuSigning

extension CodeAnalysis {
  /// What is wrong with an address or a body, and the web pages that are said instead (platforms/tca.md §0, §2, §6).
  static let requestFaults: [Fault] = [
    Fault(
      "missingSlash", status: 301, form: .redirect, kind: .refused,
      meaning: Bilingual(
        zh: "路径末尾缺少斜杠（missing trailing slash）；服务器给出的跳转地址还丢了 /server 前缀，跟过去只会得到网页。",
        en: "The path has a missing trailing slash; the address in the redirect has lost its /server prefix and leads to a web page."),
      remedy: Bilingual(zh: "在问号之前补上 /：…/repos/?limit=12。", en: "Put a / before the question mark: …/repos/?limit=12."),
      isBeforeWork: true),
    Fault(
      "unrouted", status: 404, form: .html, kind: .notFound,
      meaning: Bilingual(zh: "服务器没有这个地址（Django 的 404 网页）。", en: "The server has no such address (a 404 page of Django)."),
      remedy: Bilingual(
        zh: "官方文档里有几个地址并不存在：团队列表是 teams.list（/server/main/api/v3/orgs/<org_sid>/teams/），按扫描看问题用 issues.list 的 scanOpen。"
          + "旧版本可能没有 scans/create/，请升级服务。",
        en: "Some documented addresses do not exist: teams are teams.list (/server/main/api/v3/orgs/<org_sid>/teams/), "
          + "the issues of a scan are issues.list with scanOpen. Old servers lack scans/create/: upgrade."),
      isBeforeWork: true),
    Fault(
      "serverBug", status: 500, form: .html, kind: .server,
      meaning: Bilingual(
        zh: "服务器程序出错（Django 的 500 网页），常见原因是参数值不合适。", en: "The server's program failed (a 500 page of Django), often over an unfit value."),
      remedy: Bilingual(
        zh: "检查 limit、state、severity 等参数是否为合理的整数；scmallaccounts 接口在公开版本里总是 500。仍出错请看 main/analysis 服务日志。",
        en: "Check that limit, state, severity and the like are sensible whole numbers; "
          + "scmallaccounts always fails in the public version. Else see the log of the main or analysis server.")),
    Fault(
      "frontPage", status: 200, form: .html, kind: .malformed,
      meaning: Bilingual(
        zh: "得到的是 TCA 网页首页，不是 API 的回答。", en: "This is TCA's web page, not an answer of the API."),
      remedy: Bilingual(
        zh: "地址必须以 /server/main/ 或 /server/analysis/ 开头。不要跟随回答里的 next、previous：它们丢了前缀；用 limit 和 offset 翻页（--all）。",
        en: "Addresses begin with /server/main/ or /server/analysis/. "
          + "Do not follow next or previous of an answer: they have lost the prefix; page by limit and offset (--all).")),
    Fault(
      "healthFailed", texts: ["celery and asynchronous task raise exception", "DB connection or orm raise exception"], form: .text,
      kind: .unavailable,
      meaning: Bilingual(zh: "健康检查失败：数据库或异步任务不可用。", en: "The health check failed: the database or the task queue is down."),
      remedy: Bilingual(zh: "请管理员检查 MariaDB、Redis 和 celery worker。", en: "Have MariaDB, Redis and the celery workers checked.")),
    Fault(
      "badJSON", texts: ["JSON parse error"], status: 400, kind: .invalid,
      meaning: Bilingual(zh: "请求体不是合法的 JSON。", en: "The body is not JSON."),
      remedy: Bilingual(
        zh: "按提示的行列检查引号、逗号和大括号。", en: "Look at quotes, commas and braces at the line and column named."), isBeforeWork: true),
    Fault(
      "wrongScope", texts: ["scope Select a valid choice"], status: 400, kind: .invalid,
      meaning: Bilingual(
        zh: "scope 的值不被接受；文档里的 related_me 并不存在。", en: "This scope is not accepted; the documented related_me does not exist."),
      remedy: Bilingual(zh: "用 all、my 或 subscribed。", en: "Use all, my or subscribed."), isBeforeWork: true),
    Fault(
      "wrongKey", texts: ["无效主键"], status: 400, kind: .invalid,
      meaning: Bilingual(zh: "引用的编号不存在。", en: "An id that is referred to does not exist."),
      remedy: Bilingual(
        zh: "核对编号；scm_auth 还要写 auth_type（password、ssh_token、oauth），文档漏了这一项。",
        en: "Check the id; scm_auth also needs auth_type (password, ssh_token, oauth), which the document leaves out."),
      isBeforeWork: true),
    Fault(
      "missingField", texts: ["该字段是必填项"], status: 400, kind: .invalid,
      meaning: Bilingual(zh: "缺少必填字段。", en: "A required field is missing."),
      remedy: Bilingual(zh: "补上提示里列出的每个字段。", en: "Give every field that is named."), isBeforeWork: true),
    Fault(
      "neverScanned", texts: ["未启动扫描", "找不到指定扫描的报告"], status: 404, kind: .notFound,
      meaning: Bilingual(zh: "该项目还没有成功的扫描，没有结果可看。", en: "The project has no successful scan yet; there is nothing to show."),
      remedy: Bilingual(zh: "先用 scan.start 启动一次扫描，等任务成功后再看。", en: "Start one with scan.start and look again when its job has passed.")),
    Fault(
      "invalid", status: 400, kind: .invalid,
      meaning: Bilingual(zh: "服务器不接受请求的内容。", en: "The server does not accept what the request says."),
      remedy: Bilingual(
        zh: "按提示的字段修改；cd_error 是跨字段的错误，例如创建项目时没有给扫描方案。",
        en: "Change the fields that are named; cd_error is about several at once, such as a project without a scheme.")),
    Fault(
      "unknownThing", status: 404, kind: .notFound,
      meaning: Bilingual(zh: "org、team、repo、project 或 job 中有一个不存在。", en: "One of org, team, repo, project or job does not exist."),
      remedy: Bilingual(
        zh: "从左到右核对：orgs.list、teams.list、repos.list、projects.list、jobs.list。org 和 team 是地址栏 /t/<org>/p/<team>/ 里的两段。",
        en: "Check from left to right: orgs.list, teams.list, repos.list, projects.list, jobs.list. "
          + "org and team stand in the browser's address: /t/<org>/p/<team>/."),
      isBeforeWork: true),
    Fault(
      "wrongMethod", status: 405, kind: .invalid,
      meaning: Bilingual(zh: "该地址不支持这个请求方法。", en: "The address does not take this method."),
      remedy: Bilingual(
        zh: "扫描方案不能 POST 到 schemes/：用 scheme.create 或 scheme.copy。其余请用 hufu operations tca 查找。",
        en: "Schemes are not made by a POST to schemes/: use scheme.create or scheme.copy. For the rest see hufu operations tca."),
      isBeforeWork: true),
    Fault(
      "wrongAccept", status: 406, kind: .invalid,
      meaning: Bilingual(zh: "服务器给不出 Accept 要的格式。", en: "The server cannot give what Accept asks for."),
      remedy: Bilingual(zh: "Accept 写 application/json。", en: "Send Accept: application/json."), isBeforeWork: true),
    Fault(
      "wrongContentType", status: 415, kind: .invalid,
      meaning: Bilingual(zh: "服务器不接受请求体的 Content-Type。", en: "The server does not take a body of this Content-Type."),
      remedy: Bilingual(zh: "Content-Type 写 application/json。", en: "Send Content-Type: application/json."), isBeforeWork: true),
  ]

  /// Entries that match last, because they say the least.
  static let lastFaults: [Fault] = [
    Fault(
      "generic", codes: ["1000", "100"], kind: .refused,
      meaning: Bilingual(
        zh: "通用错误码：main 服务为 1000，analysis 服务为 100，本身不含信息，要看 HTTP 状态和 msg。任务结果里的 100 是服务异常。",
        en: "The code of every plain error: 1000 on the main server, 100 on the analysis server. It says nothing; "
          + "HTTP status and msg do. As a job's result, 100 is a server failure."),
      remedy: Bilingual(
        zh: "用返回的 HTTP 状态或 msg 再查一次：hufu explain tca 403。", en: "Look up the HTTP status or the msg instead: hufu explain tca 403.")),
    Fault(
      "unknownError", codes: ["-1"], kind: .server,
      meaning: Bilingual(zh: "服务器未归类的错误。", en: "An error the server has no class for."),
      remedy: Bilingual(zh: "看 msg 和服务日志。", en: "See msg and the server's log.")),
  ]
}
