public import HufuClient

extension MeterSphere {
  /// A place a plan runs against. Its other members are JSON inside texts and may hold credentials, so they are not read.
  public struct Environment: Decodable, Sendable, Equatable, Named {
    public var id: String
    public var name: String

    package var ids: [String] { [id] }
  }
}
