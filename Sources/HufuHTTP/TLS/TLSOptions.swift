import HufuClient
import HufuSigning
package import NIOSSL

/// How the other end of a TLS connection shows who it is.
///
/// | given | the server is trusted when |
/// |---|---|
/// | nothing | its certificate is for this host and comes from an authority of the system |
/// | `caFile` | its certificate is for this host and comes from an authority in that file; the system's are not asked |
/// | `pin` | it holds exactly this key; issuer, name and dates are not asked, so a self-signed certificate will do |
/// | `caFile` and `pin` | both hold |
/// | `insecure` | always, unless there is a pin, which is still checked |
public struct TLSOptions: Sendable, Equatable {
  /// A PEM file with one or more authorities' certificates.
  public var caFile: String?
  public var pin: PublicKeyPin?
  /// Verifies nothing. Loud on every run, refused where `CI=true`.
  public var insecure = false

  public init(caFile: String? = nil, pin: PublicKeyPin? = nil, insecure: Bool = false) {
    self.caFile = caFile
    self.pin = pin
    self.insecure = insecure
  }

  /// - Throws: ``HufuClient/ConfigurationError``.
  package func configuration(isContinuousIntegration: Bool) throws -> TLSConfiguration {
    var configuration = TLSConfiguration.makeClientConfiguration()
    configuration.minimumTLSVersion = .tlsv12
    if insecure {
      guard !isContinuousIntegration else {
        throw ConfigurationError(
          zh: "CI=true 时不允许 tls.insecure。", en: "tls.insecure is refused where CI=true.",
          remedy: Bilingual(
            zh: "用 tls.caFile 指定私有 CA，或用 tls.pin 固定公钥。", en: "Name the private CA with tls.caFile, or the key with tls.pin."))
      }
      configuration.certificateVerification = .none
    } else if let caFile {
      configuration.trustRoots = .certificates(try Self.certificates(in: caFile))
    } else if pin != nil {
      configuration.certificateVerification = .none
    }
    return configuration
  }

  private static func certificates(in file: String) throws -> [NIOSSLCertificate] {
    let certificates = (try? NIOSSLCertificate.fromPEMFile(file)) ?? []
    guard !certificates.isEmpty else {
      throw ConfigurationError(
        zh: "tls.caFile \(file) 读不了，或里面没有 PEM 证书。", en: "tls.caFile \(file) cannot be read, or holds no PEM certificate.",
        remedy: Bilingual(zh: "应为含 -----BEGIN CERTIFICATE----- 的文件。", en: "It should be a file with -----BEGIN CERTIFICATE----- in it."))
    }
    return certificates
  }
}
