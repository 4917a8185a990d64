public import HufuClient
public import HufuSigning

extension ISRPA {
  /// What a profile can say about the server, because the vendor does not (platforms/isrpa.md §2–§4).
  public struct Settings: Decodable, Sendable {
    /// The product's version. Signing is public for 2020.4, fetching tokens for 2020.5 too; everything else is refused, not guessed.
    public enum Release: String, Decodable, Sendable, CaseIterable {
      case `2020.4`, `2020.5`, `10.3`, rpa9
    }

    /// How the JSON text is spelled that is signed and sent.
    public enum JSONStyle: String, Decodable, Sendable, CaseIterable {
      /// `json.dumps(…, sort_keys=True)`: the most probable original.
      case sorted
      /// The same with `ensure_ascii=False`.
      case sortedUTF8 = "sorted-utf8"
      /// The same as `sorted` with `separators=(',', ':')`.
      case compact
      /// The document read without its lost lines: Python's `str(dict)`, and nothing is sorted.
      case repr
    }

    /// Whether `/` stays or becomes `%2F` when the source text is quoted: Python's `quote` keeps it, Java's `URLEncoder` does not.
    public enum Slash: String, Decodable, Sendable, CaseIterable {
      case literal, encoded
    }

    /// How a value that is no text becomes one.
    public enum Stringify: String, Decodable, Sendable, CaseIterable {
      /// Python's `str()`: `True`, `None`, `{'b': 1}`.
      case python
      /// Its JSON text, as written and without white space: `true`, `null`, `{"b":1}`.
      case json
      /// As `python` for scalars; objects and arrays are refused with a hint.
      case rejectNested = "reject-nested"
    }

    public var release = Release.`2020.4`
    public var jsonStyle = JSONStyle.sorted
    public var slash = Slash.literal
    public var stringify = Stringify.rejectNested
    /// Where the whole answer of a token call holds the access token; nil to look in the likely places (``TokenReader``).
    public var tokenPointer: JSONPointer?
    public var refreshPointer: JSONPointer?
    /// Where it holds the token's life in seconds.
    public var expiresPointer: JSONPointer?
    /// Values of the answer's `code` that mean success; an answer without a code is judged by its HTTP status alone.
    ///
    /// 0 and 200 are what Chinese envelopes use most; 1 is left out because it means success on some servers and failure on others.
    public var successCodes: Set<String> = ["0", "200"]
    /// Values of `code` that mean the token or the signature was refused before anything was done: the token is renewed and the request
    /// repeated once, even a write. So nothing but 401 is taken for one unasked.
    public var refusedCodes: Set<String> = ["401"]
    /// How the server is asked for a job; nil where nobody has told, and then a job is created and left alone.
    public var jobStatus: JobStatus?

    public init() {}

    private enum Name: String, CodingKey {
      case release, jsonStyle, slash, stringify, tokenPointer, refreshPointer, expiresPointer, successCode, refusedCodes, jobStatus
    }

    public init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: Name.self)
      func pointer(_ name: Name) throws -> JSONPointer? {
        guard let text = try values.decodeIfPresent(String.self, forKey: name), !text.isEmpty else { return nil }
        do {
          return try JSONPointer(text)
        } catch {
          throw DecodingError.dataCorruptedError(
            forKey: name, in: values, debugDescription: "not a JSON pointer such as /result/accessToken")
        }
      }
      func codes(_ name: Name) throws -> Set<String>? {
        guard let text = try values.decodeIfPresent(String.self, forKey: name), !text.isEmpty else { return nil }
        return Set(text.split { $0 == "," || $0 == " " }.map(String.init))
      }
      release = try values.decodeIfPresent(Release.self, forKey: .release) ?? release
      jsonStyle = try values.decodeIfPresent(JSONStyle.self, forKey: .jsonStyle) ?? jsonStyle
      slash = try values.decodeIfPresent(Slash.self, forKey: .slash) ?? slash
      stringify = try values.decodeIfPresent(Stringify.self, forKey: .stringify) ?? stringify
      tokenPointer = try pointer(.tokenPointer)
      refreshPointer = try pointer(.refreshPointer)
      expiresPointer = try pointer(.expiresPointer)
      successCodes = try codes(.successCode) ?? successCodes
      refusedCodes = try codes(.refusedCodes) ?? refusedCodes
      jobStatus = try values.decodeIfPresent(JobStatus.self, forKey: .jobStatus)
    }
  }

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
    SettingField(
      "jobStatus", .json,
      help: Bilingual(
        zh: "怎样查询作业状态（厂商没有公开），YAML 映射或 JSON：call、id、state、passed、failed 等；示例：hufu explain isrpa job-status。不写则只创建、不等待。",
        en: "How a job is asked for (not public), a mapping or JSON: call, id, state, passed, failed …; see hufu explain isrpa job-status. "
          + "Without it jobs are created, not waited for.")),
  ]
}

extension ISRPA.Settings.Release {
  /// Whether `/oapi/v1/token` and its parameters are known for this release.
  var hasTokens: Bool { self == .`2020.4` || self == .`2020.5` }
  /// Whether every rule of its signature is known.
  var hasPublicSignature: Bool { self == .`2020.4` }
}

extension ISRPA.Settings.JSONStyle {
  var python: PythonJSON.Style {
    switch self {
    case .sorted: .sorted
    case .sortedUTF8: .sortedUTF8
    case .compact: .compact
    case .repr: .repr
    }
  }
}

extension ISRPA.Settings.Slash {
  var quoting: PercentEncoding {
    switch self {
    case .literal: .pythonQuote
    case .encoded: .pythonQuoteAll
    }
  }
}
