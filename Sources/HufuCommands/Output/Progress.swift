import HufuSigning

/// How far long work is: one line on standard error that is written over, on a terminal only.
struct Progress {
  private let shell: Shell
  private let name: String
  private var isShown = false

  init(_ name: String, in shell: Shell) {
    self.shell = shell
    self.name = name
  }

  mutating func update(_ done: Int, of total: Int64?) {
    guard shell.errors.isTerminal else { return }
    let whole = total.map { "/\($0)" } ?? ""
    shell.errors.write(Array("\r\u{1B}[K\(shell.text("读取", "reading")) \(name): \(done)\(whole)".utf8))
    isShown = true
  }

  mutating func clear() {
    guard isShown else { return }
    shell.errors.write(Array("\r\u{1B}[K".utf8))
    isShown = false
  }
}
