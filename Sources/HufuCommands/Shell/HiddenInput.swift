import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Reading from the terminal with its echo off. Whatever ends the reading puts the echo back: a line, Ctrl-D, and every signal that would
/// end or stop the process meanwhile.
enum HiddenInput {
  static func read<Result>(_ body: () -> Result) -> Result {
    var settings = termios()
    guard tcgetattr(STDIN_FILENO, &settings) == 0 else { return body() }
    let before = settings
    settings.c_lflag &= ~tcflag_t(ECHO)
    // Handlers find both here; nothing may be allocated in them.
    shown.pointee = before
    hidden.pointee = settings
    let handlers = Handlers()
    _ = tcsetattr(STDIN_FILENO, TCSAFLUSH, hidden)
    let result = body()
    _ = tcsetattr(STDIN_FILENO, TCSAFLUSH, shown)
    handlers.restore()
    FileHandle.standardError.write(Data("\n".utf8))
    return result
  }

  fileprivate nonisolated(unsafe) static let shown = UnsafeMutablePointer<termios>.allocate(capacity: 1)
  fileprivate nonisolated(unsafe) static let hidden = UnsafeMutablePointer<termios>.allocate(capacity: 1)

  /// What was done about signals before, for the time of one reading.
  private struct Handlers {
    private static let ending = [SIGINT, SIGTERM, SIGHUP, SIGQUIT]
    private var before: [(signal: Int32, action: sigaction)] = []

    init() {
      for signal in Self.ending { install(signal, leave) }
      install(SIGTSTP, pause)
    }

    private mutating func install(_ number: Int32, _ handler: @escaping @convention(c) (Int32) -> Void) {
      var action = sigaction(), old = sigaction()
      #if canImport(Darwin)
        action.__sigaction_u.__sa_handler = handler
      #elseif canImport(Musl)
        action.__sa_handler.sa_handler = handler
      #else
        action.__sigaction_handler.sa_handler = handler
      #endif
      action.sa_flags = SA_RESTART
      guard sigaction(number, &action, &old) == 0 else { return }
      before.append((number, old))
    }

    func restore() {
      for (number, action) in before {
        var action = action
        _ = sigaction(number, &action, nil)
      }
    }
  }
}

/// Puts the echo back and ends the process as the signal would have done.
private let leave: @convention(c) (Int32) -> Void = { number in
  _ = tcsetattr(STDIN_FILENO, TCSANOW, HiddenInput.shown)
  _ = write(STDERR_FILENO, "\n", 1)
  _ = signal(number, SIG_DFL)
  var waiting = sigset_t()
  sigemptyset(&waiting)
  sigaddset(&waiting, number)
  _ = raise(number)
  _ = pthread_sigmask(SIG_UNBLOCK, &waiting, nil)
}

/// Ctrl-Z: the shell has its echo while the process stands still.
private let pause: @convention(c) (Int32) -> Void = { _ in
  _ = tcsetattr(STDIN_FILENO, TCSANOW, HiddenInput.shown)
  _ = kill(getpid(), SIGSTOP)
  _ = tcsetattr(STDIN_FILENO, TCSANOW, HiddenInput.hidden)
}
