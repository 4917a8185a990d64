public import HufuClient
import HufuSigning

extension Tianyi {
  /// The codes known so far (platforms/tianyi.md §5; the portal's 响应状态码字典 is not public). Refusals of tokens and signatures have no
  /// public code: they are known by what `msg` says, in words the vendor's troubleshooting manual uses.
  public static let errors = ErrorCatalogue(platform: id, applicationFaults + tokenFaults + permissionFaults + sealFaults + [unlisted])

  /// A refusal nobody has described in public.
  static let unlisted = Fault(
    "unlisted", kind: .refused,
    meaning: Bilingual(zh: "平台拒绝了请求，错误码不在已公开的范围内。", en: "The platform refuses the request with a code that is not public."),
    remedy: Bilingual(
      zh: "看服务器说明；或登录能力开放门户查【响应状态码字典】和 Q&A。", en: "Read the server's words; or look into the portal's 响应状态码字典 and its Q&A."))

  private static let applicationFaults = [
    Fault(
      "headerMissing", codes: ["70012"], kind: .unauthenticated,
      meaning: Bilingual(
        zh: "“应用不存在”：实际上几乎总是请求头缺少 apiVersion: 2.0，或公共参数没放在表单里。",
        en:
          "\"No such application\": in truth nearly always the header apiVersion: 2.0 is missing, or the common fields are not in the form."
      ),
      remedy: Bilingual(
        zh: "两个已知原因：一是没带请求头 apiVersion: 2.0；二是把请求头当成请求体发送，或六个公共参数放错位置。"
          + "用 hufu sign 输出的请求逐项对照；若是别的程序发出的请求，检查它的代理是否丢掉了该头。若都无误，再核对 appId。",
        en:
          "Two causes are known: the header apiVersion: 2.0 was not sent, or headers were sent as the body and fields misplaced. "
          + "Compare with what hufu sign prints, and look for a proxy that drops the header. If all is well, check appId.")),
    Fault(
      "unknownApplication", codes: ["30043"], kind: .unauthenticated,
      meaning: Bilingual(zh: "应用不存在：平台不认识这个 appId。", en: "The platform knows no application with this appId."),
      remedy: Bilingual(
        zh: "从\(developerID.zh)重新复制 appId，并确认应用已审核通过、没有停用。",
        en: "Copy appId again from \(developerID.en), and check that the application is approved and not suspended.")),
    Fault(
      "signatureRefused", texts: ["签名错误", "签名校验失败", "签名验证失败", "签名不正确", "验签失败"], kind: .unauthenticated,
      meaning: Bilingual(zh: "签名不对。", en: "The signature is wrong."),
      remedy: Bilingual(
        zh: "核对 appSecret（32 个字符，按文本使用，不做十六进制解码）和 version、clientType；签名原文是 appId+clientType+params+timestamp+version，不含 apiVersion。",
        en: "Check appSecret (32 characters, used as text, not decoded from hex), version and clientType. "
          + "What is signed is appId+clientType+params+timestamp+version, without apiVersion.")),
    Fault(
      "staleTimestamp", texts: ["时间戳"], kind: .unauthenticated,
      meaning: Bilingual(zh: "时间戳与平台时间相差太多。", en: "The timestamp is too far from the platform's clock."),
      remedy: Bilingual(zh: "校准本机时钟（NTP）。", en: "Set this machine's clock (NTP).")),
    Fault(
      "addressNotListed", codes: ["20103", "30108"], texts: ["白名单"], kind: .forbidden,
      meaning: Bilingual(zh: "调用方的 IP 不在应用的白名单里。", en: "The caller's address is not on the application's list."),
      remedy: Bilingual(
        zh: "把服务器说明里的 IP 加入能力开放门户应用的【服务器 IP 配置】。",
        en: "Add the address named in the server's message to the application's 服务器 IP 配置 in the portal."),
      isBeforeWork: true),
    Fault(
      "rateLimited", codes: ["30041"], kind: .throttled,
      meaning: Bilingual(zh: "调用太频繁，被限流。", en: "Too many calls; throttled."),
      remedy: Bilingual(
        zh: "在 profile 里设置 rate（例如 5/s）。不要每次调用都重新取令牌：平台会监控取令牌的频率，严重时暂停应用。",
        en:
          "Set rate in the profile (5/s, say). Do not fetch a token for every call: the platform may suspend the application for it."
      )),
    Fault(
      "callbackMissing", codes: ["40104"], kind: .invalid,
      meaning: Bilingual(zh: "回调域名为空。", en: "The callback domain is empty."),
      remedy: Bilingual(
        zh: "在 profile 的 callbackUrl 填写回调地址，并在门户的授权回调域名里配置它的域名（带协议）。",
        en: "Set callbackUrl in the profile, and its domain, with the scheme, as the callback domain in the portal.")),
    Fault(
      "callbackIllegal", codes: ["40105"], kind: .invalid,
      meaning: Bilingual(zh: "回调域名不合法：与门户配置的不一致，或没有写协议。", en: "The callback domain is not the one in the portal, or has no scheme."),
      remedy: Bilingual(
        zh: "门户里填“协议://域名”或“协议://IP+端口”，必须带协议；只比较域名部分，callbackUrl 要用同一个域名。",
        en:
          "In the portal write scheme://domain or scheme://IP:port, never without the scheme; only the domain is compared with callbackUrl."
      )),
    Fault(
      "systemError", codes: ["-1"], texts: ["系统错误"], kind: .server,
      meaning: Bilingual(zh: "平台内部出错（系统错误）。", en: "The platform failed (系统错误)."),
      remedy: Bilingual(zh: "稍后再试；若持续出现，核对参数后联系平台客服。", en: "Try later; if it stays so, check the arguments and ask the vendor.")),
  ]

