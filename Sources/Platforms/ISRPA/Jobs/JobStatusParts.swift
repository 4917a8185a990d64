import HufuClient
import HufuSigning

/// Reads the parts of the setting `jobStatus`; whatever does not fit is named, with what was expected there.
struct JobStatusParts {
  typealias Part = ISRPA.JobStatus.Part

  private let values: [Part: JSONValue]

  init(_ mapping: JSONValue) throws(ConfigurationError) {
    guard let members = mapping.members else {
      throw ConfigurationError(
        zh: "jobStatus 应为“名字: 值”的映射。", en: "jobStatus is a mapping of names to values.", remedy: Self.example)
    }
    var values: [Part: JSONValue] = [:]
    for member in members {
      guard let part = Part(rawValue: member.key) else { throw Self.unknown(member.key) }
      if !member.value.isNull { values[part] = member.value }
    }
    self.values = values
  }

  func call(_ part: Part) throws(ConfigurationError) -> JobCall? {
    guard let value = values[part] else { return nil }
    guard let text = value.text else { throw Self.unfit(part) }
    return try JobCall(text, as: "jobStatus.\(part.rawValue)")
  }

  func pointer(_ part: Part) throws(ConfigurationError) -> JSONPointer? {
    guard let value = values[part] else { return nil }
    guard let text = value.text, let pointer = try? JSONPointer(text), !pointer.tokens.isEmpty else { throw Self.unfit(part) }
    return pointer
  }

  /// One word, several with commas between them, or a list; numbers and truth values as they are spelled.
  func words(_ part: Part) throws(ConfigurationError) -> [String] {
    guard let value = values[part] else { return [] }
    var words: [String] = []
    for element in value.elements ?? [value] {
      guard let text = element.plainText else { throw Self.unfit(part) }
      words += value.elements == nil ? text.split(separator: ",").map { Self.trimmed($0) } : [text]
    }
    guard !words.isEmpty, words.allSatisfy({ !$0.isEmpty }) else { throw Self.unfit(part) }
    return words
  }

  /// What each word means. One word cannot mean two things.
  func phases() throws(ConfigurationError) -> [String: RunStatus.Phase] {
    let lists: [(Part, RunStatus.Phase)] = [
      (.passed, .ended(.passed)), (.failed, .ended(.failed)), (.stopped, .ended(.stopped)), (.running, .running),
    ]
    var phases: [String: RunStatus.Phase] = [:]
    var owners: [String: Part] = [:]
    for (part, phase) in lists {
      let words = try words(part)
      if words.isEmpty, part == .passed || part == .failed { throw Self.missing(part) }
      for word in words {
        if let owner = owners[word], owner != part { throw Self.ambiguous(word, owner, part) }
        owners[word] = part
        phases[word] = phase
      }
    }
    return phases
  }

  private static func trimmed(_ word: Substring) -> String {
    String(word.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }

  // MARK: Errors

  static func missing(_ part: Part) -> ConfigurationError {
    ConfigurationError(
      zh: "jobStatus 缺少 \(part.rawValue)：\(part.expected.zh)。", en: "jobStatus lacks \(part.rawValue): \(part.expected.en).",
      remedy: example)
  }

  static let deletes = ConfigurationError(
    zh: "jobStatus.call 不能用 DELETE：它会被反复调用。", en: "jobStatus.call cannot be a DELETE: it is called again and again.",
    remedy: Bilingual(zh: "写查询作业的接口。", en: "Write the call that asks for a job."))

  private static func unfit(_ part: Part) -> ConfigurationError {
    ConfigurationError(
      zh: "jobStatus.\(part.rawValue) 不合适，应为：\(part.expected.zh)。",
      en: "jobStatus.\(part.rawValue) does not fit. Expected: \(part.expected.en).",
      remedy: example)
  }

  private static func unknown(_ name: String) -> ConfigurationError {
    let known = Part.allCases.map(\.rawValue)
    let nearest = known.nearest(to: name)
    let list = known.joined(separator: ", ")
    return ConfigurationError(
      zh: "jobStatus 没有 \(name)。", en: "jobStatus has no \(name).",
      remedy: Bilingual(
        zh: (nearest.map { "是不是 \($0)？" } ?? "") + "可用：\(list)。", en: (nearest.map { "Did you mean \($0)? " } ?? "") + "It has: \(list)."))
  }

  private static func ambiguous(_ word: String, _ first: Part, _ second: Part) -> ConfigurationError {
    ConfigurationError(
      zh: "jobStatus 里 \(word) 既在 \(first.rawValue) 又在 \(second.rawValue)。",
      en: "In jobStatus, \(word) stands in \(first.rawValue) and in \(second.rawValue).",
      remedy: Bilingual(zh: "只留一处。", en: "Keep it in one of them."))
  }

  private static let example = Bilingual(
    zh: "完整示例：hufu explain isrpa job-status。", en: "For a whole example: hufu explain isrpa job-status.")
}

extension ISRPA.JobStatus.Part {
  /// What stands there.
  var expected: Bilingual {
    switch self {
    case .call: Bilingual(zh: "查询一个作业的接口，如 GET /路径?参数名={id}", en: "the call that asks for a job, such as GET /PATH?NAME={id}")
    case .stop: Bilingual(zh: "停止一个作业的接口，如 POST /路径?参数名={id}", en: "the call that stops a job, such as POST /PATH?NAME={id}")
    case .id:
      Bilingual(
        zh: "job.create 的回答中作业编号的位置，JSON 指针如 /result/jobId",
        en: "where job.create's answer holds the id, a JSON pointer such as /result/jobId")
    case .state:
      Bilingual(
        zh: "查询回答中状态的位置，JSON 指针如 /result/status", en: "where the status answer holds the state, a JSON pointer such as /result/status")
    case .message: Self.place(zh: "说明文字", en: "a message", "/result/message")
    case .progress: Self.place(zh: "进度（百分数）", en: "the progress in percent", "/result/progress")
    case .started: Self.place(zh: "开始时间（毫秒或秒数）", en: "the time it began (milliseconds or seconds)", "/result/startTime")
    case .ended: Self.place(zh: "结束时间（毫秒或秒数）", en: "the time it ended (milliseconds or seconds)", "/result/endTime")
    case .echo: Self.place(zh: "作业编号", en: "the job's id again", "/result/jobId")
    case .passed: Bilingual(zh: "表示成功的状态，一个或多个，如 SUCCESS", en: "the states that mean success, such as SUCCESS")
    case .failed: Bilingual(zh: "表示失败的状态，一个或多个，如 [FAILED, TIMEOUT]", en: "the states that mean failure, such as [FAILED, TIMEOUT]")
    case .stopped: Bilingual(zh: "表示被停止的状态，一个或多个，如 STOPPED", en: "the states that mean it was stopped, such as STOPPED")
    case .running:
      Bilingual(zh: "表示尚未结束的状态，一个或多个，如 [WAITING, RUNNING]", en: "the states of a job that is not over, such as [WAITING, RUNNING]")
    case .missing:
      Bilingual(
        zh: "表示没有这个作业的 code（没有 code 时看 HTTP 状态），如 404", en: "the codes (or HTTP statuses) that mean there is no such job, such as 404")
    }
  }

  private static func place(zh: String, en: String, _ pointer: String) -> Bilingual {
    Bilingual(zh: "查询回答中\(zh)的位置，JSON 指针如 \(pointer)", en: "where the status answer holds \(en), a JSON pointer such as \(pointer)")
  }
}
