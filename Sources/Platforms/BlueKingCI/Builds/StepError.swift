import HufuSigning

/// Why a step failed, from `errorInfoList`, the step itself, or the list of failed tasks. Types and codes as the server spells them: a type
/// is now a word, now a number.
struct StepError: Sendable {
  var task: String
  var name: String?
  var code: String?
  var message: String?

  /// An entry of `errorInfoList`.
  init?(listed json: JSONValue) {
    guard let task = json["taskId"]?.text else { return nil }
    self.task = task
    name = json["taskName"]?.text
    code = Self.code(json)
    message = json["errorMsg"]?.text
  }

  /// A step of the model that failed.
  init(element: JSONValue) {
    task = element["id"]?.text ?? ""
    name = element["name"]?.text
    code = Self.code(element)
    message = element["errorMsg"]?.text
  }

  /// An entry of `build.failures`: servers up to now spell its members in two ways.
  init?(failure json: JSONValue) {
    func text(_ camel: String, _ snake: String) -> String? { (json[camel] ?? json[snake])?.text }
    guard let task = text("taskId", "task_id") else { return nil }
    self.task = task
    name = text("taskName", "task_name")
    message = text("errorMsg", "error_msg")
  }

  /// What either of them knows, this one first.
  func completed(by other: StepError?) -> StepError {
    var error = self
    error.name = name ?? other?.name
    error.code = code ?? other?.code
    error.message = message.flatMap { $0.isEmpty ? nil : $0 } ?? other?.message
    return error
  }

  private static func code(_ json: JSONValue) -> String? {
    let parts = [json["errorType"]?.scalarText, json["errorCode"]?.scalarText].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }
}
