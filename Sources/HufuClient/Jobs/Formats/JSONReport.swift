public import HufuSigning

/// Records as one JSON object: the worst verdict and exit code, and every run.
public struct JSONReport: Sendable {
  public var records: [RunRecord]
  public var language: Language

  public init(_ records: [RunRecord], in language: Language) {
    self.records = records
    self.language = language
  }

  public var json: JSONValue {
    let exit = ExitCode.worst(of: records.map(\.exitCode))
    let worst = records.first { $0.exitCode == exit }
    return [
      "verdict": .string(exit == .ok ? good : worst?.word ?? "error"),
      "exit": .int(exit.rawValue), "runs": .array(records.map { $0.json(in: language) }),
    ]
  }

  /// The word for an exit code of 0: passed, also by a policy, unless no run was waited for at all.
  private var good: String {
    let words = Set(records.map(\.word))
    return records.allSatisfy { !$0.outcome.hasProof } && words.count == 1 ? words.first ?? "passed" : "passed"
  }
}