  private static let signInAgain = Bilingual(
    zh: "重新取得令牌。用户无感知（vcp_189）：hufu token refresh PROFILE；授权码方式：hufu login PROFILE。",
    en: "Obtain a new one: hufu token refresh PROFILE with vcp_189, hufu login PROFILE with auth_code.")

  private static let tokenFaults = [
    Fault(
      "grantMismatch", codes: ["30040"], kind: .invalid,
      meaning: Bilingual(zh: "授权类型与应用类型不匹配。", en: "The grant does not fit the kind of application."),
      remedy: Bilingual(
        zh: "改 profile 的 grant：标准应用用 auth_code 或 189_code，平台应用（用户无感知）用 vcp_189。",
        en: "Change grant in the profile: auth_code or 189_code for a standard application, vcp_189 for a platform application.")),
    Fault(
      "ownerMissing", codes: ["30045"], kind: .forbidden,
      meaning: Bilingual(zh: "企业主授权为空。", en: "No authorisation by an enterprise owner."),
      remedy: Bilingual(
        zh: "用户无感知令牌每次调用都要带 enterpriseUser（企业主手机号）：写进 profile 的 settings，并确认该企业主已在门户授权给本应用；子账号还要 parentUser。",
        en:
          "Calls with a vcp_189 token need enterpriseUser, the owner's mobile number: put it into the settings, and check that the "
          + "owner has authorised this application; a sub-account needs parentUser as well.")),
    Fault(
      "codeRefused", texts: ["authCode", "tokenCode", "授权码"], kind: .invalid,
      meaning: Bilingual(zh: "授权码无效：只能用一次，5 分钟内有效。", en: "The authorization code is not good: it lives five minutes and is used once."),
      remedy: Bilingual(
        zh: "再运行一次 hufu login PROFILE，或重新打开授权页（authpage.get）取新的 authCode；只有 errcode=0 时才能用。",
        en: "Run hufu login PROFILE again, or take a new authCode from the authorization page (authpage.get); only errcode=0 is good.")),
    Fault(
      "refreshRefused", texts: ["refreshToken"], kind: .unauthenticated,
      meaning: Bilingual(zh: "刷新令牌无效或已过期；每次刷新后旧的刷新令牌作废。", en: "The refresh token is not good or too old; each refresh replaces it."),
      remedy: signInAgain),
    Fault(
      "tokenRefused",
      texts: ["accessToken", "token过期", "token已过期", "token失效", "token无效", "令牌"], kind: .unauthenticated,
      meaning: Bilingual(zh: "访问令牌无效、已过期，或不属于这个应用。", en: "The access token is not good, too old, or another application's."),
      remedy: Bilingual(zh: "Hufu 会先刷新一次；若仍被拒绝：", en: "Hufu refreshes once; if it is still refused:") + signInAgain),
  ]

