import HufuSigning

/// Lines at a terminal's foot that are written over; whatever scrolls by is written above them.
///
/// For a terminal on which cursor movement is welcome (``OutputStream/isLive(_:)``).
struct LiveLines {
  private let stream: OutputStream
  /// How many columns each of the lines took that are shown.
  private var shown: [Int] = []

  init(on stream: OutputStream) { self.stream = stream }

  /// Puts lines in the place of those before, each cut to the terminal's width.
  ///
  /// - Parameter above: lines that stay, put over them.
  mutating func show(_ lines: [String], above: [String] = []) {
    let size = stream.size()
    // A window pulled narrower has broken the lines in it.
    let height = shown.reduce(0) { $0 + max(1, ($1 + size.columns - 1) / size.columns) }
    let back = height > 0 ? "\u{1B}[\(height)A\r\u{1B}[J" : ""
    // What has left the screen at its top cannot be written over.
    let cut = lines.prefix(max(1, size.rows - 1)).map { $0.cut(to: size.columns - 1) }
    stream.write(Array((back + (above + cut).map { $0 + "\n" }.joined()).utf8))
    shown = cut.map(\.columns)
  }

  /// Leaves what is shown where it is; the next lines begin below.
  mutating func keep() { shown = [] }
}
