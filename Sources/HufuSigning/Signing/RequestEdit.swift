/// What signing changes in a request, as bytes ready for the wire.
///
/// One flat buffer holds header lines (`name: value\r\n`), and whatever takes the place of query and body; it is reused from request to
/// request and allocates nothing once warm. ``RequestSigner/sign(_:path:query:body:at:nonce:into:)`` writes one,
/// `APIRequest.applying(_:owned:)` or the sidecar's splice reads it. It is the last edit before the wire.
public struct RequestEdit: Sendable {
  /// What happens to the query or the body. Ranges point into ``text``.
  public enum Change: Sendable, Equatable {
    case keep
    case append(Range<Int>)
    case replace(Range<Int>)
  }

  /// One header line in ``text``. A secret line must not be shown by anything that was not asked for it by name.
  public struct Line: Sendable, Equatable {
    public var name: Range<Int>
    public var value: Range<Int>
    public var isSecret: Bool
  }

  public private(set) var text: [UInt8] = []
  public private(set) var lines: [Line] = []
  public private(set) var query = Change.keep
  public private(set) var body = Change.keep

  public init() {
    text.reserveCapacity(512)
    lines.reserveCapacity(8)
  }

  /// Empties the edit and keeps its memory.
  public mutating func reset() {
    text.removeAll(keepingCapacity: true)
    lines.removeAll(keepingCapacity: true)
    query = .keep
    body = .keep
  }

  /// Sets a header: it takes the place of all lines of that name. `write` appends the value's bytes.
  public mutating func set(_ name: StaticString, secret isSecret: Bool = false, _ write: (inout [UInt8]) -> Void) {
    let start = text.count
    name.withUTF8Buffer { text.append(contentsOf: $0) }
    let nameEnd = text.count
    text.append(UInt8(ascii: ":"))
    text.append(UInt8(ascii: " "))
    let valueStart = text.count
    write(&text)
    lines.append(Line(name: start..<nameEnd, value: valueStart..<text.count, isSecret: isSecret))
    text.append(UInt8(ascii: "\r"))
    text.append(UInt8(ascii: "\n"))
  }

  /// Copies header lines that never change for one credential, written once when the signer was made.
  public mutating func put(_ standing: RequestEdit) {
    let offset = text.count
    text.append(contentsOf: standing.text)
    for line in standing.lines {
      lines.append(
        Line(
          name: line.name.lowerBound + offset..<line.name.upperBound + offset,
          value: line.value.lowerBound + offset..<line.value.upperBound + offset, isSecret: line.isSecret))
    }
  }

  /// Adds to the end of the query; the joining `&` is put by whoever applies the edit.
  public mutating func appendQuery(_ write: (inout [UInt8]) -> Void) { query = .append(written(by: write)) }
  /// Puts a whole new query in place of the old one; without `?`.
  public mutating func replaceQuery(_ write: (inout [UInt8]) -> Void) { query = .replace(written(by: write)) }
  /// Puts a whole new body in place of the old one.
  public mutating func replaceBody(_ write: (inout [UInt8]) -> Void) { body = .replace(written(by: write)) }

  /// A piece of ``text`` as a string.
  public func string(_ range: Range<Int>) -> String { String(decoding: text[range], as: UTF8.self) }

  private mutating func written(by write: (inout [UInt8]) -> Void) -> Range<Int> {
    let start = text.count
    write(&text)
    return start..<text.count
  }
}

extension [UInt8] {
  /// Appends a text's UTF-8 bytes.
  package mutating func put(_ text: String) { append(contentsOf: text.utf8) }
  package mutating func put(_ number: some BinaryInteger) { append(contentsOf: String(number).utf8) }
}
