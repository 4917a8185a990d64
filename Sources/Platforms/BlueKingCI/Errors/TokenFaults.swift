import HufuClient
import HufuSigning

extension BlueKingCI {
  /// What openapi and auth say about a token. All are HTTP 400 in plain text, whatever the document's table says (platforms/bkci.md §1.6);
  /// the codes show only on direct calls of the auth service.
  static let tokenFaults = [
    Fault(
      "tokenMissing", texts: ["accessToken is empty"], status: 400, form: .text, kind: .unauthenticated,
      meaning: Bilingual(
        zh: "服务器开启了令牌认证，而请求没有带 access_token。", en: "The server asks for a token, and the request carried no access_token."),
      remedy: Bilingual(
        zh: "在 profile 的 credentials 里加上 accessToken（或 secret）；取得方法见 hufu explain bkci token-get。",
        en: "Put accessToken (or secret) into the profile's credentials; hufu explain bkci token-get says how to get one.")),
    Fault(
      "tokenExpired", codes: ["2100025"], texts: ["Access token expired in"], status: 400, form: .text, kind: .unauthenticated,
      meaning: Bilingual(zh: "access_token 已过期。", en: "The access_token has expired."),
      remedy: Bilingual(
        zh:
          "浏览器登录蓝盾后打开 https://{域名}/ms/auth/api/user/token/get，把整页 JSON 交给 hufu login PROFILE --paste；令牌不在文件里时更新 accessToken 引用的值，或由运维用 hufu token bkci mint 签发。",
        en:
          "Sign in with the browser, open https://HOST/ms/auth/api/user/token/get and give the whole JSON to hufu login PROFILE --paste; "
          + "where the token is in no file, renew what accessToken refers to, or have an operator mint one (hufu token bkci mint)."
      )),
    Fault(
      "tokenIllegal", codes: ["2100024"], texts: ["Access token illegal"], status: 400, form: .text, kind: .unauthenticated,
      meaning: Bilingual(
        zh: "access_token 不是这台服务器签发的，或在复制、编码时损坏。",
        en: "The access_token was not issued by this server, or was damaged by copying or encoding."),
      remedy: Bilingual(
        zh: "确认令牌取自同一个域名、没有缺字符；服务器改过 common.yml 的 secret 后，旧令牌全部失效，需要重新获取。",
        en:
          "Check that it is whole and this host's; after a change of the secret in common.yml all old tokens are void: get a new one."
      )),
    Fault(
      "tokenInvalid", codes: ["2100015"], texts: ["Access token invalid"], status: 400, form: .text, kind: .unauthenticated,
      meaning: Bilingual(zh: "access_token 能解密，但内容不是令牌。", en: "The access_token decrypts, but not to a token."),
      remedy: Bilingual(
        zh: "重新获取令牌；若令牌是自行签发的，改用 hufu token bkci mint。", en: "Get a new token; if it was made by hand, use hufu token bkci mint.")),
    Fault(
      "tokenSecretMissing", codes: ["2100026"], texts: ["config[auth.accessToken.secret] is not found"], status: 400,
      kind: .unauthenticated,
      meaning: Bilingual(
        zh: "服务器没有配置 auth.accessToken.secret，签发不了令牌。", en: "The server has no auth.accessToken.secret and can issue no token."),
      remedy: Bilingual(
        zh: "请运维按 hufu explain bkci enable-token 的步骤配置并重启服务。", en: "Ask an operator to follow hufu explain bkci enable-token.")),
    Fault(
      "notLoggedIn", texts: ["用户权限验证失败"], status: 401, kind: .unauthenticated,
      meaning: Bilingual(zh: "没有登录蓝盾：取令牌的地址只认浏览器的登录 Cookie。", en: "Not signed in: the token address knows browser cookies only."),
      remedy: Bilingual(
        zh: "先在浏览器网页登录蓝盾，再访问该地址；命令行可用 cookie= 传入登录 Cookie（bk_token=…）。",
        en: "Sign in to BlueKing CI in a browser first; on the command line pass the login cookie (bk_token=…) as cookie=.")),
    Fault(
      "loginNotAuthorised", codes: ["1302403"], status: 417, kind: .forbidden,
      meaning: Bilingual(zh: "该账号未获授权使用蓝盾应用。", en: "The account is not authorised for the BlueKing CI application."),
      remedy: Bilingual(zh: "在蓝鲸桌面申请蓝盾应用的使用权限。", en: "Apply for the application's use on the BlueKing desktop.")),
    Fault(
      "gatewayTokenMissing", texts: ["Request bkapi jwt is empty", "Request don't has user's access_token", "app auth fail"], status: 400,
      form: .text, kind: .unauthenticated,
      meaning: Bilingual(zh: "服务器要求经过蓝鲸 API 网关调用。", en: "The server wants calls to come through the BlueKing API Gateway."),
      remedy: Bilingual(
        zh: "把 profile 的 url 指向网关，设置 gateway，并填写 gatewayAppCode 和 gatewayAppSecret。",
        en: "Point the profile's url at the gateway set gateway, and fill in gatewayAppCode and gatewayAppSecret.")),
    Fault(
      "gatewayTokenUnreadable", codes: ["2112005"], status: 400, kind: .unauthenticated,
      meaning: Bilingual(zh: "蓝鲸 API 网关的 JWT 解析失败。", en: "The JWT of the BlueKing API Gateway cannot be read."),
      remedy: Bilingual(zh: "请运维核对 openapi 配置的网关公钥。", en: "Ask an operator to check the gateway's public key in openapi's configuration.")),
    Fault(
      "authUnreachable", texts: ["Verification failed :"], status: 400, form: .text, kind: .unavailable,
      meaning: Bilingual(
        zh: "openapi 校验令牌时出错，但不是令牌本身的问题（多半连不上 auth 服务）。",
        en: "openapi failed to check the token, and not because of the token: it likely cannot reach the auth service."),
      remedy: Bilingual(
        zh: "稍后再试；持续出现请运维检查 auth 服务（BKCI-auth 或 bk-ci-auth）。",
        en: "Try later; if it stays so, have an operator look at the auth service (BKCI-auth or bk-ci-auth)."),
      isBeforeWork: true),
  ]

