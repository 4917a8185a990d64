import HufuSigning

/// Signs the parameters with the access token, which is both part of the message and its key (platforms/isrpa.md §2).
///
/// | method | signed | query | body |
/// |---|---|---|---|
/// | GET | `k=v&k=v` | the same, percent-encoded | – |
/// | POST | JSON text | `k=v&k=v`, percent-encoded | the JSON text |
/// | PUT, DELETE | JSON text | – | the JSON text |
///
/// The vendor's own client puts the query on the wire unencoded, which corrupts values with `&`, `#`, `+` or `%`; encoding it changes
/// nothing for all others.
struct ParameterSigner: RequestSigner, KeyHolder {
  private let token: String
  private let signature: SourceSignature
  private let style: PythonJSON.Style
  private let stringify: ISRPA.Settings.Stringify
  private let standing: RequestEdit

  /// - Throws: `credential` when the token cannot stand in a header line.
  init(
    token: Secret, style: PythonJSON.Style, quoting: PercentEncoding, stringify: ISRPA.Settings.Stringify
  ) throws(SigningError) {
    let text = token.reveal()
    guard !text.isEmpty, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { throw .unfitToken }
    self.token = text
    self.style = style
    self.stringify = stringify
    signature = SourceSignature(key: text.utf8, quoting: quoting)
    var standing = RequestEdit()
    standing.set("Accept") { $0.put("application/json") }
    standing.set("accesstoken", secret: true) { $0.put(text) }
    self.standing = standing
  }

  var owned: OwnedNames { OwnedNames(headers: ["accesstoken", "timestamp", "signature", "Content-Type", "Cookie"]) }

  func needs(_ method: Method) -> SigningNeeds { [.query, .body] }

  func sign(
    _ method: Method, path: Span<UInt8>, query: Span<UInt8>, body: Span<UInt8>, at time: Timestamp, nonce: String,
    into edit: inout RequestEdit
  ) throws(SigningError) {
    guard let contentType = try Self.contentType(of: method) else {
      let parameters = try parameters(method, query, body)
      sign(parameters.pairs, at: time, into: &edit)
      return edit.replaceQuery { $0 += parameters.query }
    }
    let parameters = try parameters(method, query, body)
    let text = parameters.json(style)
    sign(text, at: time, into: &edit)
    edit.set("content-type") { $0.put(contentType) }
    edit.replaceQuery { if method == .post { $0 += parameters.query } }
    edit.replaceBody { $0 += text }
  }

  /// What the document declares for a method, nil where there is no body. POST says form although its body is JSON.
  private static func contentType(of method: Method) throws(SigningError) -> String? {
    switch method {
    case .get: nil
    case .post: "application/x-www-form-urlencoded;charset=utf-8"
    case .put, .delete: "application/json;charset=utf-8"
    case .head, .patch: throw .unknownMethod(method)
    }
  }

  private func parameters(_ method: Method, _ query: Span<UInt8>, _ body: Span<UInt8>) throws(SigningError) -> Parameters {
    try Parameters(method, query: query, body: body, stringify: stringify, isSorted: style != .repr)
  }

  private func sign(_ parameters: [UInt8], at time: Timestamp, into edit: inout RequestEdit) {
    let timestamp = String(time.milliseconds)
    let text = signature.text(of: SourceSignature.source(parameters, token: token, timestamp: timestamp))
    edit.put(standing)
    edit.set("timestamp") { $0.put(timestamp) }
    edit.set("signature", secret: true) { $0 += text }
  }
}
