import HufuSigning

/// What a build does, in what order, and how long it takes: stages one after another, the jobs of a stage side by side.
struct BuildScript: Sendable {
  struct Step: Sendable {
    var name: String
    /// The plug-in that does it.
    var plugin: String
    /// Milliseconds.
    var length: Int64
    /// What it writes, spread evenly over its time; `${NAME}` is a start parameter.
    var lines: [String]
    var fails = false
    /// How often the lines are written.
    var repeats = 1

    var id: String { StableID.step(name) }
    var stepID: String { plugin + "_step" }
  }

  struct Job: Sendable {
    var name: String
    var number: Int
    var steps: [Step]

    var hashID: String { StableID.job("\(name) \(number)") }
    var id: String { "job_\(number)" }
  }

  struct Stage: Sendable {
    var number: Int
    var name: String
    var jobs: [Job]
    var needsReview = false

    var id: String { "stage-\(number)" }
  }

  /// Milliseconds until a machine is free.
  var queue: Int64 = 500
  var stages: [Stage]
  /// How it ends when no step fails and nobody stops it.
  var ending = Timeline.Verdict.succeeded
  /// Whether a person has to agree before it is queued.
  var isGuarded = false
  /// What it says instead of RUNNING.
  var word = "RUNNING"
  /// What it says when its steps are done, and for how many milliseconds, before it says how it ended.
  var afterword: (word: String, length: Int64)?

  init(_ behaviour: Pipeline.Behaviour) {
    let trigger = Stage(
      number: 1, name: "触发", jobs: [Job(name: "触发器", number: 0, steps: [Step(name: "手动触发", plugin: "manualTrigger", length: 0, lines: [])])]
    )
    let build = Stage(number: 2, name: "构建", jobs: [Self.compile, behaviour == .verbose ? Self.chatter(job: 2) : Self.lint])
    let test = Stage(number: 3, name: "测试", jobs: [behaviour == .fails ? Self.failingTest : Self.test])
    stages = [trigger, build, test]
    switch behaviour {
    case .succeeds, .fails, .cancelled, .answersLate: break
    case .crowded: (queue, ending) = (4000, .queueTimedOut)
    case .terminated: ending = .terminated
    case .guarded: isGuarded = true
    case .modern: afterword = ("ARCHIVING", 2000)
    case .wordless: word = "UNKNOWN"
    case .reviewed: stages.append(Stage(number: 4, name: "发布", jobs: [Self.publish], needsReview: true))
    case .queues: queue = 6000
    case .halfHour: stages[2].jobs = [Self.quiet(for: 35 * 60_000)]
    case .threeHours: stages[2].jobs = [Self.quiet(for: 3 * 3_600_000)]
    case .verbose: stages[1].jobs[0] = Self.chatter(job: 1)
    }
  }

  private static let compile = Job(
    name: "编译", number: 1,
    steps: [
      Step(
        name: "拉取代码", plugin: "gitCodeRepo", length: 500,
        lines: ["Cloning into 'demo'...", "HEAD is now at 3f9c2d1 feat: 支持批量导入", "##[debug]git version 2.43.0"]),
      Step(
        name: "编译", plugin: "linuxScript", length: 1400,
        lines: [
          "make BUILD_TYPE=${BUILD_TYPE} TARGET=${TARGET}", "[ 25%] Compiling core", "[ 50%] Compiling service",
          "##[warning]unused variable 'retries' in service/client.c:88", "[ 75%] Compiling gateway", "[100%] Linking demo",
          "\u{1B}[32mBuild finished\u{1B}[0m",
        ]),
      Step(
        name: "归档制品", plugin: "singleArchive", length: 300,
        lines: ["1 file(s) will be archived", "demo-${TARGET}.tar.gz uploaded, 4194304 bytes"]),
    ])
  private static let lint = Job(
    name: "代码检查", number: 2,
    steps: [
      Step(
        name: "代码检查", plugin: "CodeCCCheckAtom", length: 1600,
        lines: ["Scanning 214 files", "\u{1B}[33m2 warnings\u{1B}[0m, 0 errors", "##[debug]rule set 2026.3", "Quality gate: pass"])
    ])
  private static let test = Job(
    name: "单元测试", number: 3,
    steps: [
      Step(
        name: "单元测试", plugin: "linuxScript", length: 1200,
        lines: ["ctest --output-on-failure", "128 tests from 17 suites", "\u{1B}[32m128 tests passed\u{1B}[0m"])
    ])
  private static let failingTest = Job(
    name: "单元测试", number: 3,
    steps: [
      Step(
        name: "单元测试", plugin: "linuxScript", length: 1200,
        lines: [
          "ctest --output-on-failure", "The following tests FAILED: 17 - OrderTest.refund",
          "##[error]\u{1B}[31mProcess completed with exit code 8\u{1B}[0m",
        ],
        fails: true)
    ])
  private static let publish = Job(
    name: "发布", number: 4,
    steps: [Step(name: "发布到生产", plugin: "linuxScript", length: 800, lines: ["kubectl rollout restart deploy/demo", "rollout complete"])])

  /// Milliseconds in which nothing is heard.
  private static func quiet(for length: Int64) -> Job {
    Job(name: "长时间测试", number: 3, steps: [Step(name: "长时间测试", plugin: "linuxScript", length: length, lines: [])])
  }

  private static func chatter(job number: Int) -> Job {
    Job(
      name: "压力日志", number: number,
      steps: [Step(name: "压力日志 \(number)", plugin: "linuxScript", length: 2000, lines: ["tick"], repeats: 6000)])
  }
}
