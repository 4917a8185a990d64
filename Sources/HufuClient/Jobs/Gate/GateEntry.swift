/// One job of a gate.
public struct GateEntry: Sendable {
  /// Unique in its gate.
  public var name: String
  /// The names of those that must have passed before it starts.
  public var needs: [String]
  /// Its own deadline; the gate's counts as well.
  public var timeout: Duration?
  /// Drives its runs, one after the other, looking no longer than the given time; one record for each.
  public var drive: @Sendable (_ left: Duration?) async -> [RunRecord]

  public init(
    _ name: String, needs: [String] = [], timeout: Duration? = nil, drive: @escaping @Sendable (_ left: Duration?) async -> [RunRecord]
  ) {
    self.name = name
    self.needs = needs
    self.timeout = timeout
    self.drive = drive
  }
}
