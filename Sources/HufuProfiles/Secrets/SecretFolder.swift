import FoundationEssentials
import HufuClient
package import HufuSigning

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The secrets `hufu login` keeps: a folder beside the configuration, mode 0700, with one file a secret, mode 0600.
package struct SecretFolder: Sendable {
  package let path: String

  /// - Parameter config: the configuration's path; `~/.config/hufu/config.yaml` has `~/.config/hufu/secrets`.
  package init(beside config: String) {
    path = URL(filePath: config).deletingLastPathComponent().appending(path: "secrets").path
  }

  /// Where a profile's field is kept.
  package func file(of field: String, in profile: String) -> String { "\(path)/\(profile).\(field)" }

  /// Keeps a secret in a new file.
  ///
  /// - Returns: the reference to it.
  /// - Throws: ``HufuClient/ConfigurationError`` when there is such a file already: it may be another profile's only copy.
  package func keep(_ secret: Secret, of field: String, in profile: String) throws -> SecretReference {
    let file = file(of: field, in: profile)
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch { throw failure(path) }
    let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw errno == EEXIST ? Self.taken(file, field) : failure(file) }
    close(descriptor)
    do {
      try AtomicFile.replace(file, by: secret.bytes + [UInt8(ascii: "\n")], ownersOnly: true)
    } catch {
      unlink(file)
      throw error
    }
    return .file(file)
  }

  /// Takes back what ``keep(_:of:in:)`` has just made.
  package func drop(_ field: String, of profile: String) { unlink(file(of: field, in: profile)) }

  /// Replaces the secret in a file a profile refers to.
  package static func replace(_ path: String, by secret: Secret, environment: [String: String]) throws {
    try AtomicFile.replace(HomePath.expand(path, environment), by: secret.bytes + [UInt8(ascii: "\n")], ownersOnly: true)
  }

  private func failure(_ path: String) -> ConfigurationError {
    let why = String(cString: strerror(errno))
    return ConfigurationError(Bilingual(zh: "写不了文件：\(why)。", en: "The file cannot be written: \(why)."), file: path)
  }

  private static func taken(_ file: String, _ field: String) -> ConfigurationError {
    ConfigurationError(
      zh: "文件 \(file) 已经存在，不覆盖。", en: "The file \(file) exists already and is not overwritten.",
      remedy: Bilingual(
        zh: "确认无用后删除它；要使用它就写 --set \(field)=file:\(file)。",
        en: "Remove it if nothing uses it; to use it, give --set \(field)=file:\(file)."))
  }
}
