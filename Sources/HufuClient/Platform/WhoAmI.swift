public import HufuSigning

/// The cheapest call that shows whether a credential is good and whose it is; for `hufu login` and `hufu doctor`.
public struct WhoAmI: Sendable {
  /// A read operation without required arguments.
  public var operation: String
  /// Where the name of the account may stand in its payload; the first that is there counts. Empty: the call says nothing of names.
  public var name: [JSONPointer]

  public init(_ operation: String, name: [JSONPointer] = []) {
    self.operation = operation
    self.name = name
  }

  /// The account's name in a payload, if it holds one.
  public func name(in payload: [UInt8]) -> String? {
    guard let slice = try? JSONSlice(payload) else { return nil }
    return name.lazy.compactMap { slice.at($0)?.scalarText }.first
  }
}
