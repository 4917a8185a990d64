#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A small file read in one go, with the permissions it had while it was read.
struct LocalFile {
  var bytes: [UInt8]
  /// Whether group or others may read, write or run it.
  var isOpenToOthers: Bool
  /// Whether it belongs to who runs this process.
  var isOurs: Bool
  /// Whether it belongs to root, who can write every file anyway.
  var isRoots: Bool
  var isRegular: Bool

  enum Failure: Error, Equatable {
    case missing
    /// The system's words for it.
    case unreadable(String)
    case tooLarge
  }

  /// - Parameter followsLinks: whether a symlink or a pipe in its place is read through. Else a symlink is unreadable, what is no plain file
  ///   is not read (``bytes`` stay empty), and nothing waits for a pipe's other end.
  init(_ path: String, limit: Int = 1 << 20, followsLinks: Bool = true) throws(Failure) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | (followsLinks ? 0 : O_NOFOLLOW | O_NONBLOCK))
    guard descriptor >= 0 else { throw errno == ENOENT ? .missing : .unreadable(String(cString: strerror(errno))) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .unreadable(String(cString: strerror(errno))) }
    guard status.st_mode & S_IFMT != S_IFDIR else { throw .unreadable("Is a directory") }
    isOpenToOthers = status.st_mode & 0o077 != 0
    isOurs = status.st_uid == geteuid()
    isRoots = status.st_uid == 0
    isRegular = status.st_mode & S_IFMT == S_IFREG
    bytes = []
    guard followsLinks || isRegular else { return }
    var chunk = [UInt8](repeating: 0, count: 16 << 10)
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .unreadable(String(cString: strerror(errno))) }
      if count == 0 { return }
      bytes += chunk.prefix(count)
      guard bytes.count <= limit else { throw .tooLarge }
    }
  }
}
