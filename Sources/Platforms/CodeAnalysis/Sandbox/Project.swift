import HufuSigning

/// An analysis project: a branch of a repository under a scheme.
struct Project: Sendable {
  var id: Int
  var repo: Int
  var branch: String
  var scheme: Int
  var path = "/"
  var createdFrom = "tca_web"
  var created: Timestamp

  /// How scans of this branch go.
  var plot: ScanPlot { ScanPlot(branch: branch) }

  func row(creator: JSONValue, scheme: JSONValue, repository: JSONValue) -> JSONValue {
    [
      "id": .int(id), "creator": creator, "created_time": .string(ClockText.main(created)), "modifier": .null,
      "modified_time": .string(ClockText.main(created)), "deleter": .null, "deleted_time": .null, "scan_scheme": scheme,
      "branch": .string(branch), "scan_path": .string(path), "status": 1, "created_from": .string(createdFrom), "repo": repository,
    ]
  }
}
