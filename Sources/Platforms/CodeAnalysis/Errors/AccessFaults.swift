import HufuClient
import HufuSigning

extension CodeAnalysis {
  /// Who may: tokens, permissions, and what the two servers say of them (platforms/tca.md §1).
  static let accessFaults: [Fault] = [
    Fault(
      "ticketOnly", codes: ["100"], status: 401, kind: .forbidden,
      meaning: Bilingual(
        zh: "该地址只接受 TCA 内部票据，个人令牌再有效也会被拒绝；这不是令牌过期。",
        en: "This address takes the servers' own ticket only; a valid personal token is refused too. The token has not expired."),
      remedy: Bilingual(
        zh: "不要更换令牌。扫描结果请用 overview.latest 或 lintscans.list，任务用 job.get。",
        en: "Keep the token. For results use overview.latest or lintscans.list, for jobs job.get."),
      isBeforeWork: true),
    Fault(
      "unknownToken", texts: ["认证令牌无效"], status: 401, kind: .unauthenticated,
      meaning: Bilingual(zh: "服务器不认识这个令牌。", en: "The server does not know this token."),
      remedy: Bilingual(
        zh: "令牌不会过期，但每人只有一个，重置后旧令牌立即失效。到 个人中心-个人令牌 重新复制，并确认 profile 的 url 是同一套部署。",
        en: "Tokens do not expire, but everyone has one, and a reset kills the old one at once. "
          + "Copy it again from 个人中心-个人令牌 and check that the profile's url is the same deployment.")),
    Fault(
      "noToken", texts: ["身份认证信息未提供"], status: 401, kind: .unauthenticated,
      meaning: Bilingual(
        zh: "服务器没有看到 Token 令牌：没有 Authorization 头、缺少单词 Token，或写成了 Bearer、Basic。",
        en: "The server saw no Token: no Authorization header, the word Token missing, or Bearer or Basic in its place."),
      remedy: Bilingual(
        zh: "Hufu 总是发送 Authorization: Token …。若用 Hufu 仍见此错，多半是中间的代理去掉了 Authorization 头；自己写的脚本请补上单词 Token 和一个空格。",
        en: "Hufu always sends Authorization: Token …; seen through Hufu, a proxy on the way most likely drops the header. "
          + "In a script of your own, put the word Token and a space in front.")),
    Fault(
      "emptyToken", texts: ["没有提供认证信息"], status: 401, kind: .unauthenticated,
      meaning: Bilingual(zh: "Authorization 头里只有单词 Token，没有令牌。", en: "The header holds the word Token and no token."),
      remedy: Bilingual(
        zh: "多半是脚本里的变量为空。检查 profile 的 token 引用（env:、file:）能否取到值。",
        en: "A variable is probably empty. Check that the profile's token reference (env:, file:) gives a value.")),
    Fault(
      "spacedToken", texts: ["认证令牌字符串不应该包含空格"], status: 401, kind: .unauthenticated,
      meaning: Bilingual(zh: "令牌中间有空格。", en: "There is a space in the token."),
      remedy: Bilingual(zh: "从 个人中心-个人令牌 重新复制，令牌是连续的 40 位十六进制。", en: "Copy it again from 个人中心-个人令牌: 40 hexadecimal digits without a gap.")),
    Fault(
      "webLogin", texts: ["鉴权失效"], status: 401, kind: .unauthenticated,
      meaning: Bilingual(
        zh: "网页登录的 CodeDog JWT 无效或已过期（有效期一天）。", en: "The CodeDog JWT of the web login is invalid or over; it lives for a day."),
      remedy: Bilingual(
        zh: "不要从浏览器抓取 Authorization，请改用 个人中心-个人令牌。", en: "Do not take Authorization from the browser; use the token of 个人中心-个人令牌.")),
    Fault(
      "ticketInvalid", codes: ["-2"], texts: ["鉴权失败"], status: 401, kind: .unauthenticated,
      meaning: Bilingual(
        zh: "SERVER-TICKET 无效：这是 TCA 服务之间的票据。", en: "The SERVER-TICKET is invalid: a ticket TCA's servers show each other."),
      remedy: Bilingual(
        zh: "调用 API 不需要票据，去掉 SERVER-TICKET 头，改用个人令牌。", en: "The API needs no ticket: leave SERVER-TICKET out and use the personal token.")),
    Fault(
      "ticketExpired", codes: ["-3"], status: 401, kind: .unauthenticated,
      meaning: Bilingual(zh: "SERVER-TICKET 已过期（20 分钟）。", en: "The SERVER-TICKET is over; it lives for 20 minutes."),
      remedy: Bilingual(
        zh: "改用个人令牌；若部署内部报此错，检查各服务器时钟是否一致。", en: "Use the personal token; inside a deployment, check that the servers' clocks agree.")),
    Fault(
      "analysisUnauthenticated", status: 401, form: .html, kind: .unauthenticated,
      meaning: Bilingual(
        zh: "analysis 服务前的 nginx 不接受令牌：缺失、无效或没有单词 Token，回答不区分。",
        en: "The nginx before the analysis server does not accept the token: missing, unknown, or without the word Token; "
          + "it does not say which."),
      remedy: Bilingual(
        zh: "先运行 whoami：成功说明令牌有效，失败会给出具体原因。", en: "Run whoami: if it succeeds the token is good, if not it names the reason.")),
    Fault(
      "analysisForbidden", status: 403, form: .html, kind: .forbidden,
      meaning: Bilingual(
        zh: "analysis 服务前的 nginx 拒绝：没有权限，或者 org、team、repo 不存在，回答不区分。",
        en: "The nginx before the analysis server refuses: no permission, or no such org, team or repo; it does not say which."),
      remedy: Bilingual(
        zh: "用 repo.get 核对 org、team、repo；若它成功，请团队管理员把你加入该团队。",
        en: "Check org, team and repo with repo.get; if that succeeds, ask a team administrator to add you."),
      isBeforeWork: true),
    Fault(
      "notAllowed", texts: ["您没有执行该操作的权限"], status: 403, kind: .forbidden,
      meaning: Bilingual(zh: "令牌有效，但没有执行该操作的权限。", en: "The token is good, and its owner may not do this."),
      remedy: Bilingual(
        zh: "登记代码库要团队管理员，启动扫描要代码库创建者或管理员，查看要团队成员。请管理员调整角色（管理员 0、成员 1）。",
        en: "Adding a repository takes a team administrator, starting a scan its creator or an administrator, reading a member. "
          + "Ask for the role (administrator 0, member 1)."),
      isBeforeWork: true),
  ]
}
