import HufuSigning

extension MeterSphere {
  /// One run in a v3 plan's history. Later versions name the report apart from the entry.
  struct HistoryEntry: Decodable, Sendable {
    var id: String
    var reportId: String?
    var triggerMode: String?
    var execStatus: String?
    var execResult: String?
    /// Milliseconds.
    var startTime: Int64?
    var endTime: Int64?
    /// Whether the report was deleted.
    var deleted: Bool?

    var report: String { reportId ?? id }
  }

  /// One report in a list. `runTime` in milliseconds (v1, v2); the rest of v3's times stand in the plan's history.
  struct ReportEntry: Decodable, Sendable {
    var id: String
    var testPlanId: String?
    var status: String?
    var runTime: Int64?
    var createUser: String?
  }
}
