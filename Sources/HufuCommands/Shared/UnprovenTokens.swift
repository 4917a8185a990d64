import HufuClient
import Synchronization

/// A token store that begins empty and keeps to itself what is put in, until it is proven.
///
/// A stored token says nothing of the credential at hand. Behind this store a connection fetches one anew; and who is refused leaves the
/// token that was stored before as it was.
final class UnprovenTokens: TokenStore {
  private let held = Mutex<[TokenKey: AccessToken]>([:])

  var isEmpty: Bool { held.withLock(\.isEmpty) }

  func token(
    _ key: TokenKey, isGood: @escaping @Sendable (AccessToken) -> Bool,
    make: @escaping @Sendable (_ previous: AccessToken?) async throws -> AccessToken
  ) async throws -> LentToken {
    let before = held.withLock { $0[key] }
    if let before, isGood(before) { return LentToken(before, from: .stored) }
    let token = try await make(before)
    held.withLock { $0[key] = token }
    return LentToken(token, from: .fetched)
  }

  func put(_ token: AccessToken, for key: TokenKey) { held.withLock { $0[key] = token } }

  func stored(_ key: TokenKey) -> AccessToken? { held.withLock { $0[key] } }

  func forget(_ key: TokenKey) -> Bool { held.withLock { $0.removeValue(forKey: key) != nil } }

  /// Hands everything over to the store all processes share.
  func settle(in store: any TokenStore) async throws {
    for (key, token) in held.withLock({ $0 }) { try await store.put(token, for: key) }
  }
}
