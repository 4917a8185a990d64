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

  public init(headers: [String] = [], queryNames: [String] = [], wholeQuery: Set<Method> = [], body: Set<Method> = []) {
    self.headers = headers
    self.queryNames = queryNames
    self.wholeQuery = wholeQuery
    self.body = body
  }
}
