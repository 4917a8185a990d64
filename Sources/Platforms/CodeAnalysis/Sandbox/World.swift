import HufuSandbox
import HufuSigning

/// The made-up deployment: who is there, what is registered, and what was scanned.
struct World: Sendable {
  var residents = [Resident.keeper, Resident.stranger]
  var shelf: RepositoryShelf
  private(set) var schemes: [Scheme]
  private(set) var projects: [Project]
  private(set) var jobs: [SandboxJob]
  /// The server's own clock minus the made-up world's: a skew.
  var clock = Duration.zero
  private let seed: UInt64
  private var rotations: UInt64 = 0
  private var lastScan = 0

  init(seed: UInt64, repositories: Int) {
    self.seed = seed
    shelf = RepositoryShelf(count: repositories)
    let start = Repository.epoch
    schemes = [
      Scheme(id: 1, name: "default", repo: 1, isDefault: true, created: start), Scheme(id: 2, name: "tmpl", created: start),
      Scheme(id: 3, name: "8e9919deed6e4fcfa3d3298e34db0c4e", repo: 1, created: start),
      Scheme(id: 4, name: "default", repo: 23, isDefault: true, created: start),
    ]
    projects = [Project(id: 1, repo: 1, branch: "master", scheme: 3, created: start)]
    let branches = ["master", "clean", "broken", "busy", "revoked", "empty", "endless", "fresh"] + Self.traps
    projects += branches.enumerated().map { Project(id: 27 + $0, repo: 23, branch: $1, scheme: 4, created: start) }
    jobs = []
    for _ in 1...2 { close(project: 1, .fileServerDown) }
    close(project: 27, .passes)
    close(project: 28, .clean)
  }

  /// Branches whose scans are about one trap each.
  private static let traps = [
    "filedown", "scanned", "nomachine", "garbled", "relay", "puzzling", "overtaken", "overwritten", "uncounted", "blank", "unsaved",
    "twins",
  ]

  /// A job of the past.
  private mutating func close(project: Int, _ plot: ScanPlot) {
    let made = Repository.epoch + .seconds(60 * (jobs.count + 1))
    _ = add(project: project, plot, at: made, from: "tca_web", by: Resident.keeper.username)
  }

  // MARK: Looking things up

  func project(_ id: Int, in repo: Int) -> Project? { projects.first { $0.id == id && $0.repo == repo } }
  func projects(of repo: Int) -> [Project] { projects.filter { $0.repo == repo } }

  /// The jobs of a project that exist by now, newest first.
  func jobs(of project: Int, at now: Timestamp) -> [SandboxJob] {
    jobs.filter { $0.project == project && $0.isKnown(at: now) }.sorted { $0.id > $1.id }
  }

  /// The findings so far.
  func ledger(_ project: Project, at now: Timestamp) -> LintLedger {
    LintLedger(project, scans: jobs(of: project.id, at: now).filter { $0.hasResults(at: now) }.reversed())
  }

  // MARK: Changing things

  mutating func add(
    scheme name: String, repo: Int, languages: [String]?, tag: String?, reference: Int?, switches: Switches, at now: Timestamp
  ) -> Scheme {
    var scheme = Scheme(id: (schemes.last?.id ?? 0) + 1, name: name, repo: repo, created: now)
    if schemes.contains(where: { $0.repo == repo && $0.name == name }) { scheme.name = hex(UInt64(scheme.id), count: 32) }
    scheme.isDefault = !schemes.contains { $0.repo == repo }
    if let languages { scheme.languages = languages }
    if let tag { scheme.tag = tag }
    scheme.reference = reference
    scheme.switches = switches
    schemes.append(scheme)
    return scheme
  }

  mutating func add(project branch: String, repo: Int, scheme: Int, path: String?, from source: String?, at now: Timestamp) -> Project {
    if let known = projects.first(where: { $0.repo == repo && $0.branch == branch && $0.scheme == scheme && $0.path == path ?? "/" }) {
      return known
    }
    var project = Project(id: (projects.last?.id ?? 0) + 1, repo: repo, branch: branch, scheme: scheme, created: now)
    if let path { project.path = path }
    if let source { project.createdFrom = source }
    projects.append(project)
    return project
  }

  /// Starts a scan. A forced one ends the unfinished ones when it closes; some branches bring forth further jobs.
  mutating func start(_ project: Project, force: Bool, at now: Timestamp, from source: String, by creator: String) -> SandboxJob {
    let unfinished = jobs.indices.filter { jobs[$0].project == project.id && jobs[$0].ending(at: now) == nil }
    let plot = force && project.plot == .endless ? .passes : project.plot
    let job = add(project: project.id, plot, at: now, from: source, by: creator)
    if let scan = job.scan, let end = job.end {
      for index in unfinished { jobs[index].successor = SandboxJob.Successor(job: job.id, scan: scan, from: end) }
    }
    if plot == .twins { _ = add(project: project.id, .passes, at: now, from: source, by: creator) }
    if plot.isOvertaken, let end = job.end { _ = add(project: project.id, .passes, at: end, from: source, by: "stranger") }
    replace(job, since: now, from: source)
    return job
  }

  /// The jobs that take this one's place, one after the other; the last of them passes.
  private mutating func replace(_ job: SandboxJob, since now: Timestamp, from source: String) {
    let count = job.plot == .superseded ? 1 : job.plot == .circling ? 12 : 0
    for _ in 0..<count {
      let heir = add(project: job.project, .passes, at: now + .seconds(2), from: source, by: "stranger")
      jobs[jobs.count - 2].successor = SandboxJob.Successor(job: heir.id, scan: heir.scan ?? 0, from: now + .seconds(3))
    }
  }

  mutating func cancel(_ id: Int, remarks: String?, at now: Timestamp) {
    guard let index = jobs.firstIndex(where: { $0.id == id }), jobs[index].ending(at: now) == nil else { return }
    jobs[index].cancelled = now
    jobs[index].remarks = remarks
  }

  /// Gives a resident a new token; the old one is unknown from now on.
  mutating func rotateToken(of username: String) -> String? {
    guard let index = residents.firstIndex(where: { $0.username == username }) else { return nil }
    rotations += 1
    residents[index].token = hex(rotations << 32, count: 40)
    return residents[index].token
  }

  private mutating func add(project: Int, _ plot: ScanPlot, at time: Timestamp, from source: String, by creator: String) -> SandboxJob {
    var scan: Int?
    if plot != .fileServerDown {
      lastScan += 1
      scan = lastScan
    }
    let id = jobs.count + 1
    let job = SandboxJob(
      id: id, project: project, scan: scan, plot: plot, created: time, stamped: time + clock, createdFrom: source, creator: creator,
      revision: hex(UInt64(id), count: 40))
    jobs.append(job)
    return job
  }

  /// Digits that look like chance and are the same for the same seed.
  private func hex(_ salt: UInt64, count: Int) -> String {
    var chance = SplitMix64(seed: seed &* 0x9E37_79B9 ^ salt)
    return String((0..<count).map { _ in Character(Unicode.Scalar(Hex.digit(UInt8(chance.next() % 16)))) })
  }
}
