import HufuClient
import HufuSigning

/// A build as `build.status` and the history tell of it (BuildHistoryWithVars, platforms/bkci.md §3.1). Whatever is not there is nil.
struct BuildStatus: Sendable {
  /// One stage in the order of the pipeline.
  struct Stage: Sendable {
    var id: String
    var name: String
    var word: BuildWord
    var elapsed: Duration?

    var isOver: Bool { [.good, .bad, .cancelled, .skipped, .stageDone].contains(word.sort) }
  }

  var id: String
  var word: BuildWord
  var number: Int64?
  /// What the pipeline calls its builds instead of counting them.
  var alias: String?
  var user: String?
  /// How it was started: SERVICE through this API.
  var startType: String?
  var queued: Timestamp?
  var started: Timestamp?
  var ended: Timestamp?
  var queuePosition: Int64?
  var isRetried: Bool
  var stages: [Stage]
  var errors: [StepError]

  /// nil where the answer is no build.
  init?(_ json: JSONValue) {
    guard let id = json["id"]?.scalarText else { return nil }
    self.id = id
    word = BuildWord(json["status"]?.text)
    number = json["buildNum"]?.int
    alias = json["buildNumAlias"]?.text.flatMap { $0.isEmpty ? nil : $0 }
    user = json["userId"]?.text
    startType = json["startType"]?.text
    queued = json["queueTime"]?.moment
    started = json["startTime"]?.moment
    ended = json["endTime"]?.moment
    queuePosition = json["currentQueuePosition"]?.int
    isRetried = json["retry"]?.bool ?? false
    stages = json["stageStatus"]?.elements?.compactMap(Stage.init) ?? []
    errors = json["errorInfoList"]?.elements?.compactMap(StepError.init(listed:)) ?? []
  }

  /// Whether the one word that is both an end and none is an end here: it is when the build also has an end time
  /// (`BuildInfo.isFinish`, platforms/bkci.md §3.2).
  private var hasStageEnd: Bool {
    guard let started, let ended else { return false }
    return ended > started
  }

  var phase: RunStatus.Phase {
    switch word.sort {
    // Whole builds say SUCCEED; the other good words are those of steps (platforms/bkci.md §3.2).
    case .good where word.text == "SUCCEED": .ended(.passed)
    case .good, .skipped: .unknown(word.text)
    case .bad: .ended(.failed)
    case .cancelled: .ended(.stopped)
    case .stageDone: hasStageEnd ? .ended(.passed) : .waitingForReview
    case .queued: .queued
    // A plug-in that asks a person leaves the build running and holds its stage.
    case .running: heldStage == nil ? .running : .waitingForReview
    case .held: .waitingForReview
    case .unclear: .unknown(word.text.isEmpty ? "null" : word.text)
    }
  }

  /// The stage a person has to let go on.
  var heldStage: Stage? { stages.first { $0.word.sort == .held } }

  /// Finished stages keep their time; that of a running one would change with every question.
  var steps: [RunStep] { stages.map { RunStep($0.name, $0.word.stepState, elapsed: $0.isOver ? $0.elapsed : nil) } }
}

extension BuildStatus.Stage {
  init?(_ json: JSONValue) {
    guard let id = json["stageId"]?.text else { return nil }
    self.id = id
    name = json["name"]?.text ?? id
    word = BuildWord(json["status"]?.text)
    elapsed = (json["elapsed"]?.int ?? json["timeCost"]?["totalCost"]?.int).map { .milliseconds($0) }
  }
}

extension JSONValue {
  /// A time in milliseconds; nought is none.
  var moment: Timestamp? { int.flatMap { $0 > 0 ? Timestamp($0) : nil } }
}
