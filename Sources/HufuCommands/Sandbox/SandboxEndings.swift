import HufuClient
import HufuPlatforms
import HufuSandbox
import HufuSigning

/// `hufu sandbox --endings`: a command for every end the sandbox plays.
struct SandboxEndings {
  let plan: SandboxPlan

  func show(in shell: Shell) throws {
    var writer = ResultWriter(nil, in: shell)
    for mount in plan.mounts {
      let jobs = Platforms.all.first { $0.id == mount.platform }?.jobDescriptions ?? []
      for ending in mount.variant.endings {
        let words = ending.arguments.items.map { item in
          let parameter = jobs.first { $0.name == ending.job }?.parameters.first { $0.name == item.name }
          let value = ShellText.word(item.value.text ?? "")
          return parameter?.form == .option ? "\(parameter?.spelling ?? item.name) \(value)" : "\(item.name)=\(value)"
        }
        let command = (["hufu run", mount.profile.name, ending.job] + words).joined(separator: " ")
        writer.write(items: [
          try JSONSlice(
            JSONWriter.compact([
              "verdict": .string(ending.verdict.rawValue), "exit": .int(ending.verdict.exitCode.rawValue), "command": .string(command),
            ]))
        ])
      }
    }
    writer.finish()
  }
}
