public import HufuClient
import HufuSigning

extension Tianyi {
  /// How lists are cut (platforms/tianyi.md §4): by a cursor that ends at -1, or by page numbers from 1, with or without a wrapper.
  public static let pageStyles: [String: PageStyle] = [
    "cursor": PageStyle(
      .cursor(parameter: "after", first: "0", next: JSONPointer(tokens: ["lastId"]), ends: ["-1"]), size: "size",
      items: [JSONPointer(tokens: ["list"])], total: JSONPointer(tokens: ["total"]), id: "deviceCode"),
    // The document of recordings says `list`, its sample `fileList`.
    "numbered": PageStyle(
      .number(parameter: "page", first: 1), size: "size", items: [JSONPointer(tokens: ["list"]), JSONPointer(tokens: ["fileList"])],
      total: JSONPointer(tokens: ["totalCount"]), usedSize: JSONPointer(tokens: ["pageSize"])),
    "plain": PageStyle(.number(parameter: "page", first: 1), size: "size", items: [JSONPointer(tokens: [])], id: "id"),
    "whole": PageStyle(.whole, items: [JSONPointer(tokens: []), JSONPointer(tokens: ["list"]), JSONPointer(tokens: ["fileList"])]),
  ]
}
