import HufuClient
import HufuSigning

extension BlueKingCI.BuildJob {
  mutating func report(_ verdict: Verdict) async throws -> RunReport {
    var report = RunReport(verdict, title: "", link: client.page(of: build, settings).map { ReportLink($0) })
    report.started = last?.started
    report.ended = review == nil ? last?.ended : nil
    let detail = try await readDetail(into: &report)
    // A retry that began and ended between two looks is another execution, with errors and a log of its own.
    if let known = detail?.execution { follow(known) }
    let errors = try await errors(verdict, detail)
    report.title = title(detail)
    report.steps = detail.map { Self.steps($0, errors) } ?? last?.steps ?? []
    report.reasons = reasons(for: verdict, detail, errors)
    if verdict == .passed, wasDeclined { report.warnings.append(Self.declined(last)) }
    if arguments["artifacts"] != nil, review == nil { try await listArtifacts(into: &report) }
    // Last, because lines that were read do not come again.
    report.log = await newLines(isOver: review == nil)
    report.warnings += tail?.warnings ?? []
    if let cause = logTrouble {
      report.warnings.append(Bilingual(zh: "日志没有读全：\(cause.zh)", en: "The log is not complete: \(cause.en)"))
    }
    return report
  }

  /// The verdict stands without it, so what cannot be read is a warning; what may come yet is asked for again by the caller.
  private func readDetail(into report: inout RunReport) async throws -> BuildDetail? {
    do {
      return try await client.detail(of: build)
    } catch let error as APIError where !error.kind.isTransient {
      report.warnings.append(Bilingual(zh: "步骤的详情读不到：\(error.message.zh)", en: "The steps cannot be read: \(error.message.en)"))
      return nil
    }
  }

  /// Why steps failed, by step, from all places that tell of it.
  private func errors(_ verdict: Verdict, _ detail: BuildDetail?) async throws -> [String: StepError] {
    guard verdict == .failed, review == nil, !wasDeclined else { return [:] }
    let told = try await client.failures(of: build, execution: execution ?? 1) + (detail?.errors ?? []) + (last?.errors ?? [])
    let steps = (detail?.steps ?? []).filter { $0.word.sort == .bad }.map(\.error)
    return (steps + told).reduce(into: [:]) { errors, error in errors[error.task] = errors[error.task]?.completed(by: error) ?? error }
  }

  private func title(_ detail: BuildDetail?) -> String {
    let name = detail?.pipelineName ?? (pipeline?.name == pipeline?.id ? nil : pipeline?.name) ?? build.pipeline
    let number = last?.number.map { " #\($0)" } ?? ""
    return name + number + (last?.alias.map { " (\($0))" } ?? "")
  }

  private static func steps(_ detail: BuildDetail, _ errors: [String: StepError]) -> [RunStep] {
    detail.steps.map { step in
      let state = step.word.stepState
      let error = state == .failed ? errors[step.error.task] : nil
      return RunStep("\(step.stage) / \(step.job) / \(step.name)", state, elapsed: step.elapsed, code: error?.code, message: error?.message)
    }
  }

  private func reasons(for verdict: Verdict, _ detail: BuildDetail?, _ errors: [String: StepError]) -> [Bilingual] {
    if let review {
      return [
        Bilingual(
          zh: "没有再等：\(review.zh)（--fail-on-review）。构建仍在平台上等待；通过后可用 --resume \(build) 接着看。",
          en: "Not waited for: \(review.en) (--fail-on-review). The build still waits on the platform; --resume \(build) looks at it again."
        )
      ]
    }
    switch verdict {
    case .failed where wasDeclined:
      return [Bilingual(zh: "有阶段的审核被取消（--fail-on-review）。", en: "A stage's review was declined (--fail-on-review).") + Self.declined(last)]
    case .passed, .running, .inconclusive: return []
    case .stopped:
      guard let user = detail?.cancelUser else { return [Bilingual(zh: "构建被取消。", en: "The build was cancelled.")] }
      return [Bilingual(zh: "构建被 \(user) 取消。", en: "The build was cancelled by \(user).")]
    case .failed: return failure(detail, errors)
    }
  }

  private func failure(_ detail: BuildDetail?, _ errors: [String: StepError]) -> [Bilingual] {
    var reasons: [Bilingual] = []
    if let word = last?.word, let cause = word.cause {
      reasons.append(Bilingual(zh: "构建\(cause.zh)（\(word.text)）。", en: "The build failed: \(cause.en) (\(word.text))."))
    }
    let inOrder = (detail?.steps ?? []).compactMap { errors[$0.error.task] }
    let rest = errors.values.filter { error in !inOrder.contains { $0.task == error.task } }.sorted { $0.task < $1.task }
    let failed = inOrder + rest
    for error in failed.prefix(Self.told) {
      let code = error.code.map { " [\($0)]" } ?? ""
      let message = error.message.map { ": \($0)" } ?? ""
      reasons.append(
        Bilingual(
          zh: "步骤「\(error.name ?? error.task)」失败\(code)\(message)", en: "Step \(error.name ?? error.task) failed\(code)\(message)"))
    }
    if failed.count > Self.told {
      reasons.append(Bilingual(zh: "另有 \(failed.count - Self.told) 个步骤失败。", en: "\(failed.count - Self.told) more steps failed."))
    }
    return reasons.isEmpty ? [Bilingual(zh: "平台判定失败，但没有指出失败的步骤。", en: "The platform says failed and names no step.")] : reasons
  }

  /// How many failed steps are told of one by one.
  private static let told = 5

  private static func declined(_ status: BuildStatus?) -> Bilingual {
    let left = status?.stages.filter { !$0.isOver || $0.word.sort != .good }.map(\.name).joined(separator: ", ") ?? ""
    let zh = left.isEmpty ? "" : "没有运行的阶段：\(left)。"
    let en = left.isEmpty ? "" : " Not run: \(left)."
    return Bilingual(
      zh: "STAGE_SUCCESS：有阶段的审核被取消，构建就此结束，平台按成功处理。\(zh)",
      en: "STAGE_SUCCESS: a stage's review was declined; the build ended there, and the platform calls that a success.\(en)")
  }

  /// Asked for and not to be had, they take the pass away.
  private func listArtifacts(into report: inout RunReport) async throws {
    do {
      report.artifacts = try await client.artifacts(of: build)
    } catch let error as APIError where !error.kind.isTransient || error.kind == .malformed {
      let reason = Bilingual(zh: "制品列不出来：\(error.message.zh)", en: "The artifacts cannot be listed: \(error.message.en)")
      if report.verdict == .passed {
        report.verdict = .inconclusive
        report.reasons.append(reason)
      } else {
        report.warnings.append(reason)
      }
    }
  }
}
