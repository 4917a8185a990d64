/// When a token whose end is near is replaced. A token that has ended, or was refused, is replaced at once either way.
public enum TokenRenewal: Sendable, Hashable {
  /// For programs that live long: from ``AccessToken/renewAfter`` on, the token at hand is handed out without waiting, and one flight in the
  /// background gets the next. If that fails nobody notices while the token lives; it is tried again after a tenth of the
  /// margin.
  case ahead
  /// For a program that makes a call and ends: a token is used to its end. Renewing it early would cost every run a wait, and spend a
  /// refresh token that the next run could have done without.
  case whenDue
}
