import HufuClient
import HufuSigning

/// Where a thing stands on the server: organisation, team, and within them a repository, an analysis project, a job.
struct Place: Sendable, Equatable {
  /// How far down an operation's address goes.
  enum Depth: Int, Sendable {
    case org, team, repo, project, job
  }

  var org: String
  var team: String
  var repo: Int64?
  var project: Int64?
  var job: Int64?

  init(org: String, team: String) {
    self.org = org
    self.team = team
  }

  /// Reads what ``runID`` wrote; nil for anything else.
  init?(runID: String) {
    let parts = runID.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 5, parts.allSatisfy({ !$0.isEmpty }) else { return nil }
    let numbers = parts[2...].compactMap { Int64($0) }.filter { $0 > 0 }
    guard numbers.count == 3 else { return nil }
    self.init(org: parts[0], team: parts[1])
    (repo, project, job) = (numbers[0], numbers[1], numbers[2])
  }

  /// `org/team/repo/project/job`: everything needed to find a job again.
  var runID: String { ([org, team] + [repo, project, job].map { $0.map(String.init) ?? "" }).joined(separator: "/") }

  /// The arguments that name this place to an operation, and more of its own.
  func arguments(_ depth: Depth, _ more: Arguments = [:]) -> Arguments {
    var arguments: Arguments = ["org": .string(org)]
    if depth.rawValue >= Depth.team.rawValue { arguments.append("team", .text(team)) }
    for (level, name, id) in [(Depth.repo, "repo", repo), (.project, "project", project), (.job, "job", job)] {
      if depth.rawValue >= level.rawValue, let id { arguments.append(name, .text(String(id))) }
    }
    for item in more.items { arguments.append(item.name, item.value) }
    return arguments
  }

  /// The web page of the job in its project's history; the counterpart of ``CodeAnalysis/locate(_:)``.
  func page(at site: Endpoint) -> String {
    func segment(_ text: String) -> String { PercentEncoding.unreserved.encode(text) }
    let project = "/t/\(segment(org))/p/\(segment(team))/code-analysis/repos/\(repo ?? 0)/projects/\(self.project ?? 0)"
    return site.description + project + (job.map { "/scan-history/\($0)" } ?? "")
  }
}
