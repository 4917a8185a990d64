import HufuSigning

/// Reads a ticket as MeterSphere's own filter does, check by check in its order (platforms/metersphere.md §1).
///
/// The real filter is lenient: any base64, any spaces outside, empty fields, any number of fields in the middle, no memory. `strict` takes
/// only what the signer writes. Details of rejections are the server's own words where it has some.
struct TicketVerifier: RequestVerifier {
  /// How far a ticket's time may be from the server's, either way; the edge is still good.
  static let window = Duration.milliseconds(1_800_000)

  var isStrict: Bool

  init(strict isStrict: Bool = false) { self.isStrict = isStrict }

  func verify(_ request: APIRequest, at now: Timestamp, key: (String) -> StoredKey?) throws(SignatureRejection) -> Proof {
    guard let accessKey = request.headers["accessKey"], let signature = request.headers["signature"], !accessKey.isBlank, !signature.isBlank
    else { throw SignatureRejection(.missing, "accessKey or signature is missing or blank") }
    guard let stored = key(accessKey) else { throw .invalidAccessKey }
    guard !stored.isExpired else { throw .accessKeyExpired }

    let ticket = try open(signature, with: stored.secretKey, accessKey: accessKey)
    if isStrict { try checkForm(ticket) }
    let text = isStrict ? ticket[...] : ticket.trimmed
    guard !text.isEmpty else { throw .emptyTicket }
    let fields = text.split(separator: UInt8(ascii: "|"))
    guard fields.count >= 2, let last = fields.last, constantTimeEqual(Array(fields[0]), Array(accessKey.utf8)) else {
      throw .invalidSignature
    }
    let time = String(decoding: last, as: UTF8.self)
    guard let milliseconds = Int64(time) else { throw .noNumber(time) }
    guard Self.isNear(milliseconds, now) else { throw .expiredSignature }
    return Proof(subject: accessKey, signedAt: Timestamp(milliseconds), replayKey: String(decoding: text, as: UTF8.self))
  }

  private func open(_ signature: String, with secret: Secret, accessKey: String) throws(SignatureRejection) -> [UInt8] {
    let sealed = isStrict ? try? Base64.decode(signature) : Base64.decodeLenient(signature)
    guard let sealed, let cipher = try? AESCBC(key: secret.bytes, iv: Array(accessKey.utf8)), let ticket = try? cipher.decrypt(sealed)
    else { throw .invalidSignature }
    return ticket
  }

  /// Exactly `accessKey|uuid|13 digits`, as the document's own code writes it.
  private func checkForm(_ ticket: [UInt8]) throws(SignatureRejection) {
    let fields = ticket.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false)
    guard fields.count == 3 else { throw SignatureRejection(.malformed, "the ticket has \(fields.count) fields, not 3") }
    guard Self.isVersion4(fields[1]) else { throw SignatureRejection(.malformed, "the ticket's second field is no version 4 UUID") }
    guard fields[2].count == 13, fields[2].allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
      throw SignatureRejection(.malformed, "the ticket's time is not 13 digits")
    }
  }

  private static func isVersion4(_ text: ArraySlice<UInt8>) -> Bool {
    let groups = text.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard groups.map(\.count) == [8, 4, 4, 4, 12], groups.joined().allSatisfy({ Hex.value($0) != nil }) else { return false }
    return groups[2].first == UInt8(ascii: "4") && groups[3].first.flatMap(Hex.value).map { (8...11).contains($0) } ?? false
  }

  private static func isNear(_ milliseconds: Int64, _ now: Timestamp) -> Bool {
    let (distance, overflow) = now.milliseconds.subtractingReportingOverflow(milliseconds)
    return !overflow && distance.magnitude <= UInt64(window.wholeMilliseconds)
  }
}

extension String {
  fileprivate var isBlank: Bool { utf8.allSatisfy { $0 <= 0x20 } }
}

extension [UInt8] {
  /// Without the bytes up to and including the space at both ends, as Java trims.
  fileprivate var trimmed: ArraySlice<UInt8> {
    guard let first = firstIndex(where: { $0 > 0x20 }), let last = lastIndex(where: { $0 > 0x20 }) else { return [] }
    return self[first...last]
  }
}

extension SignatureRejection {
  static let invalidAccessKey = SignatureRejection(.unknownKey, "invalid accessKey")
  static let invalidSignature = SignatureRejection(.mismatch, "invalid signature")
  static let expiredSignature = SignatureRejection(.expired, "expired signature")
  static let accessKeyExpired = SignatureRejection(.expired, "accessKey is expired")
  static let emptyTicket = SignatureRejection(.malformed, "java.lang.NullPointerException")
  static func noNumber(_ text: String) -> SignatureRejection {
    SignatureRejection(.malformed, "java.lang.NumberFormatException: For input string: \"\(text)\"")
  }
}
