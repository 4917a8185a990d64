import FoundationEssentials
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension AtomicFile {
  /// A file's successor, beside it under a name of its own: it exists, and has room on the disk, before it is known what will be in it.
  ///
  /// ``commit(_:mode:)`` it or ``discard()`` it, once. Blocking.
  struct Draft: Sendable {
    private let target: String
    private let path: String
    private let descriptor: CInt

    /// - Parameter room: how many bytes of the disk are taken for it at once.
    init(of target: String, room: Int = 0) throws(Failure) {
      self.target = target
      let serial = Self.serial.withLock { serial in
        serial += 1
        return serial
      }
      path = "\(target).\(getpid())-\(serial)\(Self.suffix)"
      unlink(path)
      descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
      guard descriptor >= 0 else { throw Failure() }
      guard room > 0 else { return }
      guard Self.put([UInt8](repeating: UInt8(ascii: " "), count: room), into: descriptor), fsync(descriptor) == 0 else {
        let failure = Failure()
        discard()
        throw failure
      }
    }

    /// Takes the file's place.
    func commit(_ bytes: [UInt8], mode: mode_t) throws(Failure) {
      let isWritten =
        Self.put(bytes, into: descriptor) && ftruncate(descriptor, off_t(bytes.count)) == 0 && fchmod(descriptor, mode) == 0
        && fsync(descriptor) == 0
      let failure = Failure()
      guard isWritten else {
        discard()
        throw failure
      }
      guard close(descriptor) == 0, rename(path, target) == 0 else {
        let failure = Failure()
        unlink(path)
        throw failure
      }
      let directory = open(URL(filePath: target).deletingLastPathComponent().path, O_RDONLY | O_CLOEXEC)
      if directory >= 0 {
        fsync(directory)
        close(directory)
      }
    }

    func discard() {
      close(descriptor)
      unlink(path)
    }

    static let suffix = ".new"
    private static let serial = Mutex<UInt64>(0)

    /// Whether this is the name of a draft whose process is gone: it was killed, and nobody else will remove it.
    static func isOrphan(_ name: String) -> Bool {
      guard name.hasSuffix(suffix), let owner = name.dropLast(suffix.count).split(separator: ".").last,
        let process = owner.split(separator: "-").first.flatMap({ pid_t($0) }), process > 0
      else { return false }
      return kill(process, 0) != 0 && errno == ESRCH
    }

    private static func put(_ bytes: [UInt8], into descriptor: CInt) -> Bool {
      var done = 0
      while done < bytes.count {
        let count = bytes.withUnsafeBytes { pwrite(descriptor, $0.baseAddress! + done, $0.count - done, off_t(done)) }
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return false }
        done += count
      }
      return true
    }
  }
}
