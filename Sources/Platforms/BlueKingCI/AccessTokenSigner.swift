import HufuSigning

/// Puts the access token into the query and the caller's name into `X-DEVOPS-UID` (documents: 使用前必读; platforms/bkci.md §1.4–1.6).
///
/// The token stands in the address encoded once. A token the caller put there by hand is refused rather than replaced, because it would end
/// up in shell histories and logs.
struct AccessTokenSigner: RequestSigner, KeyHolder {
  private let standing: RequestEdit
  /// `access_token=…`, ready for the wire; nil where token authentication is off.
  private let parameter: [UInt8]?

  /// - Parameters:
  ///   - user: who calls; nil leaves the header out, and the server takes the token's own user.
  ///   - application: the one a gateway in front wants to know.
  init(token: TokenText?, user: String?, application: BlueKingCI.Application?) throws(SigningError) {
    parameter = token.map { Array("access_token=\($0.encoded)".utf8) }
    if let user, user.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) { throw Self.unfitUser }
    var standing = RequestEdit()
    if let user { standing.set("X-DEVOPS-UID") { $0.put(user) } }
    standing.set("Accept") { $0.put("application/json") }
    // Without it the server answers 415, even to a GET (platforms/bkci.md §2.2). No operation takes any other body.
    standing.set("Content-Type") { $0.put("application/json") }
    if let application { standing.set("X-Bkapi-Authorization", secret: true) { $0 += application.authorization } }
    self.standing = standing
  }

  /// The query's token is not among them: a hand-given one must be seen, and refused, by ``sign(_:path:query:body:at:nonce:into:)``.
  let owned = OwnedNames(headers: [
    "X-DEVOPS-UID", "X-DEVOPS-APP-CODE", "X-DEVOPS-APP-SECRET", "X-Bkapi-Authorization", "X-Bkapi-JWT", "Authorization", "Cookie",
  ])

  func needs(_ method: Method) -> SigningNeeds { .query }

  func sign(
    _ method: Method, path: Span<UInt8>, query: Span<UInt8>, body: Span<UInt8>, at time: Timestamp, nonce: String,
    into edit: inout RequestEdit
  ) throws(SigningError) {
    if let name = Self.handGivenToken(in: query) { throw Self.handGiven(name) }
    edit.put(standing)
    if let parameter { edit.appendQuery { $0 += parameter } }
  }

  /// The document itself spells the parameter in two ways, and its heading in a third.
  private static let tokenNames = ["access_token", "acces_token"]

  /// The name of a query parameter that is meant to be the token.
  private static func handGivenToken(in query: Span<UInt8>) -> String? {
    var start = 0
    while start < query.count {
      var end = start
      while end < query.count, query[end] != UInt8(ascii: "&"), query[end] != UInt8(ascii: "=") { end += 1 }
      // The names are long and start with an a; few others have to be decoded to be told from them.
      if end - start >= 11, [UInt8(ascii: "a"), UInt8(ascii: "A"), UInt8(ascii: "%")].contains(query[start]) {
        let name = PercentEncoding.decode(query.extracting(start..<end).text, plusAsSpace: true)
        if tokenNames.contains(name.lowercased()) { return name }
      }
      while end < query.count, query[end] != UInt8(ascii: "&") { end += 1 }
      start = end + 1
    }
    return nil
  }

  private static func handGiven(_ name: String) -> SigningError {
    SigningError(
      .parameter,
      Bilingual(
        zh: "不要自己在查询串里写 \(name)：Hufu 会按正确的编码加上 access_token。",
        en: "Do not put \(name) into the query yourself: Hufu adds access_token, encoded the right way."),
      remedy: Bilingual(
        zh: "把令牌放进 profile 的 credentials.accessToken（原样粘贴即可），然后去掉查询串里的 \(name)。",
        en: "Put the token into credentials.accessToken of the profile (as it was issued), and leave \(name) out of the query."))
  }

  private static let unfitUser = SigningError(
    .credential,
    Bilingual(zh: "user 含有换行等控制字符，不能放进 X-DEVOPS-UID。", en: "The user holds a control character, which X-DEVOPS-UID cannot carry."),
    remedy: Bilingual(zh: "填写蓝盾登录用户名，例如 admin。", en: "Give the BlueKing login name, such as admin."))
}
