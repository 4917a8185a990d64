import HufuClient
import HufuSigning

/// A build's stages, jobs and steps, from `build.detail` (ModelRecord, platforms/bkci.md §3.1).
struct BuildDetail: Sendable {
  /// One step in its place.
  struct Step: Sendable {
    var stage: String
    var job: String
    var name: String
    var word: BuildWord
    var elapsed: Duration?
    var error: StepError
    /// Who may act on it, when it waits for a person.
    var reviewers: [String]
  }

  /// A group of people that one stage asks in its turn.
  struct ReviewGroup: Sendable {
    var name: String?
    var people: [String]
    var isAsked: Bool
  }

  struct Stage: Sendable {
    var id: String
    var groups: [ReviewGroup]

    /// Who is asked now: groups answer one after the other, and one that has answered has a status.
    var asked: ReviewGroup? { groups.first(where: \.isAsked) }
  }

  /// Which execution this tells of: a retry makes another one of the same build.
  var execution: Int?
  var pipelineName: String?
  var cancelUser: String?
  var stages: [Stage]
  var steps: [Step]
  var errors: [StepError]

  init(_ json: JSONValue) {
    execution = json["executeCount"]?.int.flatMap { Int(exactly: $0) }
    pipelineName = json["pipelineName"]?.text ?? json["model"]?["name"]?.text
    cancelUser = json["cancelUserId"]?.text.flatMap { $0.isEmpty ? nil : $0 }
    errors = json["errorInfoList"]?.elements?.compactMap(StepError.init(listed:)) ?? []
    let model = json["model"]?["stages"]?.elements ?? []
    stages = model.map { stage in
      let groups = stage["checkIn"]?["reviewGroups"]?.elements ?? []
      return Stage(id: stage["id"]?.text ?? "", groups: groups.map(ReviewGroup.init))
    }
    steps = model.flatMap(Self.steps)
  }

  /// The steps of a stage, without those of the trigger; a matrix has its jobs one level deeper.
  private static func steps(of stage: JSONValue) -> [Step] {
    let name = stage["name"]?.text ?? stage["id"]?.text ?? "–"
    let containers = stage["containers"]?.elements ?? []
    return containers.filter { $0["@type"]?.text != "trigger" }.flatMap { container -> [Step] in
      let group = container["groupContainers"]?.elements ?? []
      return (group.isEmpty ? [container] : group).flatMap { job in
        (job["elements"]?.elements ?? []).map { Step($0, stage: name, job: job["name"]?.text ?? container["name"]?.text ?? "–") }
      }
    }
  }
}

extension BuildDetail.ReviewGroup {
  init(_ json: JSONValue) {
    name = json["name"]?.text
    people = ["reviewers", "groups"].flatMap { json[$0]?.elements?.compactMap(\.text) ?? [] }
    isAsked = (json["status"]?.text ?? "").isEmpty
  }
}

extension BuildDetail.Step {
  fileprivate init(_ json: JSONValue, stage: String, job: String) {
    self.stage = stage
    self.job = job
    name = json["name"]?.text ?? json["id"]?.text ?? "–"
    word = BuildWord(json["status"]?.text)
    elapsed = (json["elapsed"]?.int ?? json["timeCost"]?["totalCost"]?.int).map { .milliseconds($0) }
    error = StepError(element: json)
    reviewers = json["reviewUsers"]?.elements?.compactMap(\.text) ?? []
  }
}
