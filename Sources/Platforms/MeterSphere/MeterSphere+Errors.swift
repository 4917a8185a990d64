public import HufuClient
import HufuSigning

extension MeterSphere {
  public static let errors = ErrorCatalogue(platform: id, ticketFaults + requestFaults)

  /// What the filter in front of everything says; status 500, no wrapper (platforms/metersphere.md §1.2–1.3).
  private static let ticketFaults = [
    Fault(
      "invalidAccessKey", texts: ["invalid accessKey", "accessKey is disabled"], status: 500, form: .html, kind: .unauthenticated,
      meaning: Bilingual(
        zh: "MeterSphere 不认识这个 accessKey：不存在、已禁用或已删除。", en: "MeterSphere does not know this accessKey: unknown, disabled or deleted."),
      remedy: Bilingual(
        zh: "在【个人信息】-【API Keys】确认该 key 存在且已启用，并确认 url 指向同一套 MeterSphere。",
        en: "See in 【个人信息】-【API Keys】 that the key exists and is enabled, and that the url is that very MeterSphere.")),
    Fault(
      "invalidSignature", texts: ["invalid signature"], status: 500, form: .html, kind: .unauthenticated,
      meaning: Bilingual(
        zh: "签名不对：secretKey 与 accessKey 不配对，或签名被改动。", en: "Wrong signature: secretKey does not belong to accessKey, or it was altered."),
      remedy: Bilingual(
        zh: "在【个人信息】-【API Keys】重新复制同一行的 accessKey 和 secretKey，注意不要填反、不要带空格。",
        en: "Copy accessKey and secretKey anew from one line of 【个人信息】-【API Keys】; do not swap them, mind spaces.")),
    Fault(
      "expiredSignature", texts: ["expired signature"], status: 500, form: .html, kind: .unauthenticated,
      meaning: Bilingual(zh: "签名时间与服务器相差超过 30 分钟。", en: "The signed time is more than 30 minutes from the server's."),
      remedy: Bilingual(
        zh: "校准本机时钟（时间戳是毫秒）；每个请求都要重新签名，不要复用旧的 signature。",
        en: "Set this machine's clock (the time is in milliseconds); sign every request anew, never reuse a signature.")),
    Fault(
      "accessKeyExpired", texts: ["accessKey is expired"], status: 500, form: .html, kind: .unauthenticated,
      meaning: Bilingual(zh: "这个 accessKey 已过有效期（v3）。", en: "This accessKey is past its life (v3)."),
      remedy: Bilingual(
        zh: "在【个人信息】-【API Keys】延长有效期或设为永久，或新建一个 key。",
        en: "Prolong it in 【个人信息】-【API Keys】, make it permanent, or create a new key.")),
    Fault(
      "userDisabled", texts: ["DisabledAccountException"], status: 500, form: .html, kind: .unauthenticated,
      meaning: Bilingual(zh: "这个 key 所属的用户已被禁用。", en: "The user this key belongs to is disabled."),
      remedy: Bilingual(zh: "请 MeterSphere 管理员启用该用户，或换用另一用户的 key。", en: "Have an administrator enable the user, or use another user's key.")
    ),
    Fault(
      "timeNotNumeric", texts: ["java.lang.NumberFormatException: For input string"], status: 500, form: .html, kind: .unauthenticated,
      meaning: Bilingual(zh: "签名明文的最后一段不是毫秒时间戳。", en: "The last field of the ticket is no time in milliseconds."),
      remedy: Bilingual(
        zh: "明文必须是 accessKey|uuid|毫秒时间戳，顺序不能变；时间戳取整数，不要带小数或单位。",
        en: "The plaintext must be accessKey|uuid|milliseconds in this order; the time a whole number without unit.")),
    Fault(
      "emptyTicket", texts: ["java.lang.NullPointerException"], status: 500, form: .html, kind: .unauthenticated,
      meaning: Bilingual(zh: "签名解密后是空的。", en: "The signature opens to nothing."),
      remedy: Bilingual(
        zh: "加密前的明文必须是 accessKey|uuid|毫秒时间戳；检查签名代码是否加密了空字符串。",
        en: "The plaintext must be accessKey|uuid|milliseconds; see whether the signing code seals an empty text.")),
    Fault(
      "sessionMissing", texts: ["Not found session"], status: 302, form: .redirect, kind: .unauthenticated,
      meaning: Bilingual(
        zh: "MeterSphere 没有看到 accessKey 和 signature，把请求当成未登录的浏览器。",
        en: "MeterSphere saw no accessKey and signature and took the request for a browser that is not signed in."),
      remedy: Bilingual(
        zh: "检查代理是否去掉了 accessKey、signature 头，url 是否会被跳转（http→https、缺少前缀），generation 设置是否与服务器一致。",
        en:
          "See whether a proxy drops the headers accessKey and signature, the url redirects (http→https, a prefix), or generation is wrong."
      )),
  ]

