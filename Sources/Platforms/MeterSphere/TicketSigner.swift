import HufuSigning

/// Puts a fresh ticket into every request: `accessKey|nonce|milliseconds`, AES-CBC, PKCS#7, base64 (documents/metersphere.txt §2).
///
/// The key is the secret key's bytes, the vector the access key's. A server takes a ticket for thirty minutes, so each attempt has its own.
struct TicketSigner: RequestSigner {
  private let cipher: AESCBC
  /// `accessKey|`.
  private let opening: [UInt8]
  private let standing: RequestEdit

  /// A cookie or session would be believed instead of the ticket (platforms/metersphere.md §1).
  let owned = OwnedNames(headers: ["accessKey", "signature", "Cookie", "X-AUTH-TOKEN", "SSO-TOKEN", "CSRF-TOKEN"])

  /// - Throws: `SigningError` with the reason `credential` for keys of the wrong shape, `parameter` for scope ids no header can carry.
  init(_ credential: MeterSphere.Credential, _ settings: MeterSphere.Settings) throws(SigningError) {
    let accessKey = Array(credential.accessKey.utf8)
    guard accessKey.count == 16 else { throw .keyLength(of: "accessKey", accessKey.count, expected: "16") }
    guard accessKey.allSatisfy(\.isKeyCharacter) else { throw .keyCharacters }
    do {
      cipher = try AESCBC(key: credential.secretKey.bytes, iv: accessKey)
    } catch {
      throw .keyLength(of: "secretKey", credential.secretKey.bytes.count, expected: "16")
    }
    opening = accessKey + [UInt8(ascii: "|")]

    var edit = RequestEdit()
    edit.set("accessKey") { $0 += accessKey }
    edit.set("Accept") { $0.put("application/json") }
    if let project = try Self.header(settings.project, named: "project") { edit.set("PROJECT") { $0.put(project) } }
    if let scope = try Self.header(settings.scope, named: settings.generation == .v3 ? "organization" : "workspace") {
      edit.set(settings.generation.scopeHeader) { $0.put(scope) }
    }
    standing = edit
  }

  func needs(_ method: Method) -> SigningNeeds { [] }

  func sign(
    _ method: Method, path: Span<UInt8>, query: Span<UInt8>, body: Span<UInt8>, at time: Timestamp, nonce: String,
    into edit: inout RequestEdit
  ) throws(SigningError) {
    edit.put(standing)
    var ticket = opening
    ticket.put(nonce)
    ticket.append(UInt8(ascii: "|"))
    ticket.put(time.milliseconds)
    let sealed: [UInt8]
    do { sealed = try cipher.encrypt(ticket) } catch { throw .cipher }
    edit.set("signature", secret: true) { Base64.append(sealed, to: &$0) }
  }

  /// A scope id as a header value; nil when there is none.
  private static func header(_ id: String?, named name: String) throws(SigningError) -> String? {
    guard let id, !id.isEmpty else { return nil }
    guard id.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { throw .scope(name) }
    return id
  }
}

extension UInt8 {
  /// Visible ASCII that does not part fields.
  fileprivate var isKeyCharacter: Bool { self > 0x20 && self < 0x7F && self != UInt8(ascii: "|") }
}

extension SigningError {
  fileprivate static func keyLength(of name: String, _ count: Int, expected: String) -> SigningError {
    SigningError(
      .credential,
      Bilingual(zh: "\(name) 应为 \(expected) 个字符，现在是 \(count) 个。", en: "\(name) must have \(expected) characters, it has \(count)."),
      remedy: MeterSphere.keyPlace + again)
  }

  fileprivate static let keyCharacters = SigningError(
    .credential, Bilingual(zh: "accessKey 只能由可见的 ASCII 字符组成，且不含 |。", en: "accessKey must be visible ASCII characters without |."),
    remedy: MeterSphere.keyPlace + again)

  fileprivate static func scope(_ name: String) -> SigningError {
    SigningError(
      .parameter,
      Bilingual(zh: "设置 \(name) 不是 id：只能是可见的 ASCII 字符。", en: "The setting \(name) is no id: only visible ASCII characters fit."),
      remedy: Bilingual(
        zh: "用 projects.list、workspaces.list 查到 id（不是名称）。", en: "Find the id, not the name, with projects.list or workspaces.list."))
  }

  fileprivate static let cipher = SigningError(.credential, Bilingual(zh: "AES 加密失败。", en: "AES declined to encrypt."))

  private static let again = Bilingual(
    zh: "请重新复制，注意首尾空格，也不要把两个 key 填反。", en: "Copy it anew; mind spaces at the ends, and do not swap the two keys.")
}
