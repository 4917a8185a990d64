/// A signing scheme with its credential and, where it needs one, its access token already inside.
///
/// The protocol has no associated types: client, `hufu sign`, and sidecar know `any RequestSigner` and nothing else of a platform. Signing
/// is pure and synchronous: the time and the nonce come from outside, so the same arguments give the same bytes. Write one by reading what
/// the scheme needs and calling `edit.set`, `edit.appendQuery`, `edit.replaceBody`; set the standing headers (scope, `Accept`) here as
/// well, spelled as the platform's document spells them.
///
/// ```swift
/// let signer = try MeterSphere(settings: .init()).signer(for: credential, token: nil)
/// let signed = try signer.signed(request, at: Timestamp(1_700_000_000_000), nonce: "00000000-0000-4000-8000-000000000000")
/// ```
public protocol RequestSigner: Sendable {
  /// The names this scheme sets itself, or that would disturb it (cookies, sessions): dropped from the caller's request.
  var owned: OwnedNames { get }

  /// What must be at hand in whole for a request with this method.
  func needs(_ method: Method) -> SigningNeeds

  /// Writes what changes.
  ///
  /// - Parameters:
  ///   - path: the percent-encoded path, as it goes on the wire.
  ///   - query: the raw query without `?`; only there when ``needs(_:)`` has asked for it.
  ///   - body: the body's bytes; only there when ``needs(_:)`` has asked for them.
  ///   - time: the moment to sign, by the server's clock as far as it is known.
  ///   - nonce: a fresh version 4 UUID in lower-case text.
  /// - Throws: ``SigningError`` when the request cannot be signed faithfully; then `edit` is worthless.
  func sign(
    _ method: Method, path: Span<UInt8>, query: Span<UInt8>, body: Span<UInt8>, at time: Timestamp, nonce: String,
    into edit: inout RequestEdit
  ) throws(SigningError)
}

extension RequestSigner {
  /// The request with the signature in it: what goes on the wire.
  ///
  /// - Throws: ``SigningError``; its reason is `body` when the scheme signs the body and the body is a file or multipart.
  public func signed(_ request: APIRequest, at time: Timestamp, nonce: String) throws(SigningError) -> APIRequest {
    try edited(request, at: time, nonce: nonce).request
  }

  /// The signed request, and the names of its header lines that are worth as much as the secret.
  package func edited(
    _ request: APIRequest, at time: Timestamp, nonce: String
  ) throws(SigningError) -> (request: APIRequest, secretHeaders: [String]) {
    var body: [UInt8] = []
    if needs(request.method).contains(.body) {
      guard let bytes = request.body.bytes else { throw .streamedBody }
      body = bytes
    }
    var edit = RequestEdit()
    let path = Array(request.path.utf8)
    try sign(request.method, path: path.span, query: request.query.span, body: body.span, at: time, nonce: nonce, into: &edit)
    let signed = request.applying(edit, owned: owned)
    try signed.checkHeaders()
    return (signed, edit.lines.filter(\.isSecret).map { edit.string($0.name) })
  }
}

extension APIRequest {
  /// - Throws: ``SigningError`` with the reason `parameter` naming the first header that is not one line.
  package func checkHeaders() throws(SigningError) {
    guard let broken = headers.first(where: { !$0.isOneLine }) else { return }
    let name = String(broken.name.unicodeScalars.filter { $0.value > 0x20 && $0.value < 0x7F })
    throw SigningError(
      .parameter,
      Bilingual(zh: "请求头 \(name) 的名字或值里有换行或控制字符。", en: "The header \(name) holds a line end or a control character in its name or value."),
      remedy: Bilingual(
        zh: "检查参数、profile 的 headers、settings 和凭据（密钥文件里是否多了一行）。",
        en: "Check the arguments and the profile's headers, settings and credentials (a second line in a key's file, say)."))
  }
}

extension SigningError {
  static let streamedBody = SigningError(
    .body,
    Bilingual(
      zh: "该平台要对请求体签名，不能流式发送文件或 multipart。", en: "This platform signs the body; a file or multipart body cannot be streamed."),
    remedy: Bilingual(zh: "改为把内容作为参数或 JSON 传入。", en: "Pass the content as arguments or JSON instead."))
}
