import ArgumentParser
import HufuClient
import HufuProfiles
import HufuSigning

/// `hufu run PROFILE JOB [name=value…]`
struct RunCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "run", abstract: help("启动远端任务，等待并判定结果，以退出码说话", "Start remote work, follow it, judge it, and say so in the exit code"),
      discussion: help(
        """
        例：hufu run ms plan plan=夜间回归 environment=测试 --junit junit.xml
            hufu run tca scan repo=https://git.example.com/shop.git branch=master newFatal=0 --sarif hufu.sarif
            hufu run bkci build project=demo pipeline=打包 VERSION=1.2 --artifacts out
            hufu run ms plan --resume ID          接续一次运行，例如构建机被杀之后
        每个任务有哪些参数：hufu run PROFILE JOB --help
        退出码：0 通过 · 9 失败 · 10 被停止 · 11 无定论（绝不算通过）· 8 到期仍在运行 · 130 中断 · 4、5、6、7 出错
        启动请求绝不重复：回答丢失时去平台上找，找不到即无定论。
        """,
        """
        Examples: hufu run ms plan plan=nightly environment=test --junit junit.xml
                  hufu run tca scan repo=https://git.example.com/shop.git branch=master newFatal=0 --sarif hufu.sarif
                  hufu run bkci build project=demo pipeline=package VERSION=1.2 --artifacts out
                  hufu run ms plan --resume ID          take a run up again, after the agent was killed, say
        What a job takes: hufu run PROFILE JOB --help
        Exit codes: 0 passed · 9 failed · 10 stopped · 11 inconclusive, never a pass · 8 still running at the deadline · 130 interrupted · 4 5 6 7 errors
        A start is never repeated: where its answer is lost the run is looked for, and not found is inconclusive.
        """), helpNames: [])
  }
  @Argument(help: ArgumentHelp(zh: "profile 的名字，或只有一个 profile 的平台 id", en: "a profile, or a platform id if exactly one profile has it"))
  var profile: String?
  @Argument(help: ArgumentHelp(zh: "任务名", en: "job")) var job: String?
  @Argument(
    parsing: .allUnrecognized, help: ArgumentHelp(zh: "任务的参数 name=值 和它自己的选项", en: "the job's arguments name=value, and options of its own"))
  var words: [String] = []
  @OptionGroup var flags: ConnectionFlags
  @OptionGroup var token: TokenOption
  @OptionGroup var options: RunOptions
  @Option(name: .long, help: ArgumentHelp(zh: "接续这次运行，不再启动", en: "take this run up instead of starting one", valueName: "ID")) var resume:
    String?
  @Flag(name: .long, help: ArgumentHelp(zh: "只启动，不等待", en: "start it and look no further")) var detach = false

  /// Declared, because what it says depends on the job.
  @Flag(
    name: [.customShort("h"), .customLong("help")],
    help: ArgumentHelp(zh: "显示帮助；写了任务名时说明这个任务", en: "show help; of the job, where one is named"))
  var wantsHelp = false

  /// Options of this command as its help spells them, offered when one is misspelt.
  private static var own: [String] { helpMessage().matches(of: #/--[a-z][a-z-]+/#).map { String($0.output) } }

  func validate() throws {
    if resume != nil, detach { throw ValidationError(help("--resume 与 --detach 不能同用", "--resume does not go with --detach")) }
    if detach, options.stopOnInterrupt {
      throw ValidationError(
        help("--detach 不等待，不能与 --stop-on-interrupt 同用", "--detach waits for nothing; it does not go with --stop-on-interrupt"))
    }
  }

  func run() async throws {
    let shell = Shell.current
    guard let name = profile, !wantsHelp || job != nil else { throw CleanExit.helpRequest(RunCommand.self) }
    let profile = try ProfileFile.read(in: shell).profile(name)
    guard let job else { throw Self.jobMissing(profile) }
    if wantsHelp {
      let help = JobHelp(try profile.platform.job(named: job), for: name, generation: profile.generation)
      let lines = help.lines(width: shell.output.tableWidth, in: shell.language)
      return shell.output.write(Array((lines.joined(separator: "\n") + "\n").utf8))
    }
    let arguments = try JobWords(job: profile.platform.job(named: job), own: { Self.own }).read(words)
    let underWay = RunsUnderWay()
    let files = try ReportFiles(options, in: shell)
    do {
      let token = try await token.read(for: profile, in: shell)
      try await flags.withConnection(to: profile, token: token, in: shell, tellsRetries: false) { connection in
        let drive = try RunDrive(
          job, arguments, label: "\(name) \(job)", profile: name, on: connection, telling: underWay, isResumed: resume != nil)
        if detach, drive.entries.count > 1 { throw Self.severalDetached }
        for entry in drive.entries { try entry.folder.map { try ArtifactFolder($0, in: shell).prepare() } }
        if options.stopOnInterrupt, let why = drive.whyUnstoppable { throw Self.unstoppable(why) }
        shell.readers.mayLeave()
        let records = await records(of: drive, underWay, in: shell)
        try RunResult(records, options, in: shell).finish(files, in: shell)
      }
    } catch let leave as Leave {
      throw leave
    } catch {
      files.discard()
      throw error
    }
  }

  private func records(of drive: RunDrive, _ underWay: RunsUnderWay, in shell: Shell) async -> [RunRecord] {
    var run = JobRun.Options()
    run.timeout = options.deadline
    run.resume = resume
    run.detaches = detach
    run.stopsWhenCancelled = options.stopOnInterrupt
    let options = run
    let display = shell.runDisplay(drive.labels)
    defer { display.close() }
    return await shell.interruptibly(
      saying: { underWay.notice(stops: options.stopsWhenCancelled) }, leaving: { underWay.farewell },
      { await drive.records(options, display, in: shell) })
  }

  private static func jobMissing(_ profile: Profile) -> UsageError {
    let jobs = profile.platform.jobDescriptions.map { "\($0.name) (\($0.summary[Shell.current.language]))" }
    guard !jobs.isEmpty else { return JobDescription.none(profile.platform.id) }
    let list = jobs.joined(separator: ", ")
    return UsageError(
      zh: "缺少任务名。", en: "Which job?", remedy: Bilingual(zh: "\(profile.name) 有：\(list)。", en: "\(profile.name) has: \(list)."))
  }

  private static let severalDetached = UsageError(
    zh: "--detach 只能启动一次运行：多个值要依次运行，后一次得等前一次结束。",
    en: "--detach starts one run: several values are run in turn, and the next waits for the end of the one before.")

  private static func unstoppable(_ why: Bilingual) -> UsageError {
    UsageError(
      Bilingual(zh: "--stop-on-interrupt 在这里做不到：\(why.zh)", en: "--stop-on-interrupt cannot be kept here: \(why.en)"),
      remedy: Bilingual(zh: "去掉它：Ctrl-C 只停止等待。", en: "Leave it out: Ctrl-C then stops the looking only."))
  }
}
