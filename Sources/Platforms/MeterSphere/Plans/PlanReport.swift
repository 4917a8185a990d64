import HufuClient
import HufuSigning

/// What a plan's report says, in the same words for all generations. A number the server did not give is nil, never nought.
struct PlanReport: Sendable {
  /// Cases by how they ended.
  struct Counts: Sendable, Equatable {
    var total: Int?
    var executed: Int?
    var passed: Int?
    var failed: Int?
    /// Failures the team's own rules call false (误报): neither passes nor failures.
    var falseErrors: Int?
    var blocked: Int?
    /// Not run, automated ones only in v1 and v2.
    var pending: Int?
  }

  /// The plans in a group, and how they ended (v3).
  struct Plans: Sendable, Equatable {
    var total: Int
    var passed: Int
    var failed: Int
  }

  var name: String?
  var started: Timestamp?
  var ended: Timestamp?
  /// In percent.
  var passRate: Double?
  /// The pass rate that counts as success, in percent (v3).
  var threshold: Double?
  var counts = Counts()
  var plans: Plans?
  /// As far as they are listed; in v3 they are pages of their own.
  var cases: [CaseResult] = []

  /// The plans of a group; nil for a plan of its own, which counts itself. A group need not have a threshold.
  var group: Plans? { plans.flatMap { $0.total > 1 || threshold == nil ? $0 : nil } }

  /// Cases listed as failed, or as ended in a way nobody explains.
  var listedFailures: Int { cases.count { $0.outcome == .failed || $0.outcome == .error } }
}

extension JSONValue {
  /// A number, also one spelled as a text: v3 writes rates so (platforms/metersphere.md §3).
  var rate: Double? { scalarText.flatMap { Double($0) } }
  var count: Int? { rate.flatMap { Int(exactly: $0) } }
  var moment: Timestamp? { int.flatMap { $0 > 0 ? Timestamp($0) : nil } }
}
