/// An RSA key as people paste it: PEM with its armour, or the bare base64 of the DER, in one line or many.
struct RSAKeyText {
  let der: [UInt8]

  /// Fails for anything that is not base64 between optional `-----BEGIN …-----` and `-----END …-----` lines.
  init?(_ text: String) {
    let body = text.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("-----") }
    let base64 = body.flatMap { $0.utf8 }.filter { !$0.isBlank }
    guard !base64.isEmpty, let der = try? Base64.decode(base64) else { return nil }
    self.der = der
  }
}
