public import HufuSigning

/// How a platform cuts a list into pages: how to ask for the next one and where things stand in an answer.
public struct PageStyle: Sendable {
  /// How the next page is asked for.
  public enum Step: Sendable, Equatable {
    /// Skips so many items; we count them ourselves.
    case offset(parameter: String)
    /// Numbers pages from `first`.
    case number(parameter: String, first: Int64)
    /// The answer names where to go on; one of `ends` there, or nothing, is the end.
    case cursor(parameter: String, first: String, next: JSONPointer, ends: [String])
    /// The list comes whole in one answer.
    case whole
  }

  public var step: Step
  /// The argument that asks for a page size; nil when there is none.
  public var size: String?
  /// Where the items may stand in the payload; the first that is an array counts.
  public var items: [JSONPointer]
  /// How many there are in all, if the platform says so.
  public var total: JSONPointer?
  /// The page size the platform really used, if it says so.
  public var usedSize: JSONPointer?
  /// Null here means that this was the last page. Used as a flag only: never followed.
  public var more: JSONPointer?
  /// Whether a numbered page with fewer items than were asked for is the last one. False where a platform filters pages after cutting
  /// them: then only an empty page ends the list.
  public var shortPageEnds: Bool
  /// The member that identifies an item, for telling duplicates; nil compares whole items.
  public var id: String?

  public init(
    _ step: Step, size: String? = nil, items: [JSONPointer], total: JSONPointer? = nil, usedSize: JSONPointer? = nil,
    more: JSONPointer? = nil, shortPageEnds: Bool = true, id: String? = nil
  ) {
    self.step = step
    self.size = size
    self.items = items
    self.total = total
    self.usedSize = usedSize
    self.more = more
    self.shortPageEnds = shortPageEnds
    self.id = id
  }
}
