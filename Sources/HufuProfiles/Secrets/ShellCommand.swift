import HufuClient
import HufuSigning
import Subprocess

/// `cmd:COMMAND`
struct ShellCommand {
  let command: String
  let environment: [String: String]
  let timeout: Duration

  func secret() async throws -> Secret {
    let run: CapturedRun
    do {
      run = try await CapturedRun.of(.name("sh"), ["-c", command], environment, timeout: timeout)
    } catch {
      switch error {
      case .timeout:
        let seconds = timeout.wholeMilliseconds / 1000
        throw ConfigurationError(
          zh: "\(shown) 在 \(seconds) 秒内没有结束。", en: "\(shown) did not end within \(seconds) s.",
          remedy: Bilingual(zh: "命令不能等待输入；先在终端里单独运行一次。", en: "The command must not wait for input; run it alone in a terminal first."))
      case .notFound, .failed: throw ConfigurationError(zh: "\(shown) 无法运行。", en: "\(shown) cannot be run.")
      }
    }
    guard run.status.isSuccess else {
      throw ConfigurationError(zh: "\(shown) 失败（\(run.ending)）。", en: "\(shown) failed (\(run.ending)).")
    }
    guard let secret = Secret(withoutLineEnd: run.output) else {
      throw ConfigurationError(zh: "\(shown) 没有输出。", en: "\(shown) printed nothing.")
    }
    return secret
  }

  private var shown: String { SecretReference.command(command).description }
}
