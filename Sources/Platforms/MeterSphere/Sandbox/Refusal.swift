import HufuClient
import HufuSigning

/// Why MeterSphere says no after it has let somebody in (platforms/metersphere.md §1.4).
enum Refusal: Error, Equatable {
  /// A business error, in the user's language.
  case business(String)
  case forbidden(permission: String)
  /// The object belongs to somebody else, or does not exist.
  case notOwner
  /// v3's bean validation: what is wrong with which field.
  case invalid(field: String, String)
  /// An exception nobody caught.
  case unhandled(String)
  case unknownPath
  case methodNotAllowed

  /// The answer as that generation words it.
  func answer(_ generation: MeterSphere.Generation, path: String, wall: Timestamp) -> SandboxAnswer {
    let (status, body) = generation == .v3 ? modern(path, wall) : classic(generation, path, wall)
    return SandboxAnswer(.json(status, body), refusal: String(describing: self))
  }

  private func classic(_ generation: MeterSphere.Generation, _ path: String, _ wall: Timestamp) -> (Int, JSONValue) {
    func wrapped(_ status: Int, _ message: String) -> (Int, JSONValue) {
      (status, ["success": false, "message": .string(message), "data": .null])
    }
    func spring(_ status: Int, _ error: String) -> (Int, JSONValue) {
      (status, ["timestamp": .int(wall.milliseconds), "status": .int(status), "error": .string(error), "path": .string(path)])
    }
    return switch self {
    case .business(let message): wrapped(500, message)
    case .forbidden(let permission): wrapped(403, "Subject does not have permission [\(permission)]")
    case .notOwner:
      // v1 has no owner check; it trips over the missing row instead.
      generation == .v1
        ? spring(500, "Internal Server Error") : wrapped(500, "The current user does not have permission to operate this use case")
    case .invalid: spring(400, "Bad Request")
    case .unhandled: spring(500, "Internal Server Error")
    case .unknownPath: spring(404, "Not Found")
    case .methodNotAllowed: spring(405, "Method Not Allowed")
    }
  }

  private func modern(_ path: String, _ wall: Timestamp) -> (Int, JSONValue) {
    func wrapped(_ status: Int, _ code: Int, _ message: String, detail: JSONValue = .null) -> (Int, JSONValue) {
      (status, ["code": .int(code), "message": .string(message), "messageDetail": detail, "data": .null])
    }
    return switch self {
    case .business(let message): wrapped(500, 100_500, message, detail: .string(message))
    case .forbidden(let permission): wrapped(403, 403, "Subject does not have permission [\(permission)]")
    case .notOwner:
      wrapped(
        500, 100_500, "The current user does not have permission to operate this resource", detail: .string(Self.trace("MSException")))
    case .invalid(let field, let text): wrapped(400, 100_400, "参数校验失败", detail: .object([JSONValue.Member(field, .string(text))]))
    case .unhandled(let exception): wrapped(500, 100_500, exception, detail: .string(Self.trace(exception)))
    case .unknownPath:
      (404, ["timestamp": .int(wall.milliseconds), "status": 404, "error": "Not Found", "path": .string(path)])
    case .methodNotAllowed: wrapped(405, 405, "Request method is not supported")
    }
  }

  /// A stack trace as v3 gives it away.
  private static func trace(_ exception: String) -> String {
    "\(exception)\n\tat io.metersphere.plan.service.TestPlanReportService.get(TestPlanReportService.java:512)\n"
      + "\tat java.base/java.lang.Thread.run(Thread.java:1583)\n"
  }
}

extension APIResponse {
  static func json(_ status: Int, _ body: JSONValue) -> APIResponse {
    APIResponse(status, headers: [HeaderField("Content-Type", "application/json")], body: JSONWriter.compact(body))
  }

  static func html(_ status: Int, _ page: String) -> APIResponse {
    APIResponse(status, headers: [HeaderField("Content-Type", "text/html;charset=utf-8")], body: Array(page.utf8))
  }
}
