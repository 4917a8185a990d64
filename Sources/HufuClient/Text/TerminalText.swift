/// Makes what a program wrote for a terminal fit to be shown line by line, anywhere: colours stay, everything that moves a terminal goes.
///
/// Use it for logs of other machines, before they become a ``LogLine``. Where even colours are unwanted, drop the rest with the caller's own rule.
package enum TerminalText {
  /// The lines of a text as they would have stood on a screen in the end: of what carriage returns overwrote, the last writing counts.
  package static func lines(of text: String) -> [String] {
    guard text.utf8.contains(where: { $0 == 0x0A || $0 == 0x0D }) else { return [coloured(text)] }
    let isEnd = text.last == "\n" || text.last == "\r\n"
    return (isEnd ? text.dropLast() : text[...]).split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }.map { line in
      let writings = line.split(separator: "\r").lazy.map { coloured(String($0)) }
      return writings.last { !$0.isEmpty } ?? ""
    }
  }

  /// One line with its colour escapes (SGR) and no other escape sequence or control character; a tab becomes four spaces.
  ///
  /// A colour that is still on at the end is switched off there, so that it cannot run into what is printed next.
  package static func coloured(_ line: String) -> String {
    guard line.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == 0xC2 || $0 == 0xE2 }) else { return line }
    var result = String.UnicodeScalarView()
    var rest = line.unicodeScalars[...]
    var isColourOn = false
    while let scalar = rest.popFirst() {
      switch scalar.value {
      case 0x09: result.append(contentsOf: "    ".unicodeScalars)
      case 0x1B: sequence(&rest, into: &result, &isColourOn)
      case 0x9B: control(&rest, into: &result, &isColourOn)
      case 0x90, 0x98, 0x9D, 0x9E, 0x9F: skipString(&rest)
      // Control characters, and marks that turn the direction of writing.
      case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: continue
      default: result.append(scalar)
      }
    }
    if isColourOn { result.append(contentsOf: "\u{1B}[0m".unicodeScalars) }
    return String(result)
  }

  /// What follows an escape (ECMA-48): `[` a control sequence, `]` `P` `X` `^` `_` a string, else intermediates and one final character.
  private static func sequence(
    _ rest: inout Substring.UnicodeScalarView, into result: inout String.UnicodeScalarView, _ isColourOn: inout Bool
  ) {
    switch rest.first {
    case "[":
      rest.removeFirst()
      control(&rest, into: &result, &isColourOn)
    case "]", "P", "X", "^", "_":
      rest.removeFirst()
      skipString(&rest)
    default:
      while let next = rest.first, (0x20...0x2F).contains(next.value) { rest.removeFirst() }
      if let final = rest.first, (0x30...0x7E).contains(final.value) { rest.removeFirst() }
    }
  }

  /// A control sequence after its introducer; kept when it is a colour.
  private static func control(
    _ rest: inout Substring.UnicodeScalarView, into result: inout String.UnicodeScalarView, _ isColourOn: inout Bool
  ) {
    let body = rest.prefix { (0x20...0x3F).contains($0.value) }
    rest = rest[body.endIndex...]
    guard let final = rest.first, (0x40...0x7E).contains(final.value) else { return }
    rest.removeFirst()
    guard final == "m", body.count <= longestColour, body.allSatisfy({ ("0"..."9").contains($0) || $0 == ";" || $0 == ":" }) else { return }
    result.append(contentsOf: "\u{1B}[".unicodeScalars)
    result.append(contentsOf: body)
    result.append("m")
    isColourOn = !body.allSatisfy { $0 == "0" || $0 == ";" }
  }

  /// A string up to its terminator: the bell, or ST in either spelling. One that does not end takes the rest of the line.
  private static func skipString(_ rest: inout Substring.UnicodeScalarView) {
    while let scalar = rest.popFirst() {
      if scalar == "\u{7}" || scalar == "\u{9C}" { return }
      if scalar == "\u{1B}", rest.first == "\\" {
        rest.removeFirst()
        return
      }
    }
  }

  /// More parameters than any program sends are no colour.
  private static let longestColour = 64
}
