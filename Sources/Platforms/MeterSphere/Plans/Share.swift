extension MeterSphere {
  /// A share link: `shareUrl` goes behind ``Generation/reportPage``. Both are null when there was no report to share.
  public struct Share: Decodable, Sendable, Equatable {
    public var id: String?
    public var shareUrl: String?
  }
}
