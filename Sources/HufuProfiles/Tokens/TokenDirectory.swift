import HufuClient
import HufuSigning

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The folder of token files: ours alone, mode 0700, made when needed. Blocking; call it from a detached task.
struct TokenDirectory: Sendable {
  let path: String

  /// `~/.cache/hufu/tokens`, below `XDG_CACHE_HOME` where that is set.
  static func standardPath(_ environment: [String: String]) -> String {
    let folder = environment["XDG_CACHE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? HomePath.expand("~/.cache", environment)
    return folder + "/hufu/tokens"
  }

  /// Why the folder, or a file in it, cannot be used. Tokens then stay in memory.
  struct Trouble: Error, Equatable {
    var text: Bilingual
  }

  /// Makes the folder where it is missing, and refuses one that others can write to or read.
  func prepare() throws(Trouble) {
    var made = ""
    for part in path.split(separator: "/") {
      made += "/" + part
      if mkdir(made, 0o700) != 0, errno != EEXIST, errno != EROFS || access(made, F_OK) != 0 {
        throw trouble("不能创建 \(made)", "cannot make \(made)")
      }
    }
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw Trouble(text: Bilingual(zh: "\(path) 不是目录", en: "\(path) is no directory"))
    }
    guard status.st_uid == geteuid() else { throw Trouble(text: Bilingual(zh: "\(path) 属于别人", en: "\(path) belongs to somebody else")) }
    guard status.st_mode & 0o077 == 0 else {
      throw Trouble(text: Bilingual(zh: "\(path) 对他人开放；执行 chmod 700 \(path)", en: "\(path) is open to others; run chmod 700 \(path)"))
    }
  }

  func file(_ key: TokenKey) -> String { path + "/" + key.name + ".json" }
  func lock(_ key: TokenKey) -> String { path + "/" + key.name + ".lock" }

  /// The names of all token files.
  var files: [String] {
    guard let directory = opendir(path) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasSuffix(".json") { names.append(name) }
    }
    return names.sorted()
  }

  private func trouble(_ zh: String, _ en: String) -> Trouble {
    let why = String(cString: strerror(errno))
    return Trouble(text: Bilingual(zh: "\(zh)：\(why)", en: "\(en): \(why)"))
  }
}
