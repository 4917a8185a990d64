import HufuClient
import HufuSigning

/// What is known of a project just before a scan of it is started.
struct JobsBefore: Sendable {
  /// The newest job; 0 where there is none.
  var newest: Int64 = 0
  var clock = ServerClock()
}

extension Client<CodeAnalysis> {
  func jobsBefore(in place: Place) async throws -> JobsBefore {
    let (reply, clock) = try await connection.callForTime("jobs.list", place.arguments(.project, ["limit": 1]))
    let newest = try JSONValue(parsing: reply.payload)["results"]?[0]?["id"]?.whole
    return JobsBefore(newest: newest ?? 0, clock: clock)
  }

  /// The jobs that may be a start of ours whose answer was lost: not there before, made by us in the time between request and loss.
  func jobs(madeBy user: String, since before: JobsBefore, of lost: LostStart, in place: Place) async throws -> [JobRecord] {
    let span = lost.span(by: before.clock)
    var found: [JobRecord] = []
    var candidate = place
    for id in try await jobs(of: place, after: before.newest) {
      candidate.job = id
      let job = try await self.job(candidate)
      guard job.creator == user, let created = job.created, span.contains(created) else { continue }
      found.append(job)
    }
    return found
  }
}
