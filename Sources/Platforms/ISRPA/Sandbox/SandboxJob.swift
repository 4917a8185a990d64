import HufuSigning

/// One job of the made-up platform; how it goes is a function of its parameters, of when it was created, and of the time.
///
/// Two parameters, the sandbox's own invention, choose that: `sandboxEnd` and `sandboxSeconds`.
struct SandboxJob: Sendable {
  /// How a job ends.
  enum End: String, CaseIterable, Sendable {
    case success, failure, stopped
    /// In a state that no published text explains, nor the sandbox's profile.
    case strange
    case never
  }

  static let endParameter = "sandboxEnd"
  static let secondsParameter = "sandboxSeconds"
  private static let longest: Int64 = 86_400

  let id: String
  let parameters: [QueryItem]
  let created: Timestamp
  private let end: End
  private let length: Duration
  private var stopped: Timestamp?

  /// nil for parameters that choose no end or no length there is.
  init?(id: String, parameters: [QueryItem], created: Timestamp) {
    guard let end = parameters[Self.endParameter].map(End.init) ?? .success,
      let seconds = parameters[Self.secondsParameter].map(Int64.init) ?? 8, (0...Self.longest).contains(seconds)
    else { return nil }
    self.id = id
    self.parameters = parameters
    self.created = created
    self.end = end
    length = .seconds(seconds)
  }

  /// Stops it; false when it is over.
  mutating func stop(at now: Timestamp) -> Bool {
    guard ended(at: now) == nil else { return false }
    stopped = now
    return true
  }

  /// WAITING for a quarter of its time, then RUNNING, then its end.
  func state(at now: Timestamp) -> String {
    guard ended(at: now) == nil else { return stopped == nil ? end.state : End.stopped.state }
    return (now - created) * 4 < length ? "WAITING" : "RUNNING"
  }

  func message(at now: Timestamp) -> String {
    switch state(at: now) {
    case "WAITING": "等待机器人"
    case "RUNNING": "机器人执行中"
    case "SUCCESS": "执行完成"
    case "FAILED": "第 3 步失败：未找到元素「提交」"
    case "STOPPED": "作业被停止"
    default: "机器人已挂起"
    }
  }

  /// In percent.
  func progress(at now: Timestamp) -> Int {
    guard ended(at: now) == nil, length > .zero else { return 100 }
    return min(99, Int((now - created) / length * 100))
  }

  func ended(at now: Timestamp) -> Timestamp? {
    if let stopped { return stopped }
    return end == .never || now < created + length ? nil : created + length
  }
}

extension SandboxJob.End {
  fileprivate var state: String {
    switch self {
    case .success: "SUCCESS"
    case .failure: "FAILED"
    case .stopped: "STOPPED"
    case .strange: "SUSPENDED"
    case .never: "RUNNING"
    }
  }
}
