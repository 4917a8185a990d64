import HufuSigning

/// What a gate lets pass although the run did not.
///
/// Only failing test cases can be allowed, for only they are told apart by name; a broken limit, a failed step, a stopped or inconclusive
/// run is never explained away, unless the whole job is optional.
public struct GatePolicy: Sendable, Equatable {
  /// How many failing cases are borne.
  public var allowedFailures = 0
  /// Failing cases that do not count, by id or name.
  public var allowedCases: Set<String> = []
  /// Whether cases that failed when the gate was last let pass do not count.
  public var newFailuresOnly = false
  /// Whether the job is run and told of, and does not decide.
  public var isOptional = false

  public init() {}

  /// The record as the gate sees it.
  ///
  /// - Parameter last: ids of the cases that failed in the last run that was let pass; nil when none is remembered.
  public func judged(_ record: RunRecord, last: Set<String>?) -> RunRecord {
    var record = record
    if case .detached = record.outcome.end, record.exitCode == .ok {
      record.exitCode = .inconclusive
      record.notes.append(
        Bilingual(zh: "只启动、没有等到结果的运行，不能让门禁通过。", en: "A run that was started and not waited for lets no gate pass."))
    }
    record.notes += unknownCases(in: record.outcome.report)
    guard record.exitCode != .ok else { return record }
    if newFailuresOnly, last == nil, record.outcome.verdict == .failed {
      record.notes.append(
        Bilingual(zh: "没有上一次运行的记录：所有失败都算新的。", en: "No earlier run is remembered: every failure counts as new."))
    }
    if let (counted, borne) = counted(in: record, last: last), borne + counted.count > 0 {
      if counted.count <= allowedFailures {
        record.exitCode = .ok
        record.notes.append(
          Bilingual(
            zh: "\(borne + counted.count) 个失败用例按策略放行。", en: "\(borne + counted.count) failing cases are allowed by the policy."))
      } else {
        record.notes.append(
          Bilingual(
            zh: "\(counted.count) 个失败用例不在放行之列（上限 \(allowedFailures)）：\(Self.names(counted, "、"))。",
            en: "\(counted.count) failing cases are not allowed (at most \(allowedFailures)): \(Self.names(counted, ", "))."))
      }
    }
    if isOptional, record.exitCode != .ok, record.exitCode != .interrupted {
      record.exitCode = .ok
      record.notes.append(Bilingual(zh: "可选任务：结果不影响结论。", en: "Optional: its end does not decide."))
    }
    return record
  }

  /// The failing cases that count, and how many others there are; nil where the failure is no matter of cases.
  private func counted(in record: RunRecord, last: Set<String>?) -> (counted: [CaseResult], borne: Int)? {
    guard record.outcome.verdict == .failed, let report = record.outcome.report, report.issues.isEmpty,
      report.brokenSteps.isEmpty
    else { return nil }
    let failing = report.failures
    guard !failing.isEmpty, report.measures.allSatisfy({ $0.isKept(byAllowing: failing.count) }) else { return nil }
    let counted = failing.filter { entry in
      !allowedCases.contains(entry.id) && !allowedCases.contains(entry.name) && !(newFailuresOnly && last?.contains(entry.id) == true)
    }
    return (counted, failing.count - counted.count)
  }

  /// Says of each allowed case that it is none of the run's: a misspelt name would allow nothing, and nobody would know why.
  private func unknownCases(in report: RunReport?) -> [Bilingual] {
    guard let cases = report?.cases, !cases.isEmpty else { return [] }
    let known = Set(cases.map(\.id) + cases.map(\.name))
    return allowedCases.subtracting(known).sorted().map { name in
      let nearest = cases.map(\.name).nearest(to: name)
      return Bilingual(
        zh: "allowedCases 里的「\(name)」不是这次运行的用例。" + (nearest.map { "是不是「\($0)」？" } ?? ""),
        en: "\"\(name)\" of allowedCases is no case of this run." + (nearest.map { " Did you mean \"\($0)\"?" } ?? ""))
    }
  }

  private static func names(_ cases: [CaseResult], _ separator: String) -> String {
    let shown = cases.prefix(5).map(\.name).joined(separator: separator)
    return cases.count > 5 ? shown + " …" : shown
  }
}

extension Measure {
  /// Whether its limit is kept, or broken by no more than failing cases that are told apart by name.
  fileprivate func isKept(byAllowing cases: Int) -> Bool {
    isWithin != false || name == Self.failedCases && (value ?? .infinity) <= Double(cases)
  }
}
