import HufuClient
import HufuSigning
import Subprocess

/// `keyring:SERVICE/ACCOUNT`: the Secret Service through `secret-tool`, on macOS the keychain through `security`.
struct KeyringCommand {
  let service: String
  let account: String
  let environment: [String: String]
  let timeout: Duration

  #if os(macOS)
    private static let tool = "security"
    private var arguments: [String] { ["find-generic-password", "-s", service, "-a", account, "-w"] }
    private var storing: String { "security add-generic-password -s \(service) -a \(account) -w" }
    private static let installing = Bilingual(zh: "改用 env: 或 file: 引用。", en: "Use an env: or file: reference instead.")
  #else
    private static let tool = "secret-tool"
    private var arguments: [String] { ["lookup", "service", service, "account", account] }
    private var storing: String { "secret-tool store --label=Hufu service \(service) account \(account)" }
    private static let installing = Bilingual(
      zh: "安装它（Debian/Ubuntu：apt install libsecret-tools），或改用 env:、file: 引用。",
      en: "Install it (Debian and Ubuntu: apt install libsecret-tools), or use an env: or file: reference.")
  #endif

  private static let unlocking = Bilingual(
    zh: "先解锁密钥环；没有桌面会话时改用 env: 或 file: 引用。", en: "Unlock it first; without a desktop session use an env: or file: reference.")

  func secret() async throws -> Secret {
    let run: CapturedRun
    do {
      run = try await CapturedRun.of(.name(Self.tool), arguments, environment, timeout: timeout)
    } catch {
      switch error {
      case .notFound:
        throw ConfigurationError(zh: "没有安装 \(Self.tool)。", en: "\(Self.tool) is not installed.", remedy: Self.installing)
      case .failed:
        throw ConfigurationError(zh: "\(Self.tool) 无法运行。", en: "\(Self.tool) cannot be run.", remedy: Self.installing)
      case .timeout:
        let seconds = timeout.wholeMilliseconds / 1000
        throw ConfigurationError(
          zh: "密钥环在 \(seconds) 秒内没有回答。", en: "The keyring did not answer within \(seconds) s.",
          remedy: Self.unlocking)
      }
    }
    if !run.status.isSuccess, let complaint = run.firstComplaint {
      throw ConfigurationError(
        zh: "密钥环不可用（\(run.status)：\(complaint)）。", en: "The keyring is not to be had (\(run.status): \(complaint)).", remedy: Self.unlocking
      )
    }
    guard run.status.isSuccess, let secret = Secret(withoutLineEnd: run.output) else {
      throw ConfigurationError(
        zh: "密钥环里没有 \(service)/\(account)，或者它没有解锁。", en: "The keyring has no \(service)/\(account), or is locked.",
        remedy: Bilingual(zh: "存入：\(storing)", en: "Store it: \(storing)"))
    }
    return secret
  }
}
