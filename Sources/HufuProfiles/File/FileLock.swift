import HufuSigning

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A lock between processes: an open file description with `flock` on it, dropped by the kernel with the process.
///
/// The lock file is a file of its own and is never renamed or removed, so everybody locks the same one.
struct FileLock: ~Copyable {
  private let descriptor: Int32

  /// What one try can come to.
  enum Outcome: ~Copyable {
    case held(FileLock)
    /// Another process has it; its id, if it wrote it down.
    case taken(by: Int32?)
    /// There are no locks here (some network file systems).
    case unsupported
    /// The lock file is a symlink, foreign, or cannot be opened.
    case unusable(Bilingual)
  }

  /// Tries once, without waiting.
  static func attempt(_ path: String) -> Outcome {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else {
      let reason = String(cString: strerror(errno))
      return .unusable(Bilingual(zh: reason, en: reason))
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0, isOurs(status) else {
      close(descriptor)
      return .unusable(notOurs)
    }
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      let reason = errno
      if reason == EINTR { continue }
      defer { close(descriptor) }
      guard reason == EWOULDBLOCK else { return .unsupported }
      return .taken(by: holder(descriptor))
    }
    // For the message of those who wait; the lock itself is the kernel's.
    let me = Array("\(getpid())\n".utf8)
    if ftruncate(descriptor, 0) == 0 { _ = pwrite(descriptor, me, me.count, 0) }
    return .held(FileLock(descriptor: descriptor))
  }

  /// Why the lock file that is there cannot be used; nil when it can.
  static func fault(of path: String) -> Bilingual? {
    var status = stat()
    return lstat(path, &status) == 0 && !isOurs(status) ? notOurs : nil
  }

  private static func isOurs(_ status: stat) -> Bool {
    status.st_mode & S_IFMT == S_IFREG && status.st_uid == geteuid() && status.st_mode & 0o077 == 0
  }

  private static let notOurs = Bilingual(
    zh: "不是普通文件、属于别人或对他人开放", en: "it is no plain file, belongs to somebody else, or is open to others")

  private static func holder(_ descriptor: Int32) -> Int32? {
    var bytes = [UInt8](repeating: 0, count: 16)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    guard count > 0 else { return nil }
    return Int32(String(decoding: bytes.prefix(count), as: UTF8.self).prefix { $0.isNumber })
  }

  private init(descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }
}
