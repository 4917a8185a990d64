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

    public init() {}

    private enum Name: String, CodingKey {
      case release, jsonStyle, slash, stringify, tokenPointer, refreshPointer, expiresPointer, successCode, refusedCodes
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
    }
  }
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