  /// What is said in a wrapper, after somebody was let in (platforms/metersphere.md §1.4, §2). Business texts follow the user's language
  /// and are not matched, but for the few that are the same in all.
  private static let requestFaults = [
    Fault(
      "unknownService", texts: ["404 NOT_FOUND"], status: 500, kind: .notFound,
      meaning: Bilingual(zh: "v2 网关没有这个服务前缀。", en: "The v2 gateway has no service of that prefix."),
      remedy: Bilingual(
        zh: "v2 的路径以 /setting、/project、/api、/track 等服务名开头；若服务器是 v1 或 v3，请改 generation 设置。",
        en: "v2 paths start with a service: /setting, /project, /api, /track. For a v1 or v3 server change the setting generation.")),
    Fault(
      "unknownUser", texts: ["user_not_exist"], status: 500, kind: .invalid,
      meaning: Bilingual(zh: "userId 不是该项目中存在的用户 id。", en: "userId is not the id of a user of this project."),
      remedy: Bilingual(
        zh: "v2.10.3 起 user 必须是用户 id，不能是显示名；用 key.validate 查到自己的 id，并确认其为项目成员。",
        en: "From v2.10.3 on user must be an id, not a display name; key.validate gives your own. It must be a member of the project.")),
    Fault(
      "nothingToRun", texts: ["plan_warning"], status: 500, kind: .invalid,
      meaning: Bilingual(zh: "测试计划里没有可执行的自动化用例。", en: "The plan has no case that can be run."),
      remedy: Bilingual(zh: "先在测试计划里关联接口用例、场景、性能或 UI 用例。", en: "Add API cases, scenarios, load or UI tests to the plan first.")),
    Fault(
      "shareExpired", texts: ["The connection has expired"], status: 500, kind: .notFound,
      meaning: Bilingual(zh: "分享链接已过期（默认 24 小时）。", en: "The share link is past its life (24 hours unless changed)."),
      remedy: Bilingual(
        zh: "用 report.share 重新生成；有效期在项目设置的报告分享时间里修改。",
        en: "Make a new one with report.share; the project's settings say how long links live.")),
    Fault(
      "notOwner", texts: ["does not have permission to operate this", "没有操作此"], status: 500, kind: .forbidden,
      meaning: Bilingual(zh: "当前用户不能操作这个对象，或这个 id 不存在。", en: "The user may not operate this object, or there is no such id."),
      remedy: Bilingual(
        zh: "核对 id 属于 profile 的项目；v3 刚启动的报告可能要等片刻才出现。",
        en: "See that the id belongs to the profile's project; in v3 a report just started may take a moment to appear.")),
    Fault(
      "forbidden", codes: ["403", "100403"], texts: ["Subject does not have permission"], status: 403, kind: .forbidden,
      meaning: Bilingual(zh: "该 key 的用户没有所需权限。", en: "The key's user lacks the permission."),
      remedy: Bilingual(
        zh: "在方括号里可看到缺少的权限；请项目管理员授权，并在 profile 里填对 project 和 workspace/organization。",
        en:
          "The permission stands in brackets; ask the project's administrator, and set project and workspace (organization) in the profile."
      )),
    Fault(
      "unauthorized", codes: ["401", "100401"], status: 401, kind: .unauthenticated,
      meaning: Bilingual(zh: "MeterSphere 认为未登录。", en: "MeterSphere takes the request for not signed in."),
      remedy: Bilingual(
        zh: "用 key.validate 检查 key；确认该用户未被禁用。", en: "Check the key with key.validate; see that its user is not disabled.")),
    Fault(
      "invalidArgument", codes: ["400", "100400"], status: 400, kind: .invalid,
      meaning: Bilingual(zh: "参数校验未通过。", en: "An argument did not pass validation."),
      remedy: Bilingual(
        zh: "messageDetail 里逐个列出不合格的字段（v3 的 pageSize 为 5–500）；加 --envelope 查看。",
        en: "messageDetail names each faulty field (v3 takes a pageSize of 5–500); see it with --envelope.")),
    Fault(
      "notFound", codes: ["404", "100404"], status: 404, kind: .notFound,
      meaning: Bilingual(zh: "没有这个对象。", en: "There is no such object."),
      remedy: Bilingual(zh: "核对 id，以及它是否属于该项目。", en: "Check the id, and that it belongs to the project.")),
    Fault(
      "methodNotAllowed", codes: ["405"], status: 405, kind: .invalid,
      meaning: Bilingual(zh: "该路径不支持这个请求方法。", en: "The path does not take this method."),
      remedy: Bilingual(zh: "用 hufu operations metersphere 查到正确的操作。", en: "Find the right operation with hufu operations metersphere.")),
    Fault(
      "refusedInV3", codes: ["100500"], status: 500, kind: .refused,
      meaning: Bilingual(zh: "MeterSphere v3 拒绝了请求，或在处理中出错。", en: "MeterSphere v3 refused the request, or failed while working on it."),
      remedy: Bilingual(
        zh: "看服务器给出的说明；核对 id 和参数。messageDetail 是服务器堆栈，可交给管理员。",
        en: "Read the server's text; check ids and arguments. messageDetail is a stack trace for the administrator.")),
    Fault(
      "refused", status: 500, kind: .refused,
      meaning: Bilingual(zh: "MeterSphere 拒绝了请求。", en: "MeterSphere refused the request."),
      remedy: Bilingual(
        zh: "看服务器给出的说明；核对 id、参数和 generation 设置。v3 的六位 code：104xxx 接口，107xxx 测试计划。",
        en: "Read the server's text; check ids, arguments and the setting generation. Six-digit codes of v3: 104xxx API, 107xxx plans.")),
    Fault(
      "otherGeneration", status: 200, kind: .configuration,
      meaning: Bilingual(zh: "服务器说的是另一代 API。", en: "The server speaks another generation of the API."),
      remedy: Bilingual(
        zh: "修改 profile 的 settings.generation：回答里有 code 的是 v3，有 success 的是 v1 或 v2。",
        en: "Change settings.generation in the profile: answers with code are v3, with success v1 or v2.")),
    Fault(
      "unknownPath", status: 404, form: .html, kind: .notFound,
      meaning: Bilingual(zh: "服务器没有这个路径。", en: "The server has no such path."),
      remedy: Bilingual(
        zh: "多半是 generation 与服务器不符，或 url 缺少代理前缀；用 version.get 确认版本。",
        en: "Most likely generation does not fit the server, or the url lacks a proxy's prefix; version.get tells the version.")),
  ]
}
