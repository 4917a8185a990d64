import HufuSigning

extension SandboxJob {
  private static let tools = [("codelint", "flake8"), ("codemetric", "cpd"), ("codemetric", "lizard"), ("codemetric", "codecount")]

  /// The answer of `jobs/<id>/detail/`.
  func detail(at now: Timestamp, project: Project, repository: Repository) -> JSONValue {
    let ending = ending(at: now)
    let age = (min(now, ending?.at ?? now) - created).wholeMilliseconds
    let hasRun = age >= 2000 && plot != .fileServerDown
    let tasks = age >= 1000 && plot != .fileServerDown ? self.tasks(at: now, ending) : []
    let head: JSONValue = [
      "id": .int(id), "scan_id": .maybe(scan), "create_time": .string(ClockText.iso(stamped)),
      "waiting_time": .string(ClockText.seconds(min(age, 2000))), "start_time": .maybe(hasRun ? stamped + .seconds(2) : nil),
      "execute_time": .maybe(hasRun ? ClockText.seconds(min(age, 4000) - 2000) : nil),
      "save_time": .maybe(age >= 4000 ? ClockText.seconds(age - 4000) : nil),
      "project": [
        "id": .int(project.id), "branch": .string(project.branch), "repo_id": .int(project.repo), "scan_scheme": .int(project.scheme),
        "repo_scm_url": .string(repository.address.http), "organization": Team.orgCard, "project_team": Team.card,
      ],
      "end_time": .maybe(ending.flatMap { $0.isRevoked ? nil : stamp($0.at) }), "expire_time": .maybe(ending.map { stamp($0.at) }),
      "task_num": .int(tasks.count), "task_done": .int(tasks.count { $0["state"]?.int == 2 }), "tasks": .array(tasks),
    ]
    let lines = hasResults(at: now) ? LineCount.total : nil
    let tail: JSONValue = [
      "state": .int(state(at: now)), "result_code": .maybe(ending?.code), "result_code_msg": .maybe(ending?.meaning),
      "result_msg": .maybe(ending?.text), "remarks": .maybe(remarks), "remarked_by": .maybe(remarks == nil ? nil : creator),
      "code_line_num": .maybe(lines?.code), "comment_line_num": .maybe(lines?.comment), "blank_line_num": .maybe(lines?.blank),
      "total_line_num": .maybe(lines?.all), "created_from": .string(createdFrom), "creator": .string(creator),
    ]
    return head.joined(with: tail)
  }

  /// Task states differ from job states: 0 waiting, 1 running, 2 closed. When a job fails, its first task did, and the
  /// others were cancelled; those of a revoked job have its own code, unless that is a node's.
  private func tasks(at now: Timestamp, _ ending: Ending?) -> [JSONValue] {
    let age = (now - created).wholeMilliseconds
    return Self.tools.enumerated().map { index, tool in
      let isDone = ending != nil || (plot.length != nil && age >= 2500 + Int64(index) * 400)
      let code = isDone ? Self.taskCode(index, of: ending) : nil
      return [
        "id": .int(id * 10 + index), "module": .string(tool.0), "task_name": .string(tool.1),
        "progress_rate": .int(isDone ? 100 : age >= 2000 ? 40 : 0), "state": .int(isDone ? 2 : age >= 2000 ? 1 : 0),
        "result_code": .maybe(code),
        "result_msg": .maybe(code.map { $0 == 0 ? "success" : (ending?.isRevoked == true ? "Job revoked: " : "") + (ending?.text ?? "") }),
      ]
    }
  }

  private static func taskCode(_ index: Int, of ending: Ending?) -> Int {
    guard let ending, ending.code >= 2 else { return 0 }
    if ending.isRevoked { return (200..<300).contains(ending.code) ? 299 : ending.code }
    return index == 0 ? ending.code : 299
  }
}
