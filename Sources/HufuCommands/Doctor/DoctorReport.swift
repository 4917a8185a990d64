import HufuClient
import HufuSigning

/// The findings as a list for people, or as rows for programs.
struct DoctorReport {
  let diagnoses: [Diagnosis]
  /// Whether nothing was sent, so that good news are half the news.
  let isOffline: Bool
  let shell: Shell

  init(_ diagnoses: [Diagnosis], offline isOffline: Bool, in shell: Shell) {
    self.diagnoses = diagnoses
    self.isOffline = isOffline
    self.shell = shell
  }

  func print(as format: OutputFormat?) {
    guard let format else {
      shell.output.write(Array(shell.redactor.clean(text).utf8))
      return
    }
    let rows = String(decoding: JSONWriter.compact(.array(diagnoses.map { $0.json(in: shell.language) })), as: UTF8.self)
    var writer = ResultWriter(format, in: shell)
    writer.write(payload: Array(shell.redactor.clean(rows).utf8))
  }

  private var text: String {
    let width = diagnoses.map { $0.title[shell.language].columns }.max() ?? 0
    var lines: [String] = []
    var profile: String?
    for diagnosis in diagnoses {
      if diagnosis.profile != profile {
        profile = diagnosis.profile
        lines.append((profile ?? shell.text("全局", "all profiles")) + ":")
      }
      let finding = diagnosis.finding
      lines.append(
        "\(finding.status.mark) \(diagnosis.title[shell.language].padded(to: width))  \(finding.text[shell.language].oneLine)")
      if let remedy = finding.remedy { lines.append(String(repeating: " ", count: width + 4) + "→ " + remedy[shell.language].oneLine) }
    }
    return (lines + ["", summary]).joined(separator: "\n") + "\n"
  }

  /// The first cause, in one line.
  private var summary: String {
    func words(_ diagnosis: Diagnosis) -> String {
      let place = diagnosis.profile.map { "\($0) " } ?? ""
      return "\(place)\(diagnosis.title[shell.language])\(shell.text("：", ": "))\(diagnosis.finding.text[shell.language].oneLine)"
    }
    if let failure = diagnoses.firstFailure { return shell.text("✘ 首要原因：", "✘ first cause: ") + words(failure) }
    let warnings = diagnoses.warnings
    guard let first = warnings.first else {
      return isOffline
        ? shell.text(
          "✔ 离线检查正常；hufu doctor PROFILE 继续检查网络和登录。", "✔ well as far as seen offline; hufu doctor PROFILE tries network and sign-in.")
        : shell.text("✔ 一切正常。", "✔ all is well.")
    }
    return shell.text("! 可以使用，有 \(warnings.count) 个警告：", "! usable, warnings: \(warnings.count); ") + words(first)
  }
}

extension Finding.Status {
  /// One column on a terminal.
  fileprivate var mark: String {
    switch self {
    case .pass: "✔"
    case .warn: "!"
    case .fail: "✘"
    case .skip: "–"
    }
  }
}