  /// Who calls, and how.
  static let callerFaults = [
    Fault(
      "userMissing", codes: ["2112009"], texts: ["parameter userId", "request param userId cannot be empty"], status: 400,
      kind: .unauthenticated,
      meaning: Bilingual(zh: "请求没有说明是谁在调用：缺少 X-DEVOPS-UID。", en: "The request does not say who calls: X-DEVOPS-UID is missing."),
      remedy: Bilingual(
        zh: "在 profile 的 credentials 里加上 user: 你的蓝盾用户名。", en: "Add user: YOUR_BLUEKING_NAME to the profile's credentials.")),
    Fault(
      "pathIllegal", texts: ["Devops OpenAPI Auth fail: path("], status: 400, form: .text, kind: .invalid,
      meaning: Bilingual(zh: "这个路径不在开放接口之内。", en: "This path is outside the open API."),
      remedy: Bilingual(zh: "路径应以 /ms/openapi/api/apigw/v3 或 /v4 开头。", en: "Paths start with /ms/openapi/api/apigw/v3 or /v4.")),
    Fault(
      "applicationRefused", texts: ["You do not have permission to access"], status: 403, form: .text, kind: .forbidden,
      meaning: Bilingual(zh: "该应用没有调用开放接口的权限。", en: "The application may not call the open API."),
      remedy: Bilingual(
        zh: "在蓝鲸 API 网关为 appCode 申请 devops 网关的权限。", en: "Apply for the devops gateway for this appCode on the BlueKing API Gateway.")),
    Fault(
      "parameterMissing", texts: ["Parameter specified as non-null is null"], status: 400, kind: .invalid,
      meaning: Bilingual(
        zh: "缺少必填参数（见服务器原文末尾的 parameter 名）。", en: "A required parameter is missing (its name stands at the end of the server's text)."),
      remedy: Bilingual(zh: "用 hufu describe bkci 操作名 查看必填参数。", en: "hufu describe bkci OPERATION lists what is required.")),
    Fault(
      "parameterType", texts: ["查询参数类型错误"], kind: .invalid,
      meaning: Bilingual(zh: "查询参数的类型不对；服务器把它说成 404。", en: "A query parameter has the wrong type; the server calls that a 404."),
      remedy: Bilingual(zh: "核对数字和布尔参数的写法。", en: "Check how numbers and booleans are written.")),
  ]
}
