import HufuClient
import HufuSigning

/// A pipeline's builds just before a start, and how far the server's clock was from ours then.
struct BuildsBefore: Sendable {
  var builds: Set<String> = []
  var clock = ServerClock()
}

extension Client<BlueKingCI> {
  /// How many of the newest builds are looked at: those that may say they were queued within the slack.
  private static var reach: Int { 20 }

  func buildsBefore(of pipeline: String, in project: String) async throws -> BuildsBefore {
    let (reply, clock) = try await connection.callForTime(
      "builds.list", ["project": .string(project), "pipeline": .string(pipeline), "size": .int(Self.reach)])
    let records = (try? JSONSlice(reply.payload))?["records"]
    return BuildsBefore(builds: Set(records?.elements().compactMap { $0["id"]?.text } ?? []), clock: clock)
  }

  /// The builds that may be a start of ours whose answer was lost: not there before, started through the API by our user, and queued in the
  /// time between request and loss.
  ///
  /// By the time of queueing, because a build that still waits for a machine has no start time.
  func builds(
    of pipeline: String, in project: String, since before: BuildsBefore, by user: String, of lost: LostStart
  ) async throws -> [String] {
    let span = lost.span(by: before.clock)
    var more: Arguments = ["size": 100]
    if api == .v4 {
      more.set("user", .text(user))
      more.set("queuedFrom", .json(.int(span.lowerBound.milliseconds)))
    }
    return try await history(of: pipeline, in: project, more).filter { build in
      !before.builds.contains(build.id) && build.user == user && build.startType.map { $0 == "SERVICE" } ?? true
        && (build.queued ?? build.started).map(span.contains) ?? false
    }.map(\.id)
  }
}
