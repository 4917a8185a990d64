import HufuClient
import HufuSigning

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// One stored token: a small JSON file, mode 0600, put in place in one step. Blocking; call it from a detached task.
enum TokenFile {
  /// The largest file that is read, in bytes.
  static let limit = 64 << 10

  /// What a file held.
  enum Content: Equatable {
    case token(AccessToken)
    case missing
    /// Not ours to believe: truncated, no JSON, foreign, a symlink, open to others. It will be replaced, never read.
    case hostile(Bilingual)
  }

  static func read(_ path: String) -> Content {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else {
      switch errno {
      case ENOENT: return .missing
      case ELOOP: return .hostile(Bilingual(zh: "是符号链接", en: "it is a symlink"))
      default: return .hostile(Bilingual(zh: String(cString: strerror(errno)), en: String(cString: strerror(errno))))
      }
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      return .hostile(Bilingual(zh: "不是普通文件", en: "it is no plain file"))
    }
    guard status.st_uid == geteuid() else { return .hostile(Bilingual(zh: "属于别人", en: "it belongs to somebody else")) }
    guard status.st_mode & 0o077 == 0 else { return .hostile(Bilingual(zh: "对他人开放", en: "it is open to others")) }
    var bytes = [UInt8](repeating: 0, count: limit + 1)
    var count = 0
    while count <= limit {
      let got = bytes.withUnsafeMutableBytes { Self.readSome(descriptor, $0, count) }
      if got < 0, errno == EINTR { continue }
      guard got > 0 else { break }
      count += got
    }
    guard count <= limit, let token = AccessToken(stored: Array(bytes.prefix(count))) else {
      return .hostile(Bilingual(zh: "内容残缺或不是令牌", en: "it is torn, or holds no token"))
    }
    return .token(token)
  }

  private static func readSome(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer, _ offset: Int) -> Int {
    let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[offset...])
    #if canImport(Glibc)
      return Glibc.read(descriptor, rest.baseAddress, rest.count)
    #elseif canImport(Musl)
      return Musl.read(descriptor, rest.baseAddress, rest.count)
    #else
      return Darwin.read(descriptor, rest.baseAddress, rest.count)
    #endif
  }

  /// Writes beside the file, syncs, renames, and syncs the folder: after this the token survives a power cut.
  static func write(_ token: AccessToken, of key: TokenKey, to path: String, in folder: String) throws(TokenDirectory.Trouble) {
    let draft = "\(path).\(getpid())"
    unlink(draft)
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw trouble(path) }
    var rest = token.storedText(of: key)[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { writeSome(descriptor, $0) }
      if written < 0, errno == EINTR { continue }
      guard written > 0 else {
        close(descriptor)
        unlink(draft)
        throw trouble(path)
      }
      rest = rest.dropFirst(written)
    }
    guard fsync(descriptor) == 0, close(descriptor) == 0, rename(draft, path) == 0 else {
      unlink(draft)
      throw trouble(path)
    }
    let directory = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if directory >= 0 {
      fsync(directory)
      close(directory)
    }
  }

  private static func writeSome(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    #if canImport(Glibc)
      return Glibc.write(descriptor, bytes.baseAddress, bytes.count)
    #elseif canImport(Musl)
      return Musl.write(descriptor, bytes.baseAddress, bytes.count)
    #else
      return Darwin.write(descriptor, bytes.baseAddress, bytes.count)
    #endif
  }

  private static func trouble(_ path: String) -> TokenDirectory.Trouble {
    let why = String(cString: strerror(errno))
    return TokenDirectory.Trouble(text: Bilingual(zh: "不能写 \(path)：\(why)", en: "cannot write \(path): \(why)"))
  }
}
