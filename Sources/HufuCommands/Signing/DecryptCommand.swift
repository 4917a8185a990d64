import ArgumentParser
import HufuClient
import HufuSigning

/// `hufu decrypt PROFILE`
struct DecryptCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "decrypt", abstract: help("解开标准输入上的加密答案或推送", "Open an encrypted answer or push from standard input"),
      discussion: help(
        "可以是整个答案 {\"code\":0,\"data\":\"…\"}、推送 {\"data\":\"…\"}，或只有密文。",
        "The whole answer {\"code\":0,\"data\":\"…\"}, a push {\"data\":\"…\"}, or the ciphertext alone."))
  }
  @OptionGroup var profile: ProfileOptions
  @OptionGroup var options: OutputOptions

  func run() async throws {
    let shell = Shell.current
    let sealed = try shell.readInput()
    try await profile.withConnection(in: shell) { connection in
      var writer = ResultWriter(options.output, in: shell)
      writer.write(payload: try connection.envelope.open(sealed))
    }
  }
}
