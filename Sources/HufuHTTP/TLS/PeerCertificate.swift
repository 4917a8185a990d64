package import HufuSigning
import NIOSSL
import Synchronization

/// The life of the certificate a server showed.
package struct PeerCertificate: Sendable, Equatable {
  package var begins: Timestamp
  package var ends: Timestamp

  package init(begins: Timestamp, ends: Timestamp) {
    self.begins = begins
    self.ends = ends
  }

  init(_ certificate: NIOSSLCertificate) {
    begins = Timestamp(Int64(certificate.notValidBefore) * 1000)
    ends = Timestamp(Int64(certificate.notValidAfter) * 1000)
  }
}

/// The last certificate that was shown on any connection of a transport.
final class CertificateMemory: Sendable {
  private let last = Mutex<PeerCertificate?>(nil)

  var certificate: PeerCertificate? { last.withLock { $0 } }
  func keep(_ certificate: NIOSSLCertificate) { last.withLock { $0 = PeerCertificate(certificate) } }
}
