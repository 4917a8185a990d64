import Foundation
import HufuClient
import HufuSigning

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension Shell {
  /// The process's own streams, environment and clock.
  package static let system = {
    let readers = Readers()
    var shell = Shell(
      environment: ProcessInfo.processInfo.environment,
      language: Language.chosen(by: ProcessInfo.processInfo.environment),
      output: .file(STDOUT_FILENO, readers),
      errors: .file(STDERR_FILENO, readers),
      readInput: { Array(FileHandle.standardInput.readDataToEndOfFile()) },
      timing: .system,
      entropy: .system)
    shell.readers = readers
    shell.interrupts = Interrupts.stream
    shell.quit = { exit($0.rawValue) }
    if isatty(STDIN_FILENO) == 1 {
      shell.askSecret = askUnseen
      shell.ask = askSeen
      shell.readUnseen = { HiddenInput.read { Array(FileHandle.standardInput.readDataToEndOfFile()) } }
      shell.browse = browser(shell.environment)
    }
    return shell
  }()

  @Sendable private static func askSeen(_ question: String) -> String? {
    FileHandle.standardError.write(Data(question.utf8))
    return readLine()
  }

  /// The desktop's browser, if there is a desktop.
  private static func browser(_ environment: [String: String]) -> (@Sendable (String) -> Void)? {
    #if os(macOS)
      let opener = "open"
    #else
      let opener = "xdg-open"
      guard environment["DISPLAY"] != nil || environment["WAYLAND_DISPLAY"] != nil else { return nil }
    #endif
    return { address in
      let process = Process()
      process.executableURL = URL(filePath: "/usr/bin/env")
      process.arguments = [opener, address]
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try? process.run()
    }
  }

  /// Reads one line, or a PEM block, with the terminal's echo off.
  @Sendable private static func askUnseen(_ question: String) -> String? {
    FileHandle.standardError.write(Data(question.utf8))
    return HiddenInput.read { SecretLines.read { readLine() } }
  }
}

extension OutputStream {
  /// A file descriptor. When its reader has gone the process ends quietly with 0: nobody wants the rest, unless there is work to judge.
  static func file(_ descriptor: Int32, _ readers: Readers) -> OutputStream {
    let isTerminal = isatty(descriptor) == 1
    return OutputStream(isTerminal: isTerminal, size: { isTerminal ? Size(of: descriptor) : Size() }) { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let written = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
        if written > 0 {
          rest = rest.dropFirst(written)
        } else if errno == EPIPE {
          if readers.areMissed { exit(ExitCode.ok.rawValue) }
          return
        } else if errno != EINTR, errno != EAGAIN {
          let why = String(cString: strerror(errno))
          FileHandle.standardError.write(Data("hufu: \(Shell.current.text("不能写输出", "cannot write the output")): \(why)\n".utf8))
          exit(ExitCode.local.rawValue)
        }
      }
    }
  }
}

extension OutputStream.Size {
  fileprivate init(of terminal: Int32) {
    var size = winsize()
    self.init()
    guard ioctl(terminal, UInt(TIOCGWINSZ), &size) == 0 else { return }
    if size.ws_col > 0 { columns = Int(size.ws_col) }
    if size.ws_row > 0 { rows = Int(size.ws_row) }
  }
}

extension Language {
  /// From `HUFU_LANG`, then as C programs do: `LC_ALL`, `LC_MESSAGES`, `LANG`; Chinese for `zh…`, else English.
  static func chosen(by environment: [String: String]) -> Language {
    for name in ["HUFU_LANG", "LC_ALL", "LC_MESSAGES", "LANG"] {
      if let value = environment[name], !value.isEmpty { return value.lowercased().hasPrefix("zh") ? .zh : .en }
    }
    return .en
  }
}
