/// A secret as it comes to a prompt: one line, or all the lines of a PEM block.
enum SecretLines {
  /// - Parameter line: the next line; nil at the end of the input.
  /// - Returns: nil when there was nothing at all.
  static func read(_ line: () -> String?) -> String? {
    guard let first = line() else { return nil }
    guard isOpen(first) else { return first }
    var lines = [first]
    while let next = line() {
      lines.append(next)
      if next.contains(end) { break }
    }
    return lines.joined(separator: "\n")
  }

  /// Whether a text begins a PEM block and does not end it.
  static func isOpen(_ text: String) -> Bool { text.drop { $0.isWhitespace }.hasPrefix(begin) && !text.contains(end) }

  private static let begin = "-----BEGIN ", end = "-----END "
}
