import HufuClient
import HufuSigning

/// What is known of a project just before a scan of it is started.
struct JobsBefore: Sendable {
  /// The newest job; 0 where there is none.
  var newest: Int64 = 0
  /// The server's clock minus ours, within a second or so.
  var clock = Duration.zero
}

extension Client<CodeAnalysis> {
  func jobsBefore(in place: Place) async throws -> JobsBefore {
    let reply = try await connection.call("jobs.list", place.arguments(.project, ["limit": 1]))
    let newest = try JSONValue(parsing: reply.payload)["results"]?[0]?["id"]?.whole
    let clock = reply.response.head.date.map { $0 - connection.timing.now() }
    return JobsBefore(newest: newest ?? 0, clock: clock ?? .zero)
  }

  /// How long before and after the request a job may say it was made: the server's `Date` counts seconds.
  private static var slack: Duration { .seconds(10) }

  /// The jobs that may be a start of ours whose answer was lost: not there before, made by us in the time between request and loss.
  func jobs(madeBy user: String, since before: JobsBefore, within span: ClosedRange<Timestamp>, in place: Place) async throws -> [JobRecord]
  {
    let first = span.lowerBound + before.clock - Self.slack
    let last = span.upperBound + before.clock + Self.slack
    var found: [JobRecord] = []
    var candidate = place
    for id in try await jobs(of: place, after: before.newest) {
      candidate.job = id
      let job = try await self.job(candidate)
      guard job.creator == user, let created = job.created, first <= created, created <= last else { continue }
      found.append(job)
    }
    return found
  }
}
