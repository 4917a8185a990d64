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
      "verdict": exit == .ok ? .string(records.count == 1 ? worst?.word ?? "passed" : "passed") : .string(worst?.word ?? "error"),
      "exit": .int(exit.rawValue), "runs": .array(records.map { $0.json(in: language) }),
    ]
  }
}
