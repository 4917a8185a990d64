import HufuClient
import HufuSigning
import Subprocess

/// A command run to its end within a time limit, with what it printed.
struct CapturedRun {
  var status: TerminationStatus
  var output: String
  var complaint: String

  enum Failure: Error {
    case notFound
    case timeout
    case failed
  }

  /// The command has a session of its own, so that at the time limit its children go with it.
  static func of(_ executable: Executable, _ arguments: [String], _ environment: [String: String], timeout: Duration) async throws(Failure)
    -> CapturedRun
  {
    var options = PlatformOptions()
    options.createSession = true
    options.teardownSequence = [.gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: .milliseconds(200))]
    let variables = environment.reduce(into: [Environment.Key: String]()) { keys, variable in
      if let key = Environment.Key(rawValue: variable.key) { keys[key] = variable.value }
    }
    let configuration = Configuration(
      executable: executable, arguments: Arguments(arguments), environment: .custom(variables), platformOptions: options)
    do {
      let run = try await withThrowingTaskGroup(of: CapturedRun?.self) { group in
        defer { group.cancelAll() }
        group.addTask {
          let result = try await Subprocess.run(configuration, output: .string(limit: 64 << 10), error: .string(limit: 64 << 10))
          return CapturedRun(status: result.terminationStatus, output: result.standardOutput, complaint: result.standardError)
        }
        group.addTask {
          try await Task.sleep(for: timeout)
          return nil
        }
        return try await group.next() ?? nil
      }
      guard let run else { throw Failure.timeout }
      return run
    } catch let failure as Failure {
      throw failure
    } catch let error as SubprocessError where error.code == .executableNotFound {
      throw .notFound
    } catch {
      throw .failed
    }
  }

  /// How it ended, with the first line it wrote to stderr; never with what it printed, on whichever of the two.
  var ending: String { "\(status)" + (firstComplaint.map { ": " + $0 } ?? "") }

  /// The first line on stderr, cleaned of whatever the output may hold a secret in: its words, what stands between punctuation in them
  /// (`{"token":"…"}`), and what stands behind a `=`.
  var firstComplaint: String? {
    guard let line = complaint.split(whereSeparator: \.isNewline).first else { return nil }
    let redactor = Redactor()
    for word in output.split(whereSeparator: \.isWhitespace) {
      redactor.learn(String(word))
      for run in word.split(whereSeparator: { !$0.isSecretLike }) {
        redactor.learn(String(run))
        for part in run.split(separator: "=") { redactor.learn(String(part)) }
      }
    }
    return String(redactor.clean(String(line)).prefix(200))
  }
}

extension Character {
  /// Whether keys and tokens are made of it: letters, digits, and what base64 and ids have besides.
  fileprivate var isSecretLike: Bool { isASCII && (isLetter || isNumber || "+/=_.-".contains(self)) }
}
