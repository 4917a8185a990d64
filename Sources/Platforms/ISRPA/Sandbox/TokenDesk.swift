import HufuClient
import HufuSandbox
import HufuSigning

/// Issues, renews and forgets tokens, as the sandbox assumes the server does: the life of a token and the single use of a refresh token are
/// the sandbox's own choices.
struct TokenDesk: Sendable {
  /// What a caller is given.
  struct Pair {
    var access: String
    var refresh: String
  }

  static let life = Duration.seconds(7200)
  static let refreshLife = Duration.seconds(7 * 86_400)

  private let seed: UInt64
  private var random: SplitMix64
  private var isOpen = false
  /// The end of each token's life.
  private var access: [String: Timestamp] = [:]
  private var refresh: [String: Timestamp] = [:]

  init(seed: UInt64) {
    self.seed = seed
    random = SplitMix64(seed: seed)
  }

  /// Opens at the first request. A client that kept a token over a restart or a reset must not be lent the very same again: it takes what
  /// was just refused for refused.
  mutating func open(at moment: Moment) {
    guard !isOpen else { return }
    isOpen = true
    random = SplitMix64(seed: seed, since: moment)
  }

  mutating func issue(at now: Timestamp) -> Pair {
    let pair = Pair(access: text(), refresh: text())
    access = access.filter { now < $0.value }
    refresh = refresh.filter { now < $0.value }
    access[pair.access] = now + Self.life
    refresh[pair.refresh] = now + Self.refreshLife
    return pair
  }

  /// A new pair for a refresh token, which is used up; nil for one that is unknown or too old.
  mutating func renew(_ shown: String, at now: Timestamp) -> Pair? {
    guard let end = refresh.removeValue(forKey: shown), now < end else { return nil }
    return issue(at: now)
  }

  func expiry(of token: String) -> Timestamp? { access[token] }

  /// Ends the life of every access token, whatever the clock says; refresh tokens stay good.
  mutating func expireAll() { access = access.mapValues { _ in Timestamp(0) } }

  private mutating func text() -> String {
    let halves = [random.next(), random.next()]
    return Hex.encode(halves.flatMap { half in (0..<8).map { UInt8(truncatingIfNeeded: half >> (8 * $0)) } })
  }
}
