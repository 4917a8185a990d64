import HufuClient
import HufuSigning
import HufuTesting
import Synchronization
import Testing

@testable import HufuCommands

/// What a terminal of 80 columns shows of runs being driven.
@Suite struct RunBoardTests {
  /// A terminal's screen, as far as the board uses it.
  private final class Screen: Sendable {
    private let written = Mutex<[UInt8]>([])
    private let size = Mutex(OutputStream.Size())

    var stream: OutputStream {
      OutputStream(isTerminal: true, size: { self.size.withLock { $0 } }) { bytes in self.written.withLock { $0 += bytes } }
    }
    func resize(columns: Int, rows: Int) { size.withLock { $0 = OutputStream.Size(columns: columns, rows: rows) } }
    var raw: String { String(decoding: written.withLock { $0 }, as: UTF8.self) }

    /// The lines now visible, without colours.
    var lines: [String] {
      var lines = [""]
      var rest = raw[...]
      while let character = rest.unicodeScalars.popFirst() {
        switch character {
        case "\n": lines.append("")
        case "\r": lines[lines.count - 1] = ""
        case "\u{1B}":
          _ = rest.unicodeScalars.popFirst()
          var number = ""
          while let digit = rest.unicodeScalars.first, digit.properties.numericType != nil || digit == ";" {
            number.unicodeScalars.append(rest.unicodeScalars.removeFirst())
          }
          switch rest.unicodeScalars.popFirst() {
          case "A": lines.removeLast(min(lines.count - 1, Int(number) ?? 1))
          default: break
          }
        default: lines[lines.count - 1].unicodeScalars.append(character)
        }
      }
      return lines
    }
  }

  private let screen = Screen()
  private let clock = StepClock()

  private func shell(_ language: Language = .zh, _ environment: [String: String] = [:]) -> Shell {
    let clock = clock
    let shell = Shell(
      environment: environment, language: language, output: screen.stream, errors: screen.stream, readInput: { [] },
      // Nobody else draws: the second never passes.
      timing: Timing(now: { clock.now }, sleep: { _ in try await Task.sleep(for: .seconds(3600)) }), entropy: .counting())
    shell.redactor.learn(Secret("s3cr3t-value"))
    return shell
  }

  private func board(_ labels: [String]) -> RunBoard { RunBoard(labels, in: shell()) }

  private func progress(_ elapsed: Int, expected: Int? = nil) -> RunProgress {
    RunProgress(elapsed: .seconds(elapsed), expected: expected.map { .seconds($0) }, left: .seconds(3600), unchanged: .zero)
  }

