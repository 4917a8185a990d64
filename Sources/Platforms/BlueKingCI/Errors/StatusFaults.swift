import HufuClient
import HufuSigning

extension BlueKingCI {
  /// The document's table of status codes, with what really produces them (platforms/bkci.md §2.2).
  static let statusFaults = [
    Fault(
      "frequencyLocked", texts: ["频率", "frequency"], status: 423, kind: .throttled,
      meaning: Bilingual(zh: "API 请求频率超限。", en: "Too many API requests."),
      remedy: Bilingual(zh: "稍后再试，并在 profile 里设置 rate。", en: "Try later, and set rate in the profile.")),
    Fault(
      "locked", status: 423, kind: .refused,
      meaning: Bilingual(zh: "账号被锁定，或 API 请求频率超限。", en: "The account is locked, or it called too often."),
      remedy: Bilingual(zh: "不要立即重试，会延长锁定；请管理员解锁账号。", en: "Do not try again soon, it may prolong the lock; ask an administrator."),
      isBeforeWork: true),
    Fault(
      "deploying", texts: ["后台正在部署中"], status: 503, kind: .unavailable,
      meaning: Bilingual(zh: "蓝盾后台正在部署。", en: "BlueKing CI is being deployed."),
      remedy: Bilingual(zh: "过一两分钟再试；只读请求会自动重试。", en: "Try again in a minute or two; reads are repeated by themselves."), isBeforeWork: true
    ),
    Fault(
      "badRequest", status: 400, kind: .invalid,
      meaning: Bilingual(zh: "参数错误，或是参数格式错误。", en: "A parameter is wrong or wrongly written."),
      remedy: Bilingual(
        zh: "按服务器原文核对参数；hufu describe bkci 操作名 列出全部参数。",
        en: "Check the arguments by the server's text; hufu describe bkci OPERATION lists them.")),
    Fault(
      "unauthorized", status: 401, kind: .unauthenticated,
      meaning: Bilingual(
        zh: "认证失败。开放接口的令牌问题返回 400；401 多来自网页登录。",
        en: "Not authenticated. Token trouble of the open API is a 400; a 401 comes from the web sign-in."),
      remedy: Bilingual(zh: "先在浏览器登录蓝盾，再取令牌。", en: "Sign in to BlueKing CI in a browser, then get a token.")),
    Fault(
      "forbidden", status: 403, kind: .forbidden,
      meaning: Bilingual(zh: "账号没有该操作的权限，或项目设置不允许该操作。", en: "The account may not do this, or the project's settings forbid it."),
      remedy: Bilingual(
        zh: "在蓝盾【用户组】申请权限；核对 profile 的 user 是不是本人。", en: "Apply for a user group in BlueKing CI; check that the profile's user is you.")),
    Fault(
      "notFound", status: 404, kind: .notFound,
      meaning: Bilingual(
        zh: "资源不存在，也可能是账号没有该项目的权限（服务器有意不区分）。",
        en: "No such resource, or no permission for the project: the server does not tell which on purpose."),
      remedy: Bilingual(
        zh: "先核对 id 和路径，再用 projects.list 确认账号能看到该项目；日志下载的 404 表示日志已清理。",
        en:
          "Check ids and path, then see with projects.list whether the account has the project; a log download's 404 is a log cleaned up."
      )),
    Fault(
      "methodNotAllowed", status: 405, kind: .invalid,
      meaning: Bilingual(zh: "没有该接口：路径存在，但请求方法不对。", en: "No such API: the path exists, the method does not."),
      remedy: Bilingual(zh: "用 hufu operations bkci 查找操作。", en: "Find the operation with hufu operations bkci.")),
    Fault(
      "innerTimeout", status: 408, kind: .unavailable,
      meaning: Bilingual(zh: "蓝盾内部服务超时；请求可能已经执行。", en: "An inner service timed out; the request may have been carried out."),
      remedy: Bilingual(
        zh: "启动构建时先查构建历史，确认没有启动再重试。", en: "For a start look into the build history first, and repeat only if it did not start.")),
    Fault(
      "conflict", status: 409, kind: .conflict,
      meaning: Bilingual(zh: "与已存在的对象或内容冲突，或操作与规则冲突。", en: "In conflict with something that exists, or with a rule."),
      remedy: Bilingual(zh: "查询现状后再操作。", en: "Look at the present state first.")),
    Fault(
      "mediaType", status: 415, kind: .invalid,
      meaning: Bilingual(zh: "缺少 Content-Type: application/json。", en: "Content-Type: application/json is missing."),
      remedy: Bilingual(zh: "Hufu 总会带上它；检查中间代理是否删除了请求头。", en: "Hufu always sends it; see whether a proxy drops it.")),
    Fault(
      "loginRefused", status: 417, kind: .forbidden,
      meaning: Bilingual(zh: "蓝鲸登录未授权该应用。", en: "The BlueKing login has not authorised the application."),
      remedy: Bilingual(zh: "在蓝鲸桌面申请权限后重新登录。", en: "Apply for it on the BlueKing desktop and sign in again.")),
    Fault(
      "codeHostAuthorisation", status: 418, kind: .forbidden,
      meaning: Bilingual(zh: "缺少代码库的 OAuth 授权。", en: "The OAuth authorisation of the code host is missing."),
      remedy: Bilingual(zh: "在蓝盾【代码库】里完成 OAuth 授权。", en: "Authorise the code host under BlueKing CI's repositories.")),
    Fault(
      "unprocessable", status: 422, kind: .refused,
      meaning: Bilingual(zh: "操作不能进行。", en: "The operation cannot be carried out."),
      remedy: Bilingual(zh: "由网关的安全检查拒绝，请联系蓝盾管理员。", en: "The gateway's security check refused it; ask the administrators.")),
    Fault(
      "rateLimited", status: 429, kind: .throttled,
      meaning: Bilingual(zh: "请求被限流（/api/user/ 每个用户每秒 20 次）。", en: "Throttled (/api/user/: 20 a second for each user)."),
      remedy: Bilingual(zh: "在 profile 里设置 rate（例如 10/s），或稍后再试。", en: "Set rate in the profile (10/s, say), or try later.")),
    Fault(
      "serverError", status: 500, kind: .server,
      meaning: Bilingual(zh: "服务器出错。", en: "The server failed."),
      remedy: Bilingual(zh: "把请求号（X-DEVOPS-RID）告诉蓝盾运维。", en: "Tell the operators the request id (X-DEVOPS-RID).")),
    Fault(
      "unavailable", status: 503, kind: .unavailable,
      meaning: Bilingual(zh: "服务暂时不可用。", en: "The service is not available now."),
      remedy: Bilingual(zh: "稍后再试；持续出现请联系蓝盾运维。", en: "Try later; if it stays so, tell the operators.")),
  ]
}
