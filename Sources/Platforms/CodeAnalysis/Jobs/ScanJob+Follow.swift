import HufuClient
import HufuSigning

extension CodeAnalysis.ScanJob {
  /// How many jobs may have replaced one another before it is no scan any more but a circle.
  private static let hops = 8

  mutating func status() async throws -> RunStatus {
    let first = place.job
    do {
      while true {
        let job = try await client.job(place)
        record = job
        guard job.state == 2, let heir = job.result?.successor, replaced.count < Self.hops else { break }
        replaced.append(job.id)
        place.job = heir
      }
    } catch let error as APIError where error.kind == .notFound {
      return RunStatus(.unseen, run: first == place.job ? nil : place.runID)
    }
    guard let job = record else { return RunStatus(.unseen) }
    let isCounted = (job.total ?? 0) > 0
    return RunStatus(
      RunStatus.Phase(job), text(job), done: isCounted ? job.done : nil, total: isCounted ? job.total : nil, steps: job.tasks,
      run: first == place.job ? nil : place.runID)
  }

  private func text(_ job: JobRecord) -> Bilingual {
    guard let last = replaced.last else { return job.text }
    let rest = job.text
    return Bilingual(
      zh: "任务 \(last) 被任务 \(job.id) 取代" + (rest.zh.isEmpty ? "" : "，\(rest.zh)"),
      en: "job \(last) was replaced by job \(job.id)" + (rest.en.isEmpty ? "" : ", \(rest.en)"))
  }
}
