import HufuSandbox
import HufuSigning

/// Projects, pipelines and builds: a function of the seed, of when the sandbox was first asked, and of what was done since.
struct World: Sendable {
  let startedAt: Timestamp
  private var builds: [String: Build] = [:]
  /// Build ids of a pipeline, oldest first.
  private var order: [String: [String]] = [:]

  init(startedAt: Timestamp, seed: UInt64) {
    self.startedAt = startedAt
    for pipeline in Pipeline.all {
      var random = SplitMix64(seed: seed ^ UInt64(pipeline.history))
      for number in 1...pipeline.history {
        let age = Duration.seconds(1020 * (pipeline.history - number + 1))
        let isLast = number == pipeline.history
        insert(
          Build(
            pipeline, number: number, user: Self.users[Int(random.next() % 3)],
            trigger: number.isMultiple(of: 4) ? "TIME_TRIGGER" : "MANUAL",
            behaviour: Self.outcome(of: pipeline, isLast: isLast, &random), parameters: [], at: startedAt - age))
      }
    }
  }

  private static let users = ["admin", "zhangsan", "lisi"]

  /// The main pipeline failed or was stopped now and then; others did what they do, a review was given except for the last build.
  private static func outcome(of pipeline: Pipeline, isLast: Bool, _ random: inout SplitMix64) -> Pipeline.Behaviour {
    let luck = random.next() % 10
    switch pipeline.behaviour {
    case .succeeds: return luck == 0 ? .fails : luck == 1 ? .cancelled : .succeeds
    case .reviewed: return isLast ? .reviewed : .succeeds
    default: return pipeline.behaviour
    }
  }

  private mutating func insert(_ build: Build) {
    builds[build.id] = build
    order[build.pipeline.id, default: []].append(build.id)
  }

  // MARK: Looking things up

  func projects(of user: String) -> [Project] { Project.all.filter { $0.isPublic || user == "admin" } }
  func pipelines(in project: String) -> [Pipeline] { Pipeline.all.filter { $0.project == project } }
  func pipeline(_ id: String, in project: String) -> Pipeline? { Pipeline.byID[id].flatMap { $0.project == project ? $0 : nil } }
  func build(_ id: String, in project: String) -> Build? { builds[id].flatMap { $0.pipeline.project == project ? $0 : nil } }
  /// A pipeline's builds, latest first.
  func builds(of pipeline: String) -> [Build] { (order[pipeline] ?? []).reversed().compactMap { builds[$0] } }

  // MARK: Doing things

  /// Starts the next build of a pipeline.
  mutating func start(_ pipeline: Pipeline, by user: String, parameters: [JSONValue.Member], at time: Timestamp) -> Build {
    let build = Build(
      pipeline, number: (order[pipeline.id]?.count ?? 0) + 1, user: user, trigger: "SERVICE", behaviour: pipeline.behaviour,
      parameters: parameters, at: time)
    insert(build)
    return build
  }

  mutating func update(_ id: String, _ change: (inout Build) -> Void) {
    guard var build = builds[id] else { return }
    change(&build)
    builds[id] = build
  }
}
