import HufuClient
import HufuProfiles
import HufuSigning

/// What is known of a token a person pasted: whose it is and when it ends.
///
/// Only the page it was copied from tells, so it is kept among the stored tokens under the profile's name; and the token with it, so that
/// another one in its place is not taken for it.
enum PastedToken {
  static func key(of profile: Profile) -> TokenKey {
    TokenKey(platform: profile.platform.id, endpoint: profile.endpoint.description, account: "pasted", signIn: profile.name)
  }

  /// The pasted token among a profile's credentials; nil where there is none, or its page told nothing of it.
  static func find(of profile: Profile, among credentials: [String: Secret], in store: FileTokenStore) async throws -> AccessToken? {
    guard profile.platform.signsWithToken, let kept = try await store.stored(key(of: profile)) else { return nil }
    return credentials.values.contains(kept.value) ? kept : nil
  }
}
