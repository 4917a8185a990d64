import HufuSigning
import Synchronization

/// A held lock that can be carried across suspensions and let go once.
final class LockBox: Sendable {
  private let lock: Mutex<FileLock?>

  init(_ lock: consuming sending FileLock) { self.lock = Mutex(lock) }

  func release() { lock.withLock { $0 = nil } }
}

/// What a try to lock came to, in a form that can be passed between tasks.
enum LockOutcome: Sendable {
  case held(LockBox)
  case taken(by: Int32?)
  /// There are no locks here.
  case free
  case unusable(Bilingual)
}

extension LockOutcome {
  /// Tries once, aside from whoever waits for it.
  static func attempt(_ path: String) async -> LockOutcome {
    await Task.detached {
      switch FileLock.attempt(path) {
      case .held(let lock): .held(LockBox(lock))
      case .taken(let holder): .taken(by: holder)
      case .unsupported: .free
      case .unusable(let why): .unusable(why)
      }
    }.value
  }
}
