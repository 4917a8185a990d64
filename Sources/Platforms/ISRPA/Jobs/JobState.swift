import HufuClient
import HufuSigning

/// What one status answer says of a job, read as the profile says.
struct JobState: Sendable {
  /// The server's word.
  var word: String
  var phase: RunStatus.Phase
  var message: String?
  /// 0 to 100.
  var percent: Int?
  var started: Timestamp?
  var ended: Timestamp?

  /// - Throws: ``HufuClient/APIError`` of the kind `malformed` when there is no state, or it is another job's.
  init(_ answer: [UInt8], of job: String, by status: ISRPA.JobStatus) throws(APIError) {
    let whole = try JSONSlice.answer(answer, of: Bilingual(zh: "查询状态", en: "the status call"))
    guard let word = whole.at(status.state)?.word else {
      throw whole.lacks(status.state, zh: "查询状态的回答里没有状态", en: "the status answer holds no state", part: .state)
    }
    if let echo = status.echo {
      guard let shown = whole.at(echo)?.word else {
        throw whole.lacks(echo, zh: "查询状态的回答里没有作业编号", en: "the status answer holds no id", part: .echo)
      }
      guard shown == job else {
        throw .unreadable(
          zh: "问的是作业 \(job)，回答的却是 \(shown)。", en: "Asked for job \(job), the server answers for \(shown).",
          remedy: Bilingual(zh: "核对 jobStatus.call 里的参数名。", en: "Check the parameter's name in jobStatus.call."))
      }
    }
    func place(_ pointer: JSONPointer?) -> JSONSlice? { pointer.flatMap { whole.at($0) } }
    self.word = ErrorCatalogue.readable(word)
    phase = status.phases[word] ?? .unknown(self.word)
    message = (place(status.message)?.word).map(ErrorCatalogue.readable)
    percent = place(status.progress)?.percent
    started = place(status.started)?.moment
    ended = place(status.ended)?.moment
  }

  /// For the status line: the word where the phase does not say it already, and the message.
  var text: Bilingual {
    var texts: [String] = []
    if case .unknown = phase {} else { texts.append(word) }
    if let message { texts.append(message) }
    return Bilingual(zh: texts.joined(separator: "："), en: texts.joined(separator: ": "))
  }
}

extension ISRPA.JobStatus {
  /// The id of the job that this answer of job.create tells of.
  ///
  /// - Throws: ``HufuClient/APIError`` of the kind `malformed`; the job is there, and nobody knows its id.
  func id(in answer: [UInt8]) throws(APIError) -> String {
    let whole = try JSONSlice.answer(answer, of: Bilingual(zh: "job.create", en: "job.create"))
    guard let id = whole.at(id)?.word else {
      throw whole.lacks(id, zh: "job.create 的回答里没有作业编号", en: "the answer of job.create holds no id", part: .id)
    }
    return id
  }

  /// Whether a refusal means that there is no such job, or not yet.
  func saysMissing(_ error: APIError) -> Bool {
    guard let code = error.code ?? error.status.map(String.init) else { return false }
    return missing.contains(code)
  }
}

extension APIError {
  fileprivate static func unreadable(zh: String, en: String, remedy: Bilingual) -> APIError {
    APIError(.malformed, Bilingual(zh: zh, en: en), remedy: remedy, platform: ISRPA.id)
  }
}

extension JSONSlice {
  fileprivate static func answer(_ bytes: [UInt8], of call: Bilingual) throws(APIError) -> JSONSlice {
    if let whole = try? JSONSlice(bytes) { return whole }
    throw .unreadable(
      zh: "\(call.zh) 的回答不是 JSON。", en: "The answer of \(call.en) is not JSON.",
      remedy: Bilingual(zh: "用 hufu request 看看回答。", en: "Look at the answer with hufu request."))
  }

  fileprivate func lacks(_ pointer: JSONPointer, zh: String, en: String, part: ISRPA.JobStatus.Part) -> APIError {
    let places = ErrorCatalogue.readable(outline.joined(separator: " "))
    return .unreadable(
      zh: "\(zh)（\(pointer)）；回答里有：\(places.isEmpty ? "–" : places)。",
      en: "\(en.prefix(1).uppercased() + en.dropFirst()) at \(pointer); it has: \(places.isEmpty ? "–" : places).",
      remedy: Bilingual(zh: "核对 settings.jobStatus.\(part.rawValue)。", en: "Check settings.jobStatus.\(part.rawValue)."))
  }

  /// A text or number that is not empty, or a truth value.
  fileprivate var word: String? { (scalarText ?? bool.map { $0 ? "true" : "false" }).flatMap { $0.isEmpty ? nil : $0 } }

  /// `45`, `45.5`, `"45%"`; nil for anything that is no share in percent.
  fileprivate var percent: Int? {
    guard let text = scalarText, let share = Double(text.hasSuffix("%") ? String(text.dropLast()) : text), (0...100).contains(share) else {
      return nil
    }
    return Int(share)
  }

  /// A moment in milliseconds or, where that would be before 1973, in seconds. A text without a time zone is no moment.
  fileprivate var moment: Timestamp? {
    guard let number = scalarText.flatMap(Int64.init), number > 0 else { return nil }
    return Timestamp(number >= 100_000_000_000 ? number : number * 1000)
  }
}