  @Test func aRowWithStepsFitsTheScreenInChinese() {
    let board = board(["bkci build 打包"])
    let steps = [
      RunStep("编译", .passed, elapsed: .seconds(62)), RunStep("单元测试", .running, elapsed: .seconds(9)),
      RunStep("部署到预发环境（等待审核人确认之后才会继续执行的一个很长的阶段名字）", .waiting),
    ]
    let text = Bilingual(zh: "队列第 3 位，前面还有两个构建在等同一台构建机，预计还要一会儿才能轮到", en: "")
    board.show(.started(StartedRun("demo/p-1/b-1")), of: "bkci build 打包")
    board.show(.status(RunStatus(.running, text, done: 1, total: 3, steps: steps), progress(75, expected: 300)), of: "bkci build 打包")
    let lines = screen.lines.filter { !$0.isEmpty }
    #expect(lines.count == 5)
    #expect(lines[0] == "已启动 demo/p-1/b-1")
    #expect(lines[1].hasPrefix("▸  bkci build 打包  运行中"), "\(lines[1])")
    #expect(lines[1].contains("███░░░░░░░ 1/3  1m 15s"), "\(lines[1])")
    #expect(lines[1].contains("还要约 3m 45s"))
    #expect(lines[2].hasPrefix("    ✓ 编译"))
    #expect(lines[3].hasPrefix("    ▸ 单元测试"))
    for line in lines { #expect(line.columns < 80, "\(line)") }
    // The times of steps stand under each other, whatever their names.
    #expect(lines[2].prefix { $0 != "1" }.description.columns == lines[3].prefix { $0 != "9" }.description.columns)
  }

  @Test func aSecondStatusIsWrittenOverTheFirstAndTheLogStays() {
    let board = board(["a"])
    board.show(.status(RunStatus(.queued), progress(1)), of: "a")
    board.show(
      .status(RunStatus(.running, log: [LogLine("编译", .group), LogLine("cc main.c"), LogLine("坏了", .error)]), progress(2)), of: "a")
    board.show(.status(RunStatus(.running, log: [LogLine("key s3cr3t-value")]), progress(3)), of: "a")
    let lines = screen.lines.filter { !$0.isEmpty }
    #expect(lines.prefix(4) == ["▼ 编译", "cc main.c", "坏了", "key <redacted>"])
    #expect(lines.count == 5)
    #expect(lines[4].contains("运行中") && lines[4].contains("3s"))
    #expect(!screen.raw.contains("s3cr3t-value"))
  }

  /// A narrow terminal cuts a line in the middle of a secret, and of half a secret nobody knows that it is one.
  @Test func aSecretIsCleanedBeforeItIsCut() {
    for padding in 0..<80 {
      let text = String(repeating: "x", count: padding) + " s3cr3t-value"
      let board = board(["a"])
      let step = RunStep(text, .failed, message: text)
      board.show(.status(RunStatus(.running, Bilingual(zh: text, en: text), steps: [step]), progress(1)), of: "a")
      board.show(.trouble(UsageError(zh: text, en: text), count: 1), of: "a")
    }
    #expect(!screen.raw.contains("s3cr3t"))
  }

  @Test func ofManyStepsTheFailedAndTheWorkingAreShown() {
    let board = board(["a"])
    let steps = (1...30).map { RunStep("步骤 \($0)", $0 == 5 ? .failed : $0 == 20 ? .running : $0 < 20 ? .passed : .waiting) }
    board.show(.status(RunStatus(.running, steps: steps), progress(1)), of: "a")
    let lines = screen.lines
    #expect(lines.contains { $0.contains("✗ 步骤 5") })
    #expect(lines.contains { $0.contains("▸ 步骤 20") })
    #expect(lines.contains { $0.contains("另有 22 步") })
  }

  @Test func severalRunsKeepTheirRowsAndTheirVerdicts() {
    let board = board(["扫描", "回归"])
    board.show(.status(RunStatus(.running, log: [LogLine("x")]), progress(1)), of: "扫描")
    board.show(.trouble(UsageError(zh: "服务器忙", en: "busy"), count: 2), of: "回归")
    let record = RunRecord(
      label: "扫描", profile: "tca", platform: "tca", job: "scan", began: clock.now,
      outcome: RunOutcome(.verdict(.failed), elapsed: .seconds(3)))
    board.ended(record)
    board.close()
    let lines = screen.lines.filter { !$0.isEmpty }
    #expect(lines.count == 3)
    #expect(lines[0] == "扫描 │ x")
    #expect(lines[1].hasPrefix("✗  扫描  失败"), "\(lines[1])")
    #expect(lines[2].contains("第 2 次没有回答：服务器忙"), "\(lines[2])")
  }

  /// What is said meanwhile goes above the rows, not into them.
  @Test func noticesStandAboveTheRows() {
    let shell = shell()
    let board = RunBoard(["a"], in: shell)
    board.show(.status(RunStatus(.running), progress(1)), of: "a")
    shell.notice(Notice(.configuration, zh: "时钟差 3 分钟", en: "the clock is off"))
    board.show(.status(RunStatus(.running), progress(2)), of: "a")
    let lines = screen.lines.filter { !$0.isEmpty }
    #expect(lines.count == 2)
    #expect(lines[0] == "提示：时钟差 3 分钟")
    #expect(lines[1].contains("运行中"))
  }

  /// NO_COLOR asks for no colour, not for no view.
  @Test func withoutColourItIsLiveAllTheSame() {
    let shell = shell(.zh, ["NO_COLOR": "1"])
    let display = shell.runDisplay(["a"])
    #expect(display is RunBoard)
    let steps = [RunStep("编译", .passed), RunStep("测试", .failed)]
    display.show(
      .status(RunStatus(.running, done: 1, total: 2, steps: steps, log: [LogLine("\u{1B}[31m坏\u{1B}[0m", .error)]), progress(1)), of: "a")
    #expect(!screen.raw.contains("\u{1B}[3") && !screen.raw.contains("\u{1B}[0m"))
    #expect(screen.lines.contains("坏"))
    #expect(screen.lines.contains { $0.hasPrefix("    ✗ 测试") })
  }

  @Test func moreRunsThanTheScreenHasRowsAreCounted() {
    screen.resize(columns: 80, rows: 10)
    let labels = (1...20).map { "任务 \($0)" }
    let board = board(labels)
    board.show(.status(RunStatus(.running), progress(1)), of: "任务 19")
    let lines = screen.lines.filter { !$0.isEmpty }
    #expect(lines.count < 10)
    #expect(lines.contains { $0.contains("任务 19") && $0.contains("运行中") })
    #expect(lines.last?.contains("另有 13 个") == true)
  }

  /// A window pulled narrower has broken the row in two: both lines are written over.
  @Test func aNarrowerWindowLeavesNoRemains() {
    let board = board(["a"])
    let text = String(repeating: "长", count: 40)
    board.show(.status(RunStatus(.running, Bilingual(zh: text, en: text)), progress(1)), of: "a")
    screen.resize(columns: 40, rows: 24)
    board.show(.status(RunStatus(.running), progress(2)), of: "a")
    #expect(screen.raw.contains("\u{1B}[2A\r"))
    for line in screen.lines.suffix(2) { #expect(line.columns < 40) }
  }

  @Test func theRowsGoWhenASingleRunIsOver() {
    let board = board(["a"])
    board.show(.status(RunStatus(.running), progress(1)), of: "a")
    board.close()
    #expect(screen.lines.allSatisfy { $0.isEmpty })
  }
}
