import HufuClient
import HufuProfiles
import HufuSigning

/// Looks up what a gate's jobs name on their platforms, side by side, before any of them is started: a misspelt plan should not be found
/// out after an hour's scan.
struct GateCheck {
  struct Finding: Sendable {
    var job: GateFile.Job
    /// nil when all is there.
    var error: (any ExplainedError)?
  }

  /// How long it may take; what was not answered by then shows when the job begins.
  private static let limit = Duration.seconds(120)

  let findings: [Finding]

  /// - Parameter drives: in the file's order.
  init(_ drives: [(job: GateFile.Job, drive: RunDrive)], timing: Timing) async {
    var errors: [String: any ExplainedError] = [:]
    await withTaskGroup(of: (String, (any ExplainedError)?).self) { group in
      for (job, drive) in drives { group.addTask { (job.name, await Self.error(of: job, drive, timing)) } }
      for await (name, error) in group { errors[name] = error }
    }
    findings = drives.map { Finding(job: $0.job, error: errors[$0.job.name]) }
  }

  private static func error(of job: GateFile.Job, _ drive: RunDrive, _ timing: Timing) async -> (any ExplainedError)? {
    do {
      let isDone: Void? = try await timing.within(limit) { try await job.origin.locating("jobs.\(job.name)") { try await drive.check() } }
      return isDone == nil ? slow : nil
    } catch {
      return error.explained
    }
  }

  private static let slow = APIError(
    .network, Bilingual(zh: "两分钟内没有核对完。", en: "It could not be looked up within two minutes."), mayHaveExecuted: false)

  /// What makes it pointless to start: not what a moment's trouble or an optional job is the cause of.
  var hindrances: [Finding] {
    findings.filter { finding in
      guard let error = finding.error else { return false }
      return !finding.job.policy.isOptional && !error.kind.isTransient
    }
  }

  /// Tells what is wrong with which job.
  ///
  /// - Throws: ``Leave`` with the code of the worst.
  static func fail(_ findings: [Finding], in shell: Shell) throws {
    let errors = findings.compactMap { finding in finding.error.map { (finding.job.name, $0) } }
    guard !errors.isEmpty else { return }
    for (name, error) in errors {
      if shell.speaksJSON {
        ErrorReport(error).print(asJSON: true, in: shell)
      } else {
        shell.say(name + ": " + ErrorReport(error).line(in: shell.language))
      }
    }
    throw Leave(code: HufuClient.ExitCode.worst(of: errors.map(\.1.kind.exitCode)))
  }

  /// What `hufu gate --check` puts out: a line for each job that is ready, or one object of all.
  func show(_ format: OutputFormat?, in shell: Shell) {
    var writer = ResultWriter(format, in: shell)
    guard writer.format == .table else {
      let jobs = findings.map { finding -> JSONValue in
        [
          "name": .string(finding.job.name), "profile": .string(finding.job.profile), "job": .string(finding.job.job),
          "ready": .bool(finding.error == nil),
        ]
      }
      return writer.write(payload: JSONWriter.compact(["jobs": .array(jobs)]))
    }
    let isColoured = shell.output.isColoured(shell.environment)
    for finding in findings {
      let sign = finding.error == nil ? Paint.green("✓", isColoured) : Paint.red("✗", isColoured)
      shell.output.write(Array("\(sign) \(finding.job.name)  \(finding.job.profile) \(finding.job.job)\n".utf8))
    }
  }
}
