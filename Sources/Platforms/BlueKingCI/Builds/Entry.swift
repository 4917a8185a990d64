import HufuClient
import HufuSigning

/// A project or a pipeline in a list: its id for addresses, and the name people know it by.
struct Entry: Named, Equatable {
  var id: String
  var name: String
  /// A second id some people have; a project's `projectId`.
  var otherID: String?

  var ids: [String] { [id] + (otherID.map { [$0] } ?? []) }

  /// nil where the item has no id.
  init?(project json: JSONSlice) {
    guard let code = (json["englishName"] ?? json["projectCode"])?.text else { return nil }
    id = code
    name = json["projectName"]?.text ?? code
    otherID = json["projectId"]?.text
  }

  init?(pipeline json: JSONSlice) {
    guard let id = json["pipelineId"]?.text else { return nil }
    self.id = id
    name = json["pipelineName"]?.text ?? id
  }
}
