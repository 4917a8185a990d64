import HufuClient
import HufuSigning

/// A job as `job.get` tells it; everything but the id may be missing.
struct JobRecord: Sendable {
  var id: Int64
  /// The scan whose numbers are this job's; nil when it was closed before there was one.
  var scan: Int64?
  var state: Int64?
  var result: ScanResult?
  var branch: String?
  var address: String?
  var scheme: Int64?
  var creator: String?
  var source: String?
  var created: Timestamp?
  var started: Timestamp?
  /// For ever nil in jobs that were revoked: never a sign that a job is over.
  var ended: Timestamp?
  var done: Int?
  var total: Int?
  var tasks: [RunStep] = []

  init?(_ json: JSONValue) {
    guard let id = json["id"]?.whole else { return nil }
    self.id = id
    scan = json["scan_id"]?.whole
    state = json["state"]?.whole
    result = json["result_code"]?.whole.map {
      ScanResult(code: $0, meaning: json["result_code_msg"]?.words, message: json["result_msg"]?.words)
    }
    let project = json["project"]
    branch = project?["branch"]?.words
    address = project?["repo_scm_url"]?.words
    scheme = project?["scan_scheme"]?.whole
    creator = json["creator"]?.words
    source = json["created_from"]?.words
    created = json["create_time"]?.moment
    started = json["start_time"]?.moment
    ended = json["end_time"]?.moment
    total = json["task_num"]?.whole.flatMap { Int(exactly: $0) }
    done = json["task_done"]?.whole.flatMap { Int(exactly: $0) }
    tasks = (json["tasks"]?.elements ?? []).map(Self.step)
  }

  /// Task states are not job states: 0 waiting, 1 running, 2 closed, 3 being made, 4 being handed out.
  private static func step(_ task: JSONValue) -> RunStep {
    let name = task["task_name"]?.words ?? task["id"]?.scalarText ?? "?"
    let code = task["result_code"]?.whole
    switch task["state"]?.whole {
    case 1: return RunStep(name, .running)
    case 2:
      guard let code else { return RunStep(name, .stopped) }
      let result = ScanResult(code: code)
      if result.isSuccess { return RunStep(name, .passed) }
      // Revoked with its job, or because another task failed.
      let isStopped = result.isSuperseded || code == 299 || result.verdict == .stopped
      return RunStep(name, isStopped ? .stopped : .failed, code: String(code), message: task["result_msg"]?.words)
    default: return RunStep(name, .waiting)
    }
  }
}

extension RunStatus.Phase {
  /// A job's state. Closed is not passed, and superseded is no end: the caller follows (platforms/tca.md §0.7, §4).
  init(_ job: JobRecord) {
    switch job.state {
    case 4, 5, 0: self = .queued
    case 1, 3: self = .running
    case 2: self = .ended(job.result?.verdict ?? .inconclusive)
    case let state: self = .unknown("state \(state.map(String.init) ?? "null")")
    }
  }
}

extension JobRecord {
  /// The state in a few words.
  var text: Bilingual {
    switch state {
    case 4: Bilingual(zh: "初始化中", en: "preparing")
    case 5: Bilingual(zh: "已初始化", en: "prepared")
    case 0: Bilingual(zh: "等待节点", en: "waiting for a node")
    case 3: Bilingual(zh: "结果入库中", en: "saving results")
    default: Bilingual(zh: "", en: "")
    }
  }
}
