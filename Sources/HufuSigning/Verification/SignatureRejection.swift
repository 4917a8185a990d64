/// A verifier's no, with its true reason.
public struct SignatureRejection: Error, Sendable, Equatable {
  /// What was the trouble, for programs.
  public enum Reason: String, Sendable, CaseIterable {
    /// A header, parameter or field of the handshake is not there.
    case missing
    /// It is there and cannot be read.
    case malformed
    /// No such key, application or token.
    case unknownKey
    /// The signed time is outside the window, or the token's life is over.
    case expired
    /// Everything reads well, and the signature is not the right one.
    case mismatch
    /// The same signature was seen before (`strict` sandboxes only).
    case replayed
  }

  public var reason: Reason
  /// For the operator: what was found. Never holds a secret.
  public var detail: String

  public init(_ reason: Reason, _ detail: String = "") {
    self.reason = reason
    self.detail = detail
  }
}
