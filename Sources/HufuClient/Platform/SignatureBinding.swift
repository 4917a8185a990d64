public import HufuSigning

/// Which parts of a request a platform's signature vouches for. What stands outside can be changed by anybody on the way.
///
/// `hufu describe`, the docs and the conformance laws read it: every change of a bound part must be refused by a strict verifier.
public struct SignatureBinding: Sendable, Equatable {
  /// Headers whose values are bound.
  public var headers: [String]
  /// Query parameters whose values are bound, by decoded name.
  public var queryNames: [String]
  /// Methods for which every query parameter is bound.
  public var wholeQuery: Set<Method>
  /// Methods for which the body is bound.
  public var body: Set<Method>
  /// How far the signed time may be from a strict server's clock, to either side, the edge included; nil where no time is signed.
  public var window: Duration?

  public init(
    headers: [String] = [], queryNames: [String] = [], wholeQuery: Set<Method> = [], body: Set<Method> = [], window: Duration? = nil
  ) {
    self.headers = headers
    self.queryNames = queryNames
    self.wholeQuery = wholeQuery
    self.body = body
    self.window = window
  }
}
