import Foundation
import HufuClient
import HufuSandbox
import HufuSandboxServer
import HufuSigning
import Testing

/// What README and docs/ci tell people to type, typed.
@Suite(.timeLimit(.minutes(5))) struct DocumentedCommandsTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private static func text(_ path: String) throws -> String { try String(contentsOf: root.appending(path: path), encoding: .utf8) }

  /// The blocks of one language in a Markdown text.
  private static func blocks(_ language: String, in markdown: String) -> [String] {
    markdown.components(separatedBy: "```\(language)\n").dropFirst().compactMap { $0.components(separatedBy: "\n```").first }
  }

  /// README's `hufu call`, `hufu run` and `hufu gate` lines, without comments and what they are piped into.
  private static func commands(in markdown: String) -> [[String]] {
    blocks("sh", in: markdown).joined(separator: "\n").split(separator: "\n").compactMap { line in
      let command = line.prefix { $0 != "#" && $0 != "|" }.split(separator: " ").map(String.init)
      guard command.count > 1, command[0] == "hufu", ["call", "run", "gate"].contains(command[1]) else { return nil }
      return Array(command.dropFirst())
    }
  }

  @Test(arguments: ["README.md", "README.zh-CN.md"]) func whatTheReadmeSaysWorks(_ file: String) async throws {
    let markdown = try Self.text(file)
    let desk = try Desk()
    try desk.write(try #require(Self.blocks("yaml", in: markdown).first { $0.contains("jobs:") }), to: "gate.yaml")
    let commands = Self.commands(in: markdown)
    #expect(Set(commands.map { $0[0] }) == ["call", "run", "gate"])
    for command in commands {
      // Files are meant to lie where one is.
      let local = command.map { ["junit.xml", "hufu.sarif", "out", "gate.yaml", "summary.md"].contains($0) ? desk.folder + "/" + $0 : $0 }
      let outcome = await desk.run(local)
      #expect(outcome.exit == .ok, "\(command.joined(separator: " ")): \(outcome.errors)")
    }
    for name in ["junit.xml", "hufu.sarif", "summary.md", "out/demo-linux-amd64.tar.gz"] {
      #expect(FileManager.default.fileExists(atPath: desk.folder + "/" + name), "\(name)")
    }
  }

  // MARK: CI recipes

  /// The shell lines of each recipe.
  private static func script(of recipe: String) throws -> String {
    let text = try text("docs/ci/" + recipe)
    switch recipe {
    case "Jenkinsfile":
      let parts = text.components(separatedBy: "'''")
      return parts.count == 3 ? parts[1] : ""
    case "gitlab-ci.yml":
      let lines = text.components(separatedBy: "  script:\n")[1].components(separatedBy: "  artifacts:")[0]
      // A list item that goes on in the next line is one line.
      return lines.components(separatedBy: "    - ").dropFirst()
        .map { $0.split(whereSeparator: \.isNewline).map { $0.drop { $0 == " " } }.joined(separator: " ") }.joined(separator: "\n")
    default: return text
    }
  }

  @Test(.enabledWithCommand, arguments: ["Jenkinsfile", "gitlab-ci.yml", "bkci.sh"])
  func theRecipesCommandsRun(_ recipe: String) async throws {
    let desk = try Desk()
    try await SandboxServer(desk.sandbox, plan: desk.plan).serve { address in
      try desk.write(SandboxProfiles.yaml(baseURL: address.baseURL, plan: desk.plan), to: "hufu.yaml", mode: 0o600)
      try FileManager.default.copyItem(atPath: Self.root.appending(path: "docs").path, toPath: desk.folder + "/docs")
      let script = try desk.write("set -e\ncd '\(desk.folder)'\n" + Self.script(of: recipe), to: "step.sh")
      let environment = [
        "WORKSPACE": desk.folder, "HUFU_CONFIG": desk.folder + "/hufu.yaml", "XDG_CACHE_HOME": desk.folder + "/cache", "HUFU_LANG": "en",
        "REPO": "https://git.example.com/group/repo_name.git", "BRANCH": "clean", "PLAN": "测试环境使用", "ENVIRONMENT": "MS环境",
        "PROJECT": "demo",
        "PIPELINE": "demo-build",
      ]
      let run = try await ProgramRun.of("bash", [script], environment: environment)
      #expect(run.isSuccess, "\(run.complaint)")
      let folder = desk.folder + "/hufu-report"
      let junit = try String(contentsOfFile: folder + "/junit.xml", encoding: .utf8)
      for job in ["scan", "regression", "notify-build"] { #expect(junit.contains("<testsuite name=\"\(job)"), "\(job)") }
      let summary = try String(contentsOfFile: folder + "/summary.md", encoding: .utf8)
      #expect(summary.contains("✅"))
      let sarif = try JSONValue(parsing: Array(Data(contentsOf: URL(filePath: folder + "/hufu.sarif"))))
      #expect(sarif["runs"]?.elements?.count == 3)
      #expect(FileManager.default.fileExists(atPath: desk.folder + "/docs/ci/hufu-gate.json"))
      // Nothing of what opens the platforms is in what CI keeps or shows.
      for mount in desk.plan.mounts {
        for secret in mount.profile.credentials.values where secret.count >= 12 {
          #expect(![junit, summary, run.output, run.complaint].contains { $0.contains(secret) })
        }
      }
    }
  }

  /// A red gate makes the step red, with the gate's own code.
  @Test(.enabledWithCommand) func theBlueKingStepEndsWithTheGatesCode() async throws {
    let desk = try Desk()
    try await SandboxServer(desk.sandbox, plan: desk.plan).serve { address in
      try desk.write(SandboxProfiles.yaml(baseURL: address.baseURL, plan: desk.plan), to: "hufu.yaml", mode: 0o600)
      try FileManager.default.copyItem(atPath: Self.root.appending(path: "docs").path, toPath: desk.folder + "/docs")
      let step = desk.folder + "/docs/ci/bkci.sh"
      let environment = [
        "WORKSPACE": desk.folder, "XDG_CACHE_HOME": desk.folder + "/cache", "HUFU_LANG": "en", "REPO": "23", "BRANCH": "broken",
        "PLAN": "测试环境使用", "ENVIRONMENT": "MS环境", "PROJECT": "demo", "PIPELINE": "demo-build",
      ]
      let run = try await ProgramRun.of("bash", ["-c", "cd '\(desk.folder)' && bash '\(step)'; echo code=$?"], environment: environment)
      #expect(run.output.contains("code=9"), "\(run.output) \(run.complaint)")
      #expect(run.output.contains("##[error]hufu gate ended with 9"))
    }
  }
}
