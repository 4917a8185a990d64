import HufuClient
import HufuSigning

extension CodeAnalysis.ScanJob {
  /// How often a scan is started anew when the one in its way has ended in between. A refused start has started nothing.
  private static let attempts = 3

  mutating func start() async throws -> StartedRun {
    let made = try await makeProject()
    var refusals = 0
    while true {
      let sent = client.connection.timing.now()
      do {
        let answer = try await client.read("scan.start", body)
        guard let job = answer["job"]?["id"]?.whole else {
          throw APIError(
            .malformed, Bilingual(zh: "启动扫描的回答里没有任务编号。", en: "The answer to the start holds no job id."), platform: CodeAnalysis.id)
        }
        place.job = job
        return started(made)
      } catch let error as APIError where error.fault == "unfinished" {
        if let joined = try await joined() { return joined }
        refusals += 1
        guard refusals < Self.attempts else { throw error }
      } catch let error as APIError where error.fault == "scanCreate" || error.fault == "scan" {
        // Said of a start that failed halfway, too: its job may be there all the same.
        guard case .found(var run)? = try? await find(LostStart(sent: sent, lost: client.connection.timing.now(), error: error)) else {
          throw error
        }
        let job = place.job ?? 0
        run.note = Bilingual(
          zh: "启动被拒绝（\(error.message.zh)），但任务 \(job) 已经产生。",
          en: "The start was refused (\(error.message.en)), and job \(job) is there all the same.")
        return run
      }
    }
  }

  private var body: Arguments {
    var body = place.arguments(.project)
    for name in ["incremental", "force", "source"] { if let value = arguments[name] { body.append(name, .json(value)) } }
    return body
  }

  /// Makes the analysis project where there is none; what there is to say about it.
  private mutating func makeProject() async throws -> Bilingual? {
    guard place.project == nil else { return nil }
    var arguments = place.arguments(.repo, ["path": .string(path)])
    switch target {
    case .project: break
    case .branch(let branch, _):
      arguments.append("branch", .text(branch ?? ""))
      if let scheme { arguments.append("scheme", .json(.int(scheme.id))) }
    case .template(_, let branch):
      arguments.append("branch", .text(branch ?? ""))
      if let template { arguments.append("template", .json(.int(template.id))) }
    }
    let project = try await client.makeProject(arguments)
    place.project = project.id
    scheme = project.scheme ?? scheme
    do {
      before = try await client.jobsBefore(in: place)
    } catch var error as APIError {
      error.mayHaveExecuted = false
      throw error
    }
    return note(onMaking: project.id)
  }

  private func note(onMaking project: Int64) -> Bilingual {
    let made = Bilingual(
      zh: "这个分支和方案还没有分析项目，已新建 \(project)。", en: "There was no analysis project for branch and scheme; made number \(project).")
    guard let branch = target.branch, !known.isEmpty, !known.contains(branch) else { return made }
    let nearest = known.nearest(to: branch)
    return made
      + Bilingual(
        zh: "分支 \(branch) 第一次出现" + (nearest.map { "；如果本意是 \($0)，请删掉新项目。" } ?? "。"),
        en: "Branch \(branch) is new here" + (nearest.map { "; if \($0) was meant, delete the new project." } ?? "."))
  }

  /// The newest unfinished job of the project; nil when there is none any more.
  ///
  /// The refusal's text names scans, whose numbers mean other jobs: the list has to be asked (platforms/tca.md §2, §4).
  private mutating func joined() async throws -> StartedRun? {
    do {
      guard let newest = try await client.jobs(of: place, ["state": "0,1,3,4,5"], atMost: 1).first else { return nil }
      place.job = newest
      let job = try await client.job(place)
      record = job
      let creator = job.creator ?? "?"
      return started(
        Bilingual(
          zh: "项目正在扫描：改为等待任务 \(newest)（\(creator) 启动）。它可能不含最新的提交；要另起一次，加 --force。",
          en:
            "The project is being scanned: joined job \(newest), started by \(creator). It may lack the last commits; --force starts one."
        ))
    } catch var error as APIError {
      error.mayHaveExecuted = false
      throw error
    }
  }

  private func started(_ note: Bilingual? = nil) -> StartedRun {
    StartedRun(place.runID, link: place.page(at: client.connection.endpoint), note: note)
  }

  mutating func find(_ lost: LostStart) async throws -> FoundRun {
    guard let user else {
      return .unknowable(
        Bilingual(zh: "不知道令牌属于谁，任务列表里认不出自己的任务", en: "whose token this is is unknown, so its jobs cannot be told from others"))
    }
    let candidates = try await client.jobs(madeBy: user, since: before, of: lost, in: place)
    return .among(candidates, id: { String($0.id) }) { job in
      place.job = job.id
      record = job
      return started(
        Bilingual(zh: "启动请求没有得到回答；从任务列表里找到了它：任务 \(job.id)。", en: "The start was not answered; its job was found in the list: \(job.id)."))
    }
  }

  mutating func resume(_ run: String) async throws -> StartedRun {
    let form = Bilingual(zh: "团队/项目组/代码库/分析项目/任务", en: "ORG/TEAM/REPO/PROJECT/JOB")
    guard let place = Place(runID: run) else {
      throw UsageError(
        zh: "「\(run)」不是扫描的 id。", en: "\"\(run)\" is no scan's id.",
        remedy: Bilingual(zh: "写成 \(form.zh)，即启动时打印的 id。", en: "Write \(form.en), as it was printed when the scan began."))
    }
    self.place = place
    do {
      record = try await client.job(place)
    } catch let error as APIError where error.kind == .notFound {
      throw UsageError(
        zh: "平台上没有扫描 \(run)。", en: "There is no scan \(run).",
        remedy: Bilingual(zh: "核对 \(form.zh)；任务编号不是扫描编号。", en: "Check \(form.en); a job's number is not a scan's."))
    }
    user = try await client.read("user.get", [:])["username"]?.words
    return started()
  }
}
