extension MeterSphere {
  /// A test plan as lists show it.
  public struct Plan: Decodable, Sendable, Equatable {
    public var id: String
    public var name: String
  }
}
