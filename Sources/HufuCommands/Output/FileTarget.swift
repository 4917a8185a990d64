import HufuClient
import HufuSigning

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The file of `-o FILE`: a regular file is written beside its place and put there when whole; a device, a pipe or a symlink's target is
/// written through; `-` is standard output.
final class FileTarget: Sendable {
  private let descriptor: Int32
  /// Where the finished draft goes; nil when there is no draft.
  private let destination: String?
  private let draft: String?
  private let path: String

  /// - Parameter isPrivate: the content holds secrets: only the owner may read the file.
  /// - Throws: ``LocalError`` when the file cannot be written.
  init(_ path: String, isPrivate: Bool) throws {
    self.path = path
    var place = path
    var link = stat()
    if lstat(path, &link) == 0, link.st_mode & S_IFMT == S_IFLNK, access(path, F_OK) != 0 { throw Self.cannotWrite(path) }
    if let real = realpath(path, nil) {
      place = String(cString: real)
      free(real)
    }
    var status = stat()
    let exists = stat(place, &status) == 0
    if exists, status.st_mode & S_IFMT != S_IFREG {
      descriptor = open(place, O_WRONLY | O_CLOEXEC)
      (destination, draft) = (nil, nil)
    } else {
      guard !exists || access(place, W_OK) == 0 else { throw Self.cannotWrite(path) }
      let mode: mode_t = isPrivate ? 0o600 : exists ? status.st_mode & 0o777 : 0o644
      let name = "\(place).hufu-\(getpid())"
      descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode)
      (destination, draft) = (place, name)
    }
    guard descriptor >= 0 else { throw Self.cannotWrite(path) }
  }

  /// - Throws: ``LocalError`` when the disk is full, say.
  func write(_ bytes: [UInt8]) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { throw Self.cannotWrite(path) }
      rest = rest.dropFirst(written)
    }
  }

  /// Puts the whole file in place.
  func finish() throws {
    guard close(descriptor) == 0, draft == nil || rename(draft ?? "", destination ?? "") == 0 else {
      discard()
      throw Self.cannotWrite(path)
    }
  }

  /// Leaves everything as it was.
  func discard() { if let draft { unlink(draft) } }

  private static func cannotWrite(_ path: String) -> LocalError {
    let why = String(cString: strerror(errno))
    return LocalError(
      zh: "不能写文件 \(path)：\(why)。", en: "Cannot write the file \(path): \(why).",
      remedy: Bilingual(zh: "检查目录、权限和磁盘空间。", en: "Check the directory, its permissions and the space left."))
  }
}

/// libc's `write`, by a name that no method hides.
func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int { write(descriptor, bytes, count) }
