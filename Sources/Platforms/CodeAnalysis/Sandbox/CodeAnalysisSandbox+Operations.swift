import HufuClient
import HufuSigning

extension CodeAnalysisSandbox {
  /// The table of views.
  mutating func serve(_ asked: Asked) throws(Refusal) -> Served {
    switch asked.operation {
    case "user.get": .data(asked.resident.record)
    case "token.get": .data(["token": .string(asked.resident.token), "tca_ut": .null])
    case "token.rotate": .data(["token": .maybe(world.rotateToken(of: asked.resident.username)), "tca_ut": .null])
    case "orgs.list": .list(asked.resident.isMember ? [Team.orgRecord(creator: asked.resident.card)] : [])
    case "teams.list": .data([Team.record(creator: Resident.keeper.card)])
    case "repos.list": try repositories(asked)
    case "repo.get": .data(row(of: try repository(asked), at: asked.now))
    case "repo.create": try addRepository(asked)
    case "repo.delete": try removeRepository(asked)
    case "branches.list": .list(try branches(asked))
    case "schemes.list": .list(try schemes(asked).map { $0.row(creator: Resident.keeper.card) })
    case "templates.list": .list(world.schemes.filter { $0.repo == nil }.map { $0.row(creator: Resident.keeper.card) })
    case "scheme.checks": .data(try scheme(asked).checks)
    case "scheme.metrics": .data(try scheme(asked).metrics)
    case "scheme.create": try addScheme(asked)
    case "scheme.copy": try copyScheme(asked)
    case "projects.list": .list(try projects(asked))
    case "project.create": try addProject(asked)
    case "scan.start": try startScan(asked)
    case "jobs.list": .list(try jobs(asked))
    case "job.get": try jobDetail(asked)
    case "job.cancel": try cancelJob(asked)
    default: try results(asked)
    }
  }

  // MARK: What a path names; its existence was checked at the gate

  func repository(_ asked: Asked) throws(Refusal) -> Repository {
    guard let repository = asked.number("repo").flatMap({ world.shelf.repository($0) }) else { throw asked.desk.unknown }
    return repository
  }

  func project(_ asked: Asked) throws(Refusal) -> Project {
    guard let repo = asked.number("repo"), let project = asked.number("project").flatMap({ world.project($0, in: repo) }) else {
      throw asked.desk.unknown
    }
    return project
  }

  func row(of repository: Repository, at now: Timestamp) -> JSONValue {
    let projects = world.projects(of: repository.id)
    let jobs = projects.reduce(0) { $0 + world.jobs(of: $1.id, at: now).count }
    return repository.row(creator: Resident.keeper.card, projects: projects, jobs: jobs)
  }
}
