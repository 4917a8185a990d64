/// A file a run left behind.
public struct Artifact: Sendable {
  /// Its path below the run; may hold folders, never dot segments.
  public var path: String
  /// In bytes, where the platform says.
  public var size: Int64?
  /// Lower-case hexadecimal, where the platform says.
  public var md5: String?
  /// Opens it as a stream; each call asks anew.
  public var open: @Sendable () async throws -> Incoming

  public init(path: String, size: Int64? = nil, md5: String? = nil, open: @escaping @Sendable () async throws -> Incoming) {
    self.path = path
    self.size = size
    self.md5 = md5
    self.open = open
  }
}
