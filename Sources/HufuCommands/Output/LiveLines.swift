import HufuSigning

/// Lines at a terminal's foot that are written over; whatever scrolls by is written above them.
///
/// For a terminal on which cursor movement is welcome (``OutputStream/isColoured(_:)``).
struct LiveLines {
  private let stream: OutputStream
  private var shown = 0

  init(on stream: OutputStream) { self.stream = stream }

  /// Puts lines in the place of those before, each cut to the terminal's width.
  ///
  /// - Parameter above: lines that stay, put over them.
  mutating func show(_ lines: [String], above: [String] = []) {
    let back = shown > 0 ? "\u{1B}[\(shown)A\r\u{1B}[J" : ""
    let cut = lines.map { $0.cut(to: stream.width - 1) }
    stream.write(Array((back + (above + cut).map { $0 + "\n" }.joined()).utf8))
    shown = lines.count
  }

  /// Leaves what is shown where it is; the next lines begin below.
  mutating func keep() { shown = 0 }
}
