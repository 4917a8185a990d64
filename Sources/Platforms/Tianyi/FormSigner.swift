import HufuSigning

/// Seals the private parameters and signs the form around them (platforms/tianyi.md §1).
///
/// `params` is the hex of XXTEA under the secret's first 16 bytes; `signature` the hex of HMAC-SHA256 under the whole secret over
/// `appId + clientType + params + timestamp + version`, nothing between them. The fields stand in the order of the vendor's document.
struct FormSigner: RequestSigner {
  private let cipher: XXTEA
  private let hmac: HMACSHA256
  private let isUppercase: Bool
  /// What the signature's text starts and ends with.
  private let signedHead: [UInt8]
  private let signedTail: [UInt8]
  /// `&appId=…&version=…&clientType=…&timestamp=`
  private let commonFields: [UInt8]
  private let standing: RequestEdit
  /// `accessToken=…`, which takes the place of the caller's, and `enterpriseUser=…`, which gives way to it.
  private let token: Secret?
  private let owner: Secret?

  let owned = OwnedNames(headers: ["apiVersion", "Authorization", "Cookie"])

  init(_ credential: Tianyi.Credential, _ settings: Tianyi.Settings, token: Secret?) throws(SigningError) {
    try Self.check(credential)
    self.token = try token.map { token throws(SigningError) in try Self.pair(Self.tokenName, token.reveal()) }
    let user = settings.grant == .vcp189 && token != nil ? settings.enterpriseUser : nil
    owner = try user.map { user throws(SigningError) in try Self.pair(Self.ownerName, user) }
    cipher = XXTEA(key: credential.appSecret.bytes)
    hmac = HMACSHA256(key: credential.appSecret.bytes)
    isUppercase = settings.hexCase == .upper
    signedHead = Array("\(credential.appId)\(settings.clientType)".utf8)
    signedTail = Array(settings.version.utf8)
    commonFields = SignedForm.commonFields(
      appId: credential.appId, version: settings.version, clientType: String(settings.clientType))
    var standing = RequestEdit()
    standing.set("apiVersion") { $0.put(SignedForm.apiVersion) }
    standing.set("Content-Type") { $0.put(SignedForm.contentType) }
    standing.set("Accept") { $0.put("application/json") }
    self.standing = standing
  }

  func needs(_ method: Method) -> SigningNeeds { .body }

  func sign(
    _ method: Method, path: Span<UInt8>, query: Span<UInt8>, body: Span<UInt8>, at time: Timestamp, nonce: String,
    into edit: inout RequestEdit
  ) throws(SigningError) {
    guard method == .post else { throw .onlyPost(method) }
    var params: [UInt8] = []
    Hex.append(cipher.encrypt(try plaintext(body.array)), uppercase: isUppercase, to: &params)
    let timestamp = Array(String(time.milliseconds).utf8)
    let code = hmac.code(for: signedHead + params + timestamp + signedTail)
    edit.put(standing)
    edit.replaceBody { body in
      body.put("signature=")
      Hex.append(code, uppercase: isUppercase, to: &body)
      body.put("&params=")
      body += params
      body += commonFields
      body += timestamp
    }
  }

  /// The parameters with what every call of a token carries in front of them.
  private func plaintext(_ body: [UInt8]) throws(SigningError) -> [UInt8] {
    let pairs = try PlainPairs(body)
    guard let token else { return body }
    var text = token.bytes
    if let owner, !pairs.has(Self.ownerName.utf8) {
      text.append(UInt8(ascii: "&"))
      text += owner.bytes
    }
    pairs.append(to: &text, without: [Array(Self.tokenName.utf8)])
    return text
  }

  private static let tokenName = "accessToken"
  private static let ownerName = "enterpriseUser"

  private static func pair(_ name: String, _ value: String) throws(SigningError) -> Secret {
    for character in "&#" where value.contains(character) { throw .unfitValue(of: name, character: character) }
    return Secret("\(name)=\(value)")
  }

  private static func check(_ credential: Tianyi.Credential) throws(SigningError) {
    let isPlain: (UInt8) -> Bool = { $0 > 0x20 && $0 < 0x7F }
    guard !credential.appId.isEmpty, credential.appId.utf8.allSatisfy(isPlain) else {
      throw .malformed("appId", Bilingual(zh: "应为 12 位数字", en: "12 digits are expected"))
    }
    let secret = credential.appSecret.bytes
    guard secret.count == 32, secret.allSatisfy(isPlain) else {
      throw .malformed("appSecret", Bilingual(zh: "应为 32 个字符，前后没有空格", en: "32 characters without blanks are expected"))
    }
  }
}

extension SigningError {
  fileprivate static func malformed(_ field: String, _ expected: Bilingual) -> SigningError {
    SigningError(
      .credential, Bilingual(zh: "\(field) 的形式不对：\(expected.zh)。", en: "\(field) has the wrong shape: \(expected.en)."),
      remedy: Bilingual(zh: "从\(Tianyi.developerID.zh)重新复制 \(field)。", en: "Copy \(field) again from \(Tianyi.developerID.en)."))
  }

  fileprivate static func onlyPost(_ method: Method) -> SigningError {
    SigningError(
      .method, Bilingual(zh: "天翼视联只接受 POST，不能用 \(method.rawValue)。", en: "天翼视联 takes POST only, not \(method.rawValue)."),
      remedy: Bilingual(zh: "改用 POST；查询类接口也是 POST。", en: "Use POST; it is used for reading, too."))
  }
}
