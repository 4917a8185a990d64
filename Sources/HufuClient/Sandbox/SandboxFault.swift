/// What can go wrong on purpose, in words every platform understands.
public enum SandboxFault: Sendable, Equatable {
  /// The next `times` requests are refused with this status and the platform's true body for it.
  case status(Int, times: Int)
  /// Every token issued so far is expired.
  case expireTokens
  /// The platform's clock is off by this much.
  case skew(milliseconds: Int64)
  /// Every answer waits.
  case slow(milliseconds: Int64)
  /// The next `times` connections are cut.
  case cut(SandboxCut, times: Int)
  /// The caller's address is not on the platform's list.
  case ipRefused(times: Int)
  /// A web page instead of JSON.
  case html(times: Int)
  /// A page of a list comes twice.
  case duplicatedPage(times: Int)
  /// Totals grow while a list is read.
  case movingTotal
  /// Sealed answers are cut short.
  case truncatedCiphertext(times: Int)
  /// A start is answered with success and nothing starts.
  case startSwallowed(times: Int)
}

/// Where a connection is cut.
public enum SandboxCut: Sendable, Equatable {
  /// Before the platform did anything.
  case unprocessed
  /// After it did, before the first line of the answer.
  case beforeHead
  /// In the middle of the body.
  case afterBytes(Int)
}
