import HufuClient
import HufuSigning

extension ISRPA.RobotJob {
  static let unaskable = Bilingual(
    zh: "厂商没有公开查询作业状态的接口，profile 也没有写明。", en: "The vendor publishes no call that asks for a job, and the profile describes none.")

  static let remedy = Bilingual(
    zh: "按服务器手册写 settings.jobStatus（至少 call、id、state、passed、failed）；完整示例：hufu explain isrpa job-status。",
    en:
      "Set settings.jobStatus by the server's manual (call, id, state, passed, failed at least); a whole example: hufu explain isrpa job-status."
  )

  static let unfollowed =
    Bilingual(zh: "作业已创建，没有等待它结束。", en: "The job is created; its end was not waited for.") + unaskable + remedy

  static let unstoppable = Bilingual(
    zh: "没有写明停止作业的接口：厂商没有公开它；可在 settings.jobStatus.stop 里写明，或在平台页面上停止。",
    en:
      "No call that stops a job is described, and the vendor publishes none: set settings.jobStatus.stop, or stop it on the platform's own page."
  )

  /// A clause inside a sentence.
  static let unknowable = Bilingual(
    zh: "除编号外没有公开的办法查找作业", en: "there is no public way to look for a job but by its id")

  static func noID(_ run: String) -> UsageError {
    UsageError(
      zh: "「\(run)」不是作业编号。", en: "\"\(run)\" is no job's id.",
      remedy: Bilingual(zh: "写启动时打印的编号。", en: "Give the id that was printed when the job began."))
  }

  /// The start of a job nobody can ask for. Which of the answer's members is the id is not known, so the whole answer is told.
  static func leftAlone(_ reply: Reply) -> StartedRun {
    let payload = try? JSONSlice(reply.payload)
    if let id = payload?.scalarText, !id.isEmpty, !id.contains(where: \.isWhitespace) { return StartedRun(ErrorCatalogue.readable(id)) }
    let answer = payload.map { String(decoding: JSONWriter.compact(JSONValue($0)), as: UTF8.self) } ?? ""
    let shown = ErrorCatalogue.readable(answer)
    return StartedRun(
      "–", note: shown.isEmpty ? nil : Bilingual(zh: "服务器的回答：\(shown)", en: "The server's answer: \(shown)"))
  }

  static func reason(_ state: JobState) -> Bilingual {
    guard let message = state.message else {
      return Bilingual(zh: "作业以 \(state.word) 结束，服务器没有给出说明。", en: "The job ended with \(state.word); the server gives no reason.")
    }
    return Bilingual(zh: "作业以 \(state.word) 结束，服务器说：\(message)", en: "The job ended with \(state.word); the server says: \(message)")
  }
}
