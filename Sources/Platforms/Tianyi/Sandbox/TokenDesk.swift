import HufuClient
import HufuSandbox
import HufuSigning

/// What the platform has lent: authorization tickets, codes, access and refresh tokens, with their lives (platforms/tianyi.md §3).
struct TokenDesk: Sendable {
  /// An authorization page that was asked for.
  struct Ticket: Sendable {
    var callback: String
    var state: String
    var expires: Timestamp
  }

  struct Loan: Sendable {
    var grant: Tianyi.Grant
    var expires: Timestamp
  }

  static let codeLife = Duration.seconds(300)

  private let seed: UInt64
  private var random: SplitMix64
  private var isOpen = false
  private var tickets: [String: Ticket] = [:]
  private var codes: [String: Timestamp] = [:]
  private var access: [String: Loan] = [:]
  private var refresh: [String: Loan] = [:]

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

  mutating func openPage(callback: String, state: String, at now: Timestamp) -> String {
    let ticket = text(24)
    tickets = tickets.filter { now < $0.value.expires }
    tickets[ticket] = Ticket(callback: callback, state: state, expires: now + .seconds(600))
    return ticket
  }

  func ticket(_ name: String, at now: Timestamp) -> Ticket? { tickets[name].flatMap { now < $0.expires ? $0 : nil } }

  /// Closes the page, and gives out a code if the user has agreed.
  mutating func closePage(_ name: String, isConfirmed: Bool, at now: Timestamp) -> String? {
    tickets[name] = nil
    guard isConfirmed else { return nil }
    let code = text(24)
    codes = codes.filter { now < $0.value }
    codes[code] = now + Self.codeLife
    return code
  }

  /// - Returns: whether the code was good; it never is again.
  mutating func spend(code: String, at now: Timestamp) -> Bool { codes.removeValue(forKey: code).map { now < $0 } ?? false }

  mutating func issue(_ grant: Tianyi.Grant, at now: Timestamp) -> JSONValue {
    let (life, refreshLife): (Int64, Int64) = grant == .vcp189 ? (604_800, 2_592_000) : (86_400, 604_800)
    let names = (text(32), text(32))
    access = access.filter { now < $0.value.expires }
    refresh = refresh.filter { now < $0.value.expires }
    access[names.0] = Loan(grant: grant, expires: now + .seconds(life))
    refresh[names.1] = Loan(grant: grant, expires: now + .seconds(refreshLife))
    return [
      "accessToken": .string(names.0), "refreshToken": .string(names.1), "expiresIn": .int(life), "refreshExpiresIn": .int(refreshLife),
    ]
  }

  /// Trades a refresh token; it is spent thereby. Nil when it is not good.
  mutating func renew(_ token: String, at now: Timestamp) -> JSONValue? {
    guard let loan = refresh.removeValue(forKey: token), now < loan.expires else { return nil }
    return issue(loan.grant, at: now)
  }

  func loan(of token: String) -> Loan? { access[token] }

  mutating func expireAll(at now: Timestamp) { for name in access.keys { access[name]?.expires = now } }

  private mutating func text(_ length: Int) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
    return String((0..<length).map { _ in letters[Int(random.next() % UInt64(letters.count))] })
  }
}
