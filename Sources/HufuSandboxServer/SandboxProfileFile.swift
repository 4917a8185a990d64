public import HufuClient
import HufuSandbox
public import HufuSigning

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The file of `hufu sandbox --write-profiles`.
public enum SandboxProfileFile {
  /// Writes the text of ``HufuSandbox/SandboxProfiles`` to a file only its owner can read.
  ///
  /// A new file is created with mode 0600 and without following a symlink. An existing one is replaced, in one step, only if this command
  /// wrote it (its first line says so), it is a plain file and ours; anything else is left alone, since it may be somebody's configuration.
  ///
  /// - Throws: ``SandboxProfileFileError``.
  public static func save(_ yaml: String, to path: String) throws(SandboxProfileFileError) {
    let text = Array(yaml.utf8)
    do {
      try create(path, holding: text)
    } catch where error.code == EEXIST {
      guard isOurs(path) else { throw .foreign(path) }
      let draft = "\(path).\(getpid()).new"
      try create(draft, holding: text)
      guard rename(draft, path) == 0 else {
        let code = errno
        unlink(draft)
        throw SandboxProfileFileError(path, code: code)
      }
    }
  }

  private static func create(_ path: String, holding text: [UInt8]) throws(SandboxProfileFileError) {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw SandboxProfileFileError(path, code: errno) }
    defer { close(file) }
    var rest = text[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
      guard count > 0 || errno == EINTR else {
        let code = errno
        unlink(path)
        throw SandboxProfileFileError(path, code: code)
      }
      rest = rest.dropFirst(max(count, 0))
    }
    guard fsync(file) == 0 else { throw SandboxProfileFileError(path, code: errno) }
  }

  /// Whether this command wrote the file and it belongs to the caller.
  private static func isOurs(_ path: String) -> Bool {
    let file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { return false }
    defer { close(file) }
    var facts = stat()
    guard fstat(file, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG, facts.st_uid == geteuid() else { return false }
    let marker = Array((SandboxProfiles.marker + "\n").utf8)
    var opening = [UInt8](repeating: 0, count: marker.count)
    return read(file, &opening, opening.count) == marker.count && opening == marker
  }
}

/// A profile file that could not be written.
public struct SandboxProfileFileError: ExplainedError, Equatable {
  public var message: Bilingual
  public var remedy: Bilingual?
  public var kind: ErrorKind { .local }
  /// The system's error number; 0 for a file that is not ours.
  var code: Int32 = 0

  init(_ path: String, code: Int32) {
    let reason = String(cString: strerror(code))
    message = Bilingual(zh: "无法写入 \(path)：\(reason)。", en: "Cannot write \(path): \(reason).")
    self.code = code
  }

  private init(_ message: Bilingual, remedy: Bilingual) {
    self.message = message
    self.remedy = remedy
  }

  static func foreign(_ path: String) -> SandboxProfileFileError {
    SandboxProfileFileError(
      Bilingual(zh: "\(path) 已存在，且不是 hufu sandbox 写的，未改动。", en: "\(path) exists and was not written by hufu sandbox; it is left as it is."),
      remedy: Bilingual(zh: "换一个文件名，或先移走它。", en: "Choose another name, or move it away first."))
  }
}
