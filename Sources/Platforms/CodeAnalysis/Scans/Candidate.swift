import HufuClient

/// A thing people name by its name, or by its number.
struct Candidate: Named, Equatable {
  var id: Int64
  var name: String
  /// What tells it from others of its name.
  var detail: String?

  var ids: [String] { [String(id)] }
}