  private static let permissionFaults = [
    Fault(
      "interfaceNotGranted", codes: ["30032"], kind: .forbidden,
      meaning: Bilingual(zh: "应用没有这个接口的权限。", en: "The application may not call this interface."),
      remedy: Bilingual(zh: "在能力开放门户为应用申请该能力。", en: "Apply for this ability in the portal.")),
    Fault(
      "productNotOpened", codes: ["30052"], kind: .forbidden,
      meaning: Bilingual(zh: "商品未开通。", en: "The product is not subscribed."),
      remedy: Bilingual(zh: "在能力开放门户订购或续订该能力对应的商品。", en: "Subscribe to the product of this ability in the portal.")),
    Fault(
      "interfaceUnsupported", codes: ["30201"], kind: .notFound,
      meaning: Bilingual(zh: "接口不支持。", en: "There is no such interface."),
      remedy: Bilingual(zh: "核对接口路径；用 hufu operations tianyi 查看已知接口。", en: "Check the path; hufu operations tianyi lists what is known.")),
    Fault(
      "deviceNotPermitted", codes: ["20001"], kind: .forbidden,
      meaning: Bilingual(zh: "用户没有该设备的权限，或设备不在其名下。", en: "The user has no permission on this device, or does not own it."),
      remedy: Bilingual(
        zh: "核对 deviceCode 与登录的企业主；子账号需要 parentUser。", en: "Check the device code and who signed in; a sub-account needs parentUser.")),
    Fault(
      "directoryNotPermitted", codes: ["50004"], kind: .forbidden,
      meaning: Bilingual(zh: "获取业务树目录列表异常：只有企业主（开通汇聚服务）才能调用。", en: "The directory is open to enterprise owners with 汇聚服务 only."),
      remedy: Bilingual(zh: "改用企业主账号登录，或改用 devices.list。", en: "Sign in as the enterprise owner, or use devices.list.")),
  ]

  private static let sealFaults = [
    Fault(
      "rsaKeyMissing", kind: .configuration,
      meaning: Bilingual(
        zh: "这个回答用 RSA 加密，而 profile 里没有 rsaPrivateKey。", en: "This answer is sealed with RSA, and the profile has no rsaPrivateKey."),
      remedy: Bilingual(
        zh: "从\(developerID.zh)复制 RSA私钥（rsa_private_key）到 profile 的 rsaPrivateKey；"
          + "直播与云存文件也可以把 version 改回 2.0，改用 XXTEA（云回看流化地址始终用 RSA）。",
        en:
          "Copy the RSA私钥 (rsa_private_key) from \(developerID.en) to the profile's rsaPrivateKey; live streams and recordings can also go "
          + "back to version 2.0 and XXTEA (streamed recordings are always RSA).")),
    Fault(
      "rsaKeyUnreadable", kind: .configuration,
      meaning: Bilingual(zh: "rsaPrivateKey 不是可用的 RSA 私钥。", en: "rsaPrivateKey is no RSA private key."),
      remedy: Bilingual(
        zh: "应为 PKCS#8 或 PKCS#1，PEM 或单行 base64；从\(developerID.zh)重新复制。",
        en: "PKCS#8 or PKCS#1 is expected, as PEM or bare base64; copy it again from \(developerID.en).")),
    Fault(
      "sealNotHex", kind: .malformed,
      meaning: Bilingual(zh: "密文既不是十六进制也不是 base64。", en: "The ciphertext is neither hex nor base64."),
      remedy: Bilingual(zh: "完整粘贴 data 的值，或整个回答。", en: "Paste the whole value of data, or the whole answer.")),
    Fault(
      "sealTruncated", kind: .malformed,
      meaning: Bilingual(zh: "密文不完整：长度不是整字（XXTEA）或整块（RSA）。", en: "The ciphertext is cut short: no whole words (XXTEA) or blocks (RSA)."),
      remedy: Bilingual(zh: "重新请求；若是粘贴的内容，检查是否漏了结尾。", en: "Ask again; if it was pasted, look for a missing end.")),
    Fault(
      "sealDamaged", kind: .malformed,
      meaning: Bilingual(zh: "密文解不开：密钥不对，或内容损坏。", en: "The ciphertext does not open: wrong key, or damage."),
      remedy: Bilingual(
        zh: "核对 appSecret 与 rsaPrivateKey 属于同一个应用；version 为 1.1 时回答用 RSA，其他值用 XXTEA。",
        en: "Check that appSecret and rsaPrivateKey belong to one application; version 1.1 is answered with RSA, others with XXTEA.")),
    Fault(
      "sealNotText", kind: .malformed,
      meaning: Bilingual(zh: "解密后的内容不是 UTF-8 文本。", en: "What was sealed is not UTF-8 text."),
      remedy: Bilingual(zh: "多半是密钥不对；核对 profile 的凭据。", en: "Most likely the key is wrong; check the profile's credential.")),
  ]
}
