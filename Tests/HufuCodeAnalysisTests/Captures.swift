import Foundation
import HufuSigning

/// Answers of a real server, captured beforehand. They are not part of the package: tests that use them skip without them.
enum Captures {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "../shared/platforms/tca-samples")

  static let isPresent = FileManager.default.fileExists(atPath: folder.appending(path: "userinfo.json").path)

  struct Capture {
    var request: APIRequest
    var response: APIResponse
  }

  static func load(_ name: String) throws -> Capture {
    let file = try JSONValue(parsing: Array(Data(contentsOf: folder.appending(path: name + ".json"))))
    let asked = file["request"] ?? .null, said = file["response"] ?? .null
    let url = (asked["url"]?.text ?? "").drop { $0 != ":" }.dropFirst(3).drop { $0 != "/" }
    let halves = url.split(separator: "?", maxSplits: 1)
    let headers = (asked["headers"]?.members ?? []).filter { $0.key != "Host" }.map { HeaderField($0.key, $0.value.text ?? "") }
    let body = asked["body"]?.text.map { RequestBody.bytes(Array($0.utf8)) } ?? .none
    let request = APIRequest(
      Method(rawValue: asked["method"]?.text ?? "") ?? .get, String(halves.first ?? ""), query: halves.count > 1 ? String(halves[1]) : "",
      headers: headers, body: body)
    let text = said["body_json"].flatMap { $0.isNull ? nil : JSONWriter.compact($0) } ?? Array((said["body_text"]?.text ?? "").utf8)
    let lines = (said["headers"]?.elements ?? []).map { HeaderField($0[0]?.text ?? "", $0[1]?.text ?? "") }
    return Capture(
      request: request, response: APIResponse(Int(said["status"]?.int ?? 0), headers: lines, body: text))
  }
}
