import AsyncHTTPClient
import HufuClient
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOPosix
import NIOSSL

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension TransportError {
  /// What an error of the network libraries means, in plain words. No address, header or body goes into the detail.
  init(network error: any Error) {
    self =
      switch error {
      case let error as TransportError: error
      case let error as NIOConnectionError: TransportError(connecting: error)
      case is SocketAddressError: TransportError(.notConnected, "the name is not known")
      case let error as HTTPClientError: TransportError(client: error)
      case let error as IOError: TransportError(system: error.errnoCode)
      case let error as NIOSSLError: TransportError(tls: error)
      case let error as NIOSSLExtraError: TransportError(.tls, "the certificate is not for this host (\(error))")
      case is BoringSSLError: TransportError(.tls, "the TLS connection broke")
      case NIOHTTPDecompression.DecompressionError.limit: TransportError(.tooLarge, "the decompressed answer is larger than allowed")
      case is NIOHTTPDecompression.DecompressionError, is NIOHTTPDecompression.ExtraDecompressionError:
        TransportError(.lost, "the compressed answer is damaged")
      case is HTTPParserError: TransportError(.lost, "the answer is not HTTP, or breaks off")
      case ChannelError.connectTimeout: TransportError(.notConnected, "no connection in time")
      default: TransportError(.lost, "the connection was closed before the answer was complete")
      }
  }

  private init(connecting error: NIOConnectionError) {
    switch error.connectionErrors.first?.error {
    case let first?: self.init(connectingSystem: first)
    case nil where error.dnsAError != nil || error.dnsAAAAError != nil: self.init(.notConnected, "the name is not known")
    case nil: self.init(.notConnected, "no connection")
    }
  }

  private init(connectingSystem error: any Error) {
    guard let code = (error as? IOError)?.errnoCode else {
      self.init(.notConnected, "no connection in time")
      return
    }
    self.init(.notConnected, Self.words(for: code))
  }

  private init(system code: CInt) {
    let isBefore = [ECONNREFUSED, EHOSTUNREACH, ENETUNREACH, EADDRNOTAVAIL].contains(code)
    self.init(isBefore ? .notConnected : code == ETIMEDOUT ? .timeout : .lost, Self.words(for: code))
  }

  private static func words(for code: CInt) -> String {
    switch code {
    case ECONNREFUSED: "connection refused"
    case EHOSTUNREACH, ENETUNREACH: "no route to it"
    case ETIMEDOUT: "no connection in time"
    case ECONNRESET, EPIPE: "the other end closed the connection"
    default: String(cString: strerror(code))
    }
  }

  private init(client error: HTTPClientError) {
    self =
      switch error {
      case .connectTimeout, .getConnectionFromPoolTimeout: TransportError(.notConnected, "no connection in time")
      case .tlsHandshakeTimeout: TransportError(.tls, "the handshake took too long")
      case .httpProxyHandshakeTimeout, .socksHandshakeTimeout: TransportError(.notConnected, "the proxy did not answer in time")
      case .proxyAuthenticationRequired: TransportError(.notConnected, "the proxy asks for a user name and password")
      case .invalidProxyResponse: TransportError(.notConnected, "the proxy refused the connection")
      case .readTimeout: TransportError(.timeout, "nothing came for the whole time allowed")
      case .writeTimeout: TransportError(.timeout, "nothing could be sent for the whole time allowed")
      case .deadlineExceeded: TransportError(.timeout, "the time allowed is over")
      case .alreadyShutdown: TransportError(.notConnected, "the transport was shut down")
      case .remoteConnectionClosed, .uncleanShutdown:
        TransportError(.lost, "the connection was closed before the answer was complete")
      default:
        // Header names, values and addresses can stand in the long description; the short one is a bounded set of words.
        Self.refusedBeforeSending.contains(error.shortDescription)
          ? TransportError(.unsendable, error.shortDescription.lowercased())
          : TransportError(.lost, error.shortDescription.lowercased())
      }
  }

  private static let refusedBeforeSending: Set<String> = [
    "Invalid header field names", "Invalid header field values", "Invalid URL", "Empty host",
  ]

  private init(tls error: NIOSSLError) {
    switch error {
    case .handshakeFailed(let reason):
      let text = "\(reason)"
      let words =
        if text.contains("CERTIFICATE_VERIFY_FAILED") {
          "the certificate is not trusted: self-signed, expired, or from an unknown authority"
        } else if text.contains("WRONG_VERSION_NUMBER") || text.contains("HTTP_REQUEST") {
          "the other end does not speak TLS; should the url begin with http://?"
        } else if text.contains("EOF during handshake") {
          "the other end closed the connection during the handshake"
        } else {
          "no agreement on protocol version or cipher"
        }
      self.init(.tls, words)
    case .unableToValidateCertificate, .noCertificateToValidate, .cannotFindPeerIP:
      self.init(.tls, "the certificate cannot be verified for this host")
    default: self.init(.lost, "the TLS connection was closed before the answer was complete")
    }
  }
}
