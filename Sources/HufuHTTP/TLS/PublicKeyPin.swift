import HufuClient
import HufuSigning
package import NIOSSL

/// The one public key a server must hold: `sha256/BASE64`, the hash of its SubjectPublicKeyInfo (RFC 7469 §2.4).
///
/// The same as in `curl --pinnedpubkey`. It survives a renewed certificate as long as the key stays.
public struct PublicKeyPin: Sendable, Hashable, CustomStringConvertible {
  /// 32 bytes.
  let hash: [UInt8]

  /// Reads `sha256/BASE64`, or `sha256//BASE64` as curl spells it.
  ///
  /// - Throws: ``HufuClient/ConfigurationError``.
  public init(_ text: String) throws {
    let digits = text.drop { $0 != "/" }.drop { $0 == "/" }
    guard text.hasPrefix("sha256/"), let hash = try? Base64.decode(String(digits)), hash.count == 32 else {
      throw ConfigurationError(
        zh: "tls.pin 应为 sha256/ 加 44 个字符的 base64。", en: "tls.pin should be sha256/ and 44 characters of base64.",
        remedy: Bilingual(
          zh: "用 openssl x509 -pubkey -noout | openssl pkey -pubin -outform der | openssl dgst -sha256 -binary | base64 得到。",
          en: "Get it with openssl x509 -pubkey -noout | openssl pkey -pubin -outform der | openssl dgst -sha256 -binary | base64."))
    }
    self.hash = hash
  }

  /// The pin of a certificate's key.
  package init(of certificate: NIOSSLCertificate) throws {
    hash = SHA256Hash.hash(try certificate.extractPublicKey().toSPKIBytes())
  }

  public var description: String { "sha256/" + Base64.encode(hash) }

  /// - Throws: ``HufuClient/TransportError`` with the reason `tls`, naming the key that was found.
  package func check(_ certificate: NIOSSLCertificate?) throws {
    guard let certificate else { throw TransportError(.tls, "the server showed no certificate") }
    let found = try PublicKeyPin(of: certificate)
    guard found == self else { throw TransportError(.tls, "the server's key is \(found), not the pinned \(self)") }
  }
}
