/// The server's half of a scheme: says who signed a request, or why it refuses it.
///
/// `Key` is what the server keeps, which is seldom what the client holds: the secret behind an access key, the life of an issued token, the
/// server's own secret. Verification decodes first, compares in constant time and never falls back to undecrypted input.
public protocol RequestVerifier<Key>: Sendable {
  associatedtype Key: Sendable

  /// - Parameters:
  ///   - now: the server's clock.
  ///   - key: looks up what the server keeps under a name found in the request.
  /// - Throws: ``SignatureRejection`` with the true reason, which a server tells its operator and seldom its caller.
  func verify(_ request: APIRequest, at now: Timestamp, key: (String) -> Key?) throws(SignatureRejection) -> Proof
}
