import FoundationEssentials
import HufuClient
import HufuSigning

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file that is replaced in one step: readers see the old text or the new one, never half of it.
enum AtomicFile {
  /// A new file, and a new folder, are for their owner alone; an old file keeps its mode, a link what it points to.
  ///
  /// - Parameter ownersOnly: takes an old file from group and others too.
  static func replace(_ path: String, by bytes: [UInt8], ownersOnly: Bool) throws {
    let target = realPath(path)
    try makeFolder(of: target)
    var status = stat()
    let mode = stat(target, &status) == 0 ? status.st_mode & (ownersOnly ? 0o700 : 0o777) : 0o600
    do {
      try write(bytes, to: target, mode: mode)
    } catch {
      throw ConfigurationError(Bilingual(zh: "写不了文件：\(error.reason)。", en: "The file cannot be written: \(error.reason)."), file: path)
    }
  }

  /// Makes the folder a file is to stand in, for its owner alone.
  static func makeFolder(of path: String) throws {
    let folder = URL(filePath: path).deletingLastPathComponent().path
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw failure(path)
    }
  }

  /// Removes a file; whether there was one.
  static func remove(_ path: String) -> Bool { unlink(path) == 0 }

  /// What a link leads to, where there is something.
  static func realPath(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// The system's words for why nothing was written.
  struct Failure: Error, Equatable {
    var reason: String
    init() { reason = String(cString: strerror(errno)) }
  }

  /// Writes beside the file, syncs, renames, and syncs the folder: after this it survives a power cut. A link in its place is replaced.
  static func write(_ bytes: [UInt8], to target: String, mode: mode_t) throws(Failure) {
    try Draft(of: target).commit(bytes, mode: mode)
  }

  private static func failure(_ path: String) -> ConfigurationError {
    let why = String(cString: strerror(errno))
    return ConfigurationError(Bilingual(zh: "写不了文件：\(why)。", en: "The file cannot be written: \(why)."), file: path)
  }
}
