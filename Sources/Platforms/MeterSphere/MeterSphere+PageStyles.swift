public import HufuClient
import HufuSigning

extension MeterSphere {
  /// Pages by number, from 1; the number stands in the address in v1 and v2, in the body in v3 (platforms/metersphere.md §0).
  public static let pageStyles = [
    "goPage": PageStyle(
      .number(parameter: "page", first: 1), size: "size", items: [JSONPointer(tokens: ["listObject"])],
      total: JSONPointer(tokens: ["itemCount"]), id: "id"),
    "current": PageStyle(
      .number(parameter: "page", first: 1), size: "size", items: [JSONPointer(tokens: ["list"])], total: JSONPointer(tokens: ["total"]),
      usedSize: JSONPointer(tokens: ["pageSize"]), id: "id"),
    // A case that is in two test sets of a plan is in its report twice, under one id.
    "cases": PageStyle(
      .number(parameter: "page", first: 1), size: "size", items: [JSONPointer(tokens: ["list"])], total: JSONPointer(tokens: ["total"]),
      usedSize: JSONPointer(tokens: ["pageSize"])),
  ]
}
