/// Which parts of a request a scheme must see in whole before it can sign. What is not needed may be streamed.
public struct SigningNeeds: OptionSet, Sendable {
  public let rawValue: UInt8
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  public static let query = SigningNeeds(rawValue: 1)
  public static let body = SigningNeeds(rawValue: 2)
}
