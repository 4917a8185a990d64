public import HufuClient
import HufuSigning

extension ISRPA {
  public static let settingFields = [
    SettingField(
      "release", allowed: Settings.Release.allCases.map(\.rawValue), default: "2020.4",
      help: Bilingual(
        zh: "平台版本。2020.4 全部可用；2020.5 只公开了令牌接口；10.3 与 rpa9 的规则未完整公开，会被拒绝。",
        en: "The platform's version. 2020.4 works in full, 2020.5 only fetches tokens; 10.3 and rpa9 are not fully public: refused.")),
    SettingField(
      "jsonStyle", allowed: Settings.JSONStyle.allCases.map(\.rawValue), default: "sorted",
      help: Bilingual(
        zh: "POST、PUT、DELETE 签名用的 JSON 写法；签名总是不对时依次试 sorted-utf8、compact。",
        en: "How the signed JSON of POST, PUT and DELETE is spelled; if signatures never fit, try sorted-utf8, then compact.")),
    SettingField(
      "slash", allowed: Settings.Slash.allCases.map(\.rawValue), default: "literal",
      help: Bilingual(
        zh: "URL 编码签名源串时是否保留 /；只有含 / 的参数签名失败时改为 encoded。",
        en: "Whether / stays when the source text is quoted; if only values with a / fail, use encoded.")),
    SettingField(
      "stringify", allowed: Settings.Stringify.allCases.map(\.rawValue), default: "reject-nested",
      help: Bilingual(
        zh: "非文本值如何变成文本：python（True、{'b': 1}）、json（true、{\"b\":1}）；默认拒绝对象和数组。",
        en: "How values become text: python (True, {'b': 1}) or json (true, {\"b\":1}); by default objects and arrays are refused.")),
    SettingField(
      "tokenPointer",
      help: Bilingual(
        zh: "令牌回答中访问令牌的位置（JSON 指针，从整个回答算起，如 /result/accessToken）；不写则在常见位置查找。",
        en: "Where the access token stands (JSON pointer into the whole token answer: /result/accessToken); else it is searched.")),
    SettingField(
      "refreshPointer",
      help: Bilingual(zh: "刷新令牌的位置（JSON 指针）。", en: "Where it holds the refresh token (JSON pointer).")),
    SettingField(
      "expiresPointer",
      help: Bilingual(zh: "有效期的位置（JSON 指针），单位为秒。", en: "Where it holds the token's life in seconds (JSON pointer).")),
    SettingField(
      "successCode",
      help: Bilingual(
        zh: "回答中表示成功的 code，多个用逗号分隔；不写为 0,200。", en: "Values of code that mean success, separated by commas; 0,200 when left out.")),
    SettingField(
      "refusedCodes",
      help: Bilingual(
        zh: "表示令牌或签名被拒的 code，多个用逗号分隔；不写为 401。命中时自动换新令牌重发一次。",
        en: "Values of code that mean a refused token or signature (commas between); 401 when left out. They renew and repeat once.")),
  ]
}
