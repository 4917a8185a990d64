public import HufuClient
import HufuSigning

extension ISRPA {
  /// The client's own codes 40–44, and what the envelope of an answer can tell; the server's codes are not public (platforms/isrpa.md §2).
  public static let errors = ErrorCatalogue(
    platform: id,
    [
      Fault(
        "unexpected", codes: ["40"], texts: ["fail,意外情况", "fail,发送api失败"], kind: .network,
        meaning: Bilingual(
          zh: "客户端代码 40：发送失败或意外情况，没有得到可读的回答。", en: "Client code 40: sending failed, or the answer is not readable."),
        remedy: Bilingual(
          zh: "检查地址、端口（平台默认 443）和自签名证书（tls.caFile）；请求可能已执行，先查询再重发。",
          en: "Check address, port (443) and a private certificate (tls.caFile); the request may have been carried out: look first.")),
      Fault(
        "unsignable", codes: ["41"], texts: ["fail,转换url参数失败", "fail,获取签名失败"], kind: .invalid,
        meaning: Bilingual(zh: "客户端代码 41：参数无法转换或签名。", en: "Client code 41: the parameters cannot be converted or signed."),
        remedy: Bilingual(
          zh: "参数应为一层的 名=值，值为文本；嵌套的对象或数组先写成 JSON 文本，或设置 stringify。",
          en: "Parameters are one flat level of name=value texts; write nested values as JSON texts, or set stringify."), isBeforeWork: true
      ),
      Fault(
        "wrongMode", codes: ["42"], texts: ["fail,mode错误"], kind: .usage,
        meaning: Bilingual(zh: "客户端代码 42：请求方法不对。", en: "Client code 42: no such method."),
        remedy: Bilingual(zh: "只能用 GET、PUT、POST 或 DELETE。", en: "Use GET, PUT, POST or DELETE."), isBeforeWork: true),
      Fault(
        "unused", codes: ["43"], kind: .refused,
        meaning: Bilingual(zh: "客户端代码 43：厂商文档没有使用。", en: "Client code 43: the vendor's document does not use it."),
        remedy: Bilingual(zh: "看 msg 的说明，或询问厂商技术。", en: "Read its msg, or ask the vendor.")),
      Fault(
        "tokenFailed", codes: ["44"], texts: ["fail,获取token失败", "fail,刷新token失败"], kind: .unauthenticated,
        meaning: Bilingual(zh: "客户端代码 44：获取或刷新令牌失败。", en: "Client code 44: fetching or refreshing the token failed."),
        remedy: Bilingual(
          zh: "核对 accessKey、secretKey 和地址；若回答成功却读不出令牌，设置 tokenPointer。",
          en: "Check accessKey, secretKey and address; if the answer is good and the token is not found in it, set tokenPointer.")),
      Fault(
        "authenticationRefused", codes: ["401"], kind: .unauthenticated,
        meaning: Bilingual(zh: "平台不接受令牌或签名。", en: "The platform does not accept the token or the signature."),
        remedy: Bilingual(
          zh: "依次检查：本机时钟（误差不得超过 10 分钟）、令牌是否被换掉、settings 的 jsonStyle 和 slash、accessKey 与 secretKey。",
          en: "Check this machine's clock (10 minutes at most), whether the token was replaced, jsonStyle and slash, and the keys.")),
      Fault(
        "refusedByServer", kind: .refused,
        meaning: Bilingual(zh: "平台拒绝了请求（错误码含义未公开）。", en: "The platform refused the request (the meaning of its code is not public)."),
        remedy: Bilingual(
          zh: "按 msg 修正参数。若这其实是成功，把该 code 写进 successCode；若是令牌或签名问题，写进 refusedCodes。",
          en: "Follow its msg. If it is a success after all, add the code to successCode; if about token or signature, to refusedCodes.")),
      Fault(
        "tokenUnreadable", kind: .malformed,
        meaning: Bilingual(zh: "令牌接口的回答里找不到令牌。", en: "No token is found in the answer of the token call."),
        remedy: Bilingual(
          zh: "用 hufu call PROFILE token.get --envelope 查看回答，再设置 tokenPointer（如 /result/accessToken）。",
          en: "Look at the answer with hufu call PROFILE token.get --envelope, then set tokenPointer (/result/accessToken, say).")),
    ])
}
