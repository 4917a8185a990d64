public import HufuClient

extension MeterSphere {
  /// A test plan as lists show it.
  public struct Plan: Decodable, Sendable, Equatable, Named {
    public var id: String
    public var name: String

    package var ids: [String] { [id] }
  }
}
