import HufuSigning

/// The platform's half of the handshake: checks the form's signature and opens what is sealed in it.
///
/// The platform's tolerance of old timestamps is not public (platforms/tianyi.md §7), so any is taken; a strict verifier allows ten minutes
/// to either side, and takes the fields only in the document's order, encoded as its code encodes them, with hex in one case.
struct FormVerifier: RequestVerifier {
  static let window = Duration.seconds(600)

  var isStrict: Bool

  init(strict isStrict: Bool) { self.isStrict = isStrict }

  func verify(_ request: APIRequest, at now: Timestamp, key: (String) -> Secret?) throws(SignatureRejection) -> Proof {
    try read(request, at: now, key: key).proof
  }

  /// - Parameter key: the secret of an application.
  func read(_ request: APIRequest, at now: Timestamp, key: (String) -> Secret?) throws(SignatureRejection) -> SignedForm {
    guard request.headers["apiVersion"] == SignedForm.apiVersion else {
      throw SignatureRejection(.missing, "header apiVersion: \(SignedForm.apiVersion)")
    }
    guard request.method == .post, request.headers["Content-Type"]?.lowercased().hasPrefix(SignedForm.contentType) == true else {
      throw SignatureRejection(.missing, "no form: POST with Content-Type \(SignedForm.contentType)")
    }
    let fields = try Fields(request.formItems)
    guard let secret = key(fields.appId) else { throw SignatureRejection(.unknownKey, "appId") }
    guard fields.timestamp.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let milliseconds = Int64(fields.timestamp) else {
      throw SignatureRejection(.malformed, "timestamp")
    }
    guard let code = try? Hex.decode(fields.signature) else { throw SignatureRejection(.malformed, "signature is not hex") }
    guard HMACSHA256(key: secret.bytes).isValid(code, for: fields.signed) else { throw SignatureRejection(.mismatch, "signature") }
    let signedAt = Timestamp(milliseconds)
    if isStrict {
      guard fields.isCanonical(request.body.bytes ?? []) else { throw SignatureRejection(.malformed, "not the document's form") }
      guard signedAt - now <= Self.window, now - signedAt <= Self.window else { throw SignatureRejection(.expired, "timestamp") }
    }
    let proof = Proof(subject: fields.appId, signedAt: signedAt, replayKey: Hex.encode(code))
    return SignedForm(proof: proof, version: fields.version, parameters: PlainPairs.read(try open(fields.params, secret)))
  }

  private func open(_ params: String, _ secret: Secret) throws(SignatureRejection) -> [UInt8] {
    if params.isEmpty { return [] }
    guard let ciphertext = try? Hex.decode(params), let plaintext = try? XXTEA(key: secret.bytes).decrypt(ciphertext) else {
      throw SignatureRejection(isStrict ? .mismatch : .malformed, "params do not open")
    }
    return plaintext
  }

  /// The six fields of a form.
  private struct Fields {
    let signature, params, appId, version, clientType, timestamp: String

    init(_ items: [QueryItem]) throws(SignatureRejection) {
      func field(_ name: String) throws(SignatureRejection) -> String {
        guard let value = items[name] else { throw SignatureRejection(.missing, "field \(name)") }
        return value
      }
      signature = try field("signature")
      params = try field("params")
      appId = try field("appId")
      version = try field("version")
      clientType = try field("clientType")
      timestamp = try field("timestamp")
    }

    var signed: [UInt8] { Array((appId + clientType + params + timestamp + version).utf8) }

    func isCanonical(_ body: [UInt8]) -> Bool {
      guard signature == signature.lowercased() || signature == signature.uppercased() else { return false }
      let form =
        Array("signature=\(signature)&params=\(params)".utf8)
        + SignedForm.commonFields(appId: appId, version: version, clientType: clientType) + Array(timestamp.utf8)
      return form == body
    }
  }
}
