/// What a browser's address says of a profile: the server, and the ids of what the page shows.
public struct Location: Sendable, Equatable {
  /// The profile's url.
  public var url: String
  /// By the names of ``Platform/settingFields``.
  public var settings: [String: String]
  /// Arguments worth keeping as the profile's defaults: organisation, project, pipeline, plan.
  public var defaults: [String: String]
  /// Arguments that name one thing of the moment: a build, a job, a report. They are told and not kept.
  public var arguments: [String: String]

  public init(
    _ url: String, settings: [String: String] = [:], defaults: [String: String] = [:], arguments: [String: String] = [:]
  ) {
    self.url = url
    self.settings = settings
    self.defaults = defaults
    self.arguments = arguments
  }
}
