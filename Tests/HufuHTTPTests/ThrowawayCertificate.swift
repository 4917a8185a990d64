import Foundation
import NIOSSL

/// A self-signed certificate for localhost, made by the openssl command for one test run. No key is ever committed.
struct ThrowawayCertificate: Sendable {
  let certificateFile: String
  let certificate: NIOSSLCertificate
  let context: NIOSSLContext

  /// nil where there is no openssl command.
  static let shared = make()

  static func make() -> ThrowawayCertificate? {
    do {
      let folder = FileManager.default.temporaryDirectory.appending(path: "hufu-\(UUID().uuidString)").path
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      let openssl = Process()
      openssl.executableURL = URL(filePath: "/usr/bin/env")
      openssl.arguments = [
        "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
        "subjectAltName=DNS:localhost", "-keyout", folder + "/key.pem", "-out", folder + "/cert.pem",
      ]
      openssl.standardError = FileHandle.nullDevice
      try openssl.run()
      openssl.waitUntilExit()
      guard openssl.terminationStatus == 0, let certificate = try NIOSSLCertificate.fromPEMFile(folder + "/cert.pem").first else {
        return nil
      }
      let configuration = TLSConfiguration.makeServerConfiguration(
        certificateChain: [.certificate(certificate)],
        privateKey: .privateKey(try NIOSSLPrivateKey(file: folder + "/key.pem", format: .pem)))
      try FileManager.default.removeItem(atPath: folder + "/key.pem")
      return ThrowawayCertificate(
        certificateFile: folder + "/cert.pem", certificate: certificate, context: try NIOSSLContext(configuration: configuration))
    } catch {
      return nil
    }
  }
}
