import HufuSigning

/// What is refused before anything is sent, with the code the vendor's own client gives for it: 41 parameters, 42 method, 44 token.
extension SigningError {
  static let noToken = SigningError(
    .tokenMissing, Bilingual(zh: "iS-RPA 用访问令牌签名，而现在没有令牌。", en: "iS-RPA signs with an access token, and there is none."),
    remedy: Bilingual(
      zh: "用 --token 给出一个；hufu token refresh PROFILE --reveal 可以取得。",
      en: "Give one with --token; hufu token refresh PROFILE --reveal fetches one."),
    clientCode: 44)

  static let unfitToken = SigningError(
    .credential, Bilingual(zh: "访问令牌为空，或含有不能放进请求头的字符。", en: "The access token is empty or holds bytes that may not stand in a header."),
    remedy: Bilingual(
      zh: "核对 tokenPointer 是否指向令牌本身；令牌是可见 ASCII 文本。",
      en: "Check that tokenPointer leads to the token itself; a token is visible ASCII text."),
    clientCode: 44)

  static func unknownMethod(_ method: Method) -> SigningError {
    SigningError(
      .method, Bilingual(zh: "iS-RPA 不支持 \(method.rawValue)，请求未发送。", en: "iS-RPA knows no \(method.rawValue); nothing was sent."),
      remedy: Bilingual(zh: "只能用 GET、PUT、POST 或 DELETE。", en: "Use GET, PUT, POST or DELETE."), clientCode: 42)
  }

  static func unknown(_ release: ISRPA.Settings.Release) -> SigningError {
    let (zh, en) =
      switch release {
      case .`2020.4`, .`2020.5`:
        (
          "厂商只公开了取得和刷新令牌的参数，签名函数 rpa_url_encode 的细节没有公开",
          "only the parameters of the token calls are public, not what its signing function rpa_url_encode does"
        )
      case .`10.3`:
        (
          "公开的只有源串和请求头名；Base64 之前是否转十六进制、POST 和 DELETE 的参数放在哪里，都没有公开",
          "only source text and header names are public, not whether base64 follows hex, nor where POST and DELETE carry parameters"
        )
      case .rpa9:
        (
          "公开的只有一个不含特殊字符的示例；encodeURIComponent 与示例代码的 quote 对 / ! ' ( ) * 不一致，令牌也不由 accessKey 换取",
          "only one example without special characters is public; encodeURIComponent and the sample's quote differ for / ! ' ( ) *, "
            + "and its token is not traded for an accessKey"
        )
      }
    return SigningError(
      .unknownScheme,
      Bilingual(
        zh: "iS-RPA \(release.rawValue) 的签名规则没有完整公开：\(zh)。", en: "The rules of iS-RPA \(release.rawValue) are not fully public: \(en)."),
      remedy: Bilingual(
        zh: "向厂商技术索取该版本的接口手册（2020.5 起可在服务器的 /doc.html 查看）；若服务器接受 2020.4 的规则，把 release 设为 2020.4。",
        en: "Ask the vendor for its manual (2020.5 shows it at /doc.html on the server); where 2020.4's rules work, set release to 2020.4.")
    )
  }

  static let bodyOfGet = SigningError(
    .body, Bilingual(zh: "iS-RPA 的 GET 不带请求体：请求体不会被签名。", en: "A GET to iS-RPA has no body: it would not be signed."),
    remedy: Bilingual(zh: "把参数写进查询串。", en: "Put the parameters into the query."), clientCode: 41)

  static let unreadableBody = SigningError(
    .body, Bilingual(zh: "请求体不是 JSON 对象，无法取出要签名的参数。", en: "The body is not a JSON object, so the parameters to sign cannot be read."),
    remedy: Bilingual(
      zh: "以 JSON 对象传入参数，例如 {\"name\":\"值\"}；表单和文件不能签名。",
      en: "Pass the parameters as a JSON object such as {\"name\":\"value\"}; forms and files cannot be signed."),
    clientCode: 41)

  static let unreadableQuery = SigningError(
    .parameter,
    Bilingual(zh: "查询串里有错误的 % 编码或不是 UTF-8，无法如实签名。", en: "The query holds a broken % sequence or is not UTF-8: it cannot be signed."),
    remedy: Bilingual(zh: "对参数名和值做百分号编码（UTF-8），字面的 % 写成 %25。", en: "Percent-encode names and values as UTF-8; a literal % is %25."),
    clientCode: 41)

  static func contradicting(_ name: String) -> SigningError {
    SigningError(
      .parameter, Bilingual(zh: "参数 \(name) 给了两个不同的值。", en: "Parameter \(name) is given two different values."),
      remedy: Bilingual(
        zh: "查询串和请求体合起来，每个名字只给一个值；多个值请合成一段文本。",
        en: "Give each name one value in query and body together; put several values into one text."), clientCode: 41)
  }

  static func nested(_ name: String) -> SigningError {
    SigningError(
      .parameter,
      Bilingual(
        zh: "参数 \(name) 是对象或数组；服务器要求值都是文本，如何转换没有公开。",
        en: "Parameter \(name) is an object or an array; the server wants texts, and how it turns one into a text is not public."),
      remedy: Bilingual(
        zh: "把它作为 JSON 文本传入（\(name)='{…}'，不用 :=），或在 profile 中设置 stringify: json 或 python。",
        en: "Pass it as a JSON text (\(name)='{…}', not :=), or set stringify: json or python in the profile."), clientCode: 41)
  }
}
