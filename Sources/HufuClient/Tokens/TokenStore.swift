/// Where tokens outlive a process and are shared between processes.
///
/// Use `FileTokenStore` (HufuProfiles) in commands; a program without one keeps its tokens in memory.
public protocol TokenStore: Sendable {
  /// A good token: the stored one, or one made while no other process makes one.
  ///
  /// The store is read again under the lock before `make` is called, so many cold processes make one fetch. What `make` gives is on disk
  /// before it is returned: a rotated refresh token is never lost behind an access token in use. Where nothing can be stored, `make` gets
  /// a token without its refresh token, which is not to be spent then. When `make` throws ``SpentRefresh``, the stored token loses its.
  ///
  /// - Parameters:
  ///   - isGood: judges a stored token: still alive, and not refused before.
  ///   - make: gets the token last stored, good or not, for what renews it.
  /// - Returns: the token, and whether it was stored, fetched here, or fetched by another process meanwhile.
  /// - Throws: what `make` throws; an ``APIError`` when another process holds the lock too long.
  func token(
    _ key: TokenKey, isGood: @escaping @Sendable (AccessToken) -> Bool,
    make: @escaping @Sendable (_ previous: AccessToken?) async throws -> AccessToken
  ) async throws -> LentToken

  /// Puts in a token that came another way: a sign-in.
  ///
  /// - Throws: an ``APIError`` that says why, when it is not stored.
  func put(_ token: AccessToken, for key: TokenKey) async throws

  /// The stored token, good or not.
  func stored(_ key: TokenKey) async throws -> AccessToken?

  /// Removes the stored token; whether there was one.
  ///
  /// - Throws: an ``APIError`` that says why, when it is still there.
  @discardableResult func forget(_ key: TokenKey) async throws -> Bool
}
