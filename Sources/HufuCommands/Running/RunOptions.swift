import ArgumentParser
import HufuClient
import HufuProfiles
import HufuSigning

/// What every command that drives runs takes.
struct RunOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      zh: "最多等多久，例如 40m（默认由任务决定，从不无限）", en: "how long to look: 40m (the job's own unless given; never endless)", valueName: "DURATION"))
  var timeout: String?
  @Flag(name: .long, help: ArgumentHelp(zh: "Ctrl-C 或被终止时请求平台停止运行", en: "on Ctrl-C or a kill, ask the platform to stop the run"))
  var stopOnInterrupt = false
  @Flag(name: .long, help: ArgumentHelp(zh: "结束后在浏览器打开报告", en: "open the report in a browser when it is over")) var open = false
  @Option(name: .long, help: ArgumentHelp(zh: "JUnit XML 写到这里", en: "write JUnit XML here", valueName: "FILE")) var junit: String?
  @Option(name: .long, help: ArgumentHelp(zh: "Markdown 摘要写到这里", en: "write a Markdown summary here", valueName: "FILE")) var markdown:
    String?
  @Option(name: .long, help: ArgumentHelp(zh: "SARIF 2.1.0 写到这里", en: "write SARIF 2.1.0 here", valueName: "FILE")) var sarif: String?
  @OptionGroup var format: OutputOptions

  func validate() throws { try DurationText.validate(timeout, of: "--timeout") }

  var deadline: Duration? { timeout.flatMap { try? DurationText.read($0) } }
}
