import HufuClient
import Testing

/// Colours stay; nothing that moves a terminal does.
@Suite struct TerminalTextTests {
  @Test(
    arguments: [
      ("plain 中文 🐯", "plain 中文 🐯"),
      ("\u{1B}[1;31mred\u{1B}[0m", "\u{1B}[1;31mred\u{1B}[0m"),
      ("\u{1B}[38;2;1;2;3mx\u{1B}[m", "\u{1B}[38;2;1;2;3mx\u{1B}[m"),
      ("\u{1B}[4:3mx\u{1B}[0m", "\u{1B}[4:3mx\u{1B}[0m"),
      ("a\u{1B}[2J\u{1B}[10;20Hb\u{1B}[1A\u{1B}[Kc", "abc"),
      ("\u{1B}[?25l\u{1B}[?1049hx", "x"),
      // A private sequence that ends in m is no colour.
      ("\u{1B}[>4;2mx", "x"),
      ("\u{1B}]0;title\u{7}x", "x"),
      ("\u{1B}]8;;https://evil.example\u{1B}\\link\u{1B}]8;;\u{1B}\\", "link"),
      ("\u{1B}]52;c;aGFoYQ==\u{7}x", "x"),
      ("\u{1B}P1$qm\u{1B}\\x", "x"),
      ("\u{1B}_secret\u{1B}\\x\u{1B}^y\u{1B}\\", "x"),
      ("\u{1B}]0;never ends", ""),
      ("a\u{1B}", "a"), ("a\u{1B}[", "a"), ("a\u{1B}[31", "a"),
      ("\u{1B}(Bx\u{1B}=\u{1B}7\u{1B}cy", "xy"),
      ("a\u{8}\u{7}\u{0}b\u{B}\u{C}\u{7F}", "ab"),
      ("a\tb", "a    b"),
      // The same in eight bits.
      ("\u{9B}31mx\u{9B}0m\u{9B}2J\u{9D}0;t\u{9C}\u{85}", "\u{1B}[31mx\u{1B}[0m"),
      ("right\u{202E}left\u{2066}", "rightleft"),
    ]) func `a line is cleaned`(line: String, clean: String)
  {
    #expect(TerminalText.coloured(line) == clean)
    #expect(TerminalText.coloured(clean) == clean)
  }

  @Test func `a colour ends with its line`() {
    #expect(TerminalText.coloured("\u{1B}[31mred") == "\u{1B}[31mred\u{1B}[0m")
    #expect(TerminalText.coloured("\u{1B}[31mred\u{1B}[0;0m") == "\u{1B}[31mred\u{1B}[0;0m")
  }

  @Test func `parameters without end are no colour`() {
    #expect(TerminalText.coloured("\u{1B}[" + String(repeating: "1;", count: 100) + "mx") == "x")
  }

  @Test(
    arguments: [
      ("one\ntwo", ["one", "two"]), ("one\r\ntwo\r\n", ["one", "two"]), ("", [""]), ("\n", [""]), ("a\n\nb", ["a", "", "b"]),
      ("10%\r20%\r", ["20%"]), ("done\r\u{1B}[K", ["done"]), ("a\rb\nc\rd", ["b", "d"]),
    ]) func `a text is what stood on the screen in the end`(text: String, lines: [String])
  {
    #expect(TerminalText.lines(of: text) == lines)
  }
}
