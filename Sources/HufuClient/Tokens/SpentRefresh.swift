public import HufuSigning

/// A fetch failed after the platform had refused the refresh token for good: whoever keeps that one drops it, and nobody sends it again.
///
/// It passes from the lease through the store, which takes the refresh token from disk, to the cache, which takes it from memory; callers
/// see the cause.
public struct SpentRefresh: Error {
  public let refresh: Secret
  /// Why there is no token from anywhere else.
  public let cause: any Error

  public init(_ refresh: Secret, cause: any Error) {
    self.refresh = refresh
    self.cause = cause
  }
}
