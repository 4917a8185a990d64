import ArgumentParser
import HufuClient
import HufuProfiles
import HufuSigning
import Synchronization

/// `hufu gate FILE.yaml`
struct GateCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "gate",
      abstract: help("并行运行多个 profile 的任务，一份摘要，一个退出码", "Jobs of several profiles side by side: one summary, one exit code"),
      discussion: help(
        """
        文件：
          timeout: 2h                      # 总期限
          remember: hufu-gate.json         # 记住上次放行时失败的用例，供 newFailuresOnly 比较
          jobs:
            scan:    { profile: tca, job: scan, with: { repo: "${REPO}", branch: main, newFatal: 0 } }
            nightly:
              profile: ms
              job: plan
              needs: [scan]                # 它通过（或按策略放行）之后才启动
              with: { plan: 夜间回归, environment: [测试, 预发] }
              timeout: 40m
              allowedFailures: 0           # 容许多少个失败用例
              allowedCases: [已知问题]      # 按名称或 id 容许
              newFailuresOnly: true        # 上次放行时就失败的不算
              optional: false              # true：不影响结论
        with 里的 ${NAME}、${NAME:-默认值} 取自环境变量。
        启动之前先在平台上核对所有名称；只核对不启动：--check。
        退出码：各任务中最坏的，次序 9、10、11、8、4、5、6、7；全部通过或按策略放行为 0。
        """,
        """
        The file:
          timeout: 2h                      # for all of it
          remember: hufu-gate.json         # which cases failed when it was last let pass
          jobs:
            scan:    { profile: tca, job: scan, with: { repo: "${REPO}", branch: main, newFatal: 0 } }
            nightly:
              profile: ms
              job: plan
              needs: [scan]                # starts when that has passed, or was let pass
              with: { plan: nightly, environment: [test, staging] }
              timeout: 40m
              allowedFailures: 0           # how many failing cases are borne
              allowedCases: [known issue]  # by name or id
              newFailuresOnly: true        # cases that failed when it was last let pass do not count
              optional: false              # true: told of, does not decide
        ${NAME} and ${NAME:-otherwise} inside with come from the environment.
        All names are looked up on the platforms before anything is started; --check does only that.
        Exit code: the worst of its jobs, in the order 9, 10, 11, 8, 4, 5, 6, 7; 0 when all passed or were let pass.
        """))
  }
  @Argument(help: ArgumentHelp(zh: "门禁文件", en: "the gate's file")) var file: String
  @Flag(
    name: .long,
    help: ArgumentHelp(zh: "只核对：文件、profile、平台上的名称都在，不启动任何任务", en: "only look whether all it names is there; start nothing"))
  var check = false
  @OptionGroup var flags: ConnectionFlags
  @OptionGroup var options: RunOptions

  func run() async throws {
    let shell = Shell.current
    let gate = try GateFile(at: file, environment: shell.environment)
    let profiles = try ProfileFile.read(in: shell)
    var used: [String: Profile] = [:]
    for job in gate.jobs where used[job.profile] == nil {
      used[job.profile] = try job.origin.locating(job.name) { try profiles.profile(job.profile) }
    }
    let memory = try gate.memoryPath(beside: file).map { try GateMemory(at: $0) } ?? GateMemory()
    let files = try ReportFiles(options, in: shell)
    do {
      try await withConnections(used.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }[...], [:], in: shell) { connections in
        try await run(gate, memory, connections, files, in: shell)
      }
    } catch let leave as Leave {
      throw leave
    } catch {
      files.discard()
      throw error
    }
  }

  /// Every profile is bound once, however many jobs it has.
  private func withConnections(
    _ profiles: ArraySlice<(String, Profile)>, _ open: [String: Connection], in shell: Shell,
    _ body: ([String: Connection]) async throws -> Void
  ) async throws {
    guard let (name, profile) = profiles.first else { return try await body(open) }
    try await flags.withConnection(to: profile, in: shell, tellsRetries: false) { connection in
      try await withConnections(profiles.dropFirst(), open.merging([name: connection]) { $1 }, in: shell, body)
    }
  }

  private func run(
    _ gate: GateFile, _ memory: GateMemory, _ connections: [String: Connection], _ files: ReportFiles, in shell: Shell
  ) async throws {
    let underWay = RunsUnderWay()
    var drives: [(job: GateFile.Job, drive: RunDrive)] = []
    for job in gate.jobs {
      guard let connection = connections[job.profile] else {
        throw UsageError(zh: "没有打开 profile \(job.profile)。", en: "The profile \(job.profile) was not opened.")
      }
      let drive = try job.origin.locating(job.name) {
        try RunDrive(job.job, job.arguments, label: job.name, profile: job.profile, on: connection, telling: underWay)
      }
      try job.checkPolicy(for: drive.description, remembers: gate.remember != nil)
      if options.stopOnInterrupt, let why = drive.whyUnstoppable {
        shell.notice(
          Notice(.configuration, zh: "\(job.name) 在中断时不会被停止：\(why.zh)", en: "\(job.name) is not stopped on an interrupt: \(why.en)"))
      }
      drives.append((job, drive))
    }
    let look = await GateCheck(drives, timing: shell.timing)
    guard !check, look.hindrances.isEmpty else {
      files.discard()
      if check { look.show(options.format.output, in: shell) }
      return try GateCheck.fail(check ? look.findings : look.hindrances, in: shell)
    }
    for entry in drives.flatMap(\.drive.entries) { try entry.folder.map { try ArtifactFolder($0, in: shell).prepare() } }
    shell.readers.mayLeave()
    let learnt = Mutex(memory)
    let display = shell.runDisplay(drives.flatMap(\.drive.labels))
    let entries = drives.map { job, drive in
      GateEntry(job.name, needs: job.needs, timeout: job.timeout) { left in
        var run = JobRun.Options()
        run.timeout = left
        run.stopsWhenCancelled = options.stopOnInterrupt
        return await drive.records(run, display, in: shell) { record in
          // What is remembered is written into a file.
          let record = record.cleaned(by: shell.redactor)
          let last = memory[record.label]
          let judged = job.policy.judged(record, last: last)
          // The failures of a red run are not taken for known: pressing "retry" would turn it green. Only the very first sets a beginning.
          // One that is green by allowance teaches nothing new either, or two more cases could break every night.
          if judged.exitCode == .ok || last == nil {
            learnt.withLock { $0.learn(record, as: record.label, among: judged.isAllowed ? last : nil) }
          }
          return judged
        }
      }
    }
    let byName = Dictionary(drives.map { ($0.job.name, $0) }) { first, _ in first }
    let run = GateRun(entries, timeout: options.deadline ?? gate.timeout, timing: shell.timing) { entry, outcome, code in
      let (job, drive) = (byName[entry.name]?.job, byName[entry.name]?.drive)
      var record = RunRecord(
        label: entry.name, profile: job?.profile ?? "", platform: drive?.connection.platform ?? "", job: job?.job ?? "",
        began: shell.timing.now(), outcome: outcome, exitCode: code)
      if let job { record = job.policy.judged(record, last: nil) }
      display.ended(record)
      return record
    }
    let records = await shell.interruptibly(
      saying: { underWay.notice(stops: options.stopOnInterrupt) }, leaving: { underWay.farewell }, { await run.run() })
    display.close()
    defer { if !isRemembered(learnt.withLock { $0 }, gate, in: shell) { shell.say(Self.forgotten) } }
    try RunResult(records, options, in: shell).finish(files, in: shell)
  }

  /// Whether what is to be remembered is; the verdict stands in any case.
  private func isRemembered(_ memory: GateMemory, _ gate: GateFile, in shell: Shell) -> Bool {
    guard let path = gate.memoryPath(beside: file) else { return true }
    return (try? memory.write(to: path)) != nil
  }

  private static let forgotten = Bilingual(
    zh: "提示：记录文件（remember）写不了，下次不知道这次失败了什么。",
    en: "note: the memory (remember) cannot be written; the next run will not know what failed in this one.")
}

extension GateFile {
  /// Where its memory is: beside the file itself, unless the path says otherwise.
  fileprivate func memoryPath(beside file: String) -> String? {
    guard let remember else { return nil }
    guard !remember.hasPrefix("/"), let slash = file.lastIndex(of: "/") else { return remember }
    return file[...slash] + remember
  }
}
