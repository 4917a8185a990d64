import HufuClient
import HufuSandbox
import HufuSigning

/// What the laws about jobs have to know of one job: what its sandbox plays, and the truth about it.
struct JobRow: Sendable {
  let platform: String
  let job: String
  /// The operations that begin a run on the platform.
  let starts: Set<String>
  /// Whether the platform leaves a way to find a run whose start was not answered.
  let findsLostStarts: Bool
  /// Settings beside those of the sandbox's profile.
  var settings: [String: JSONValue] = [:]
  /// How the platform says that it is asked too often, if not with a bare 429.
  var throttles: [APIResponse]?
  /// A run that passes after 35 minutes or a little more; nil where runs cannot be followed.
  let halfHour: Arguments?
  /// A run that passes after three hours or a little more, asked about all the while; nil where runs cannot be followed.
  let threeHours: Arguments?

  /// Runs of a few seconds and how they truly end, in that form of the sandbox; empty where it has no place for the job.
  func endings(_ variant: SandboxVariant) -> [SandboxEnding] { variant.endings.filter { $0.job == job && $0.verdict != .running } }

  static func of(_ platform: any Platform.Type, _ job: String) -> JobRow? {
    all.first { $0.platform == platform.id && $0.job == job }
  }
}
