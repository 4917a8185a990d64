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

  /// Why the folder cannot be used.
  struct Trouble: Error, Equatable {
    var text: Bilingual
    var remedy: Bilingual?
    /// Whether what is stored there is ours all the same.
    var isReadable = false
  }

  /// Makes the folder where it is missing, and refuses one that others can write to or read, or where nothing can be stored.
  func prepare() throws(Trouble) {
    guard path.hasPrefix("/") else {
      throw Trouble(
        text: Bilingual(zh: "\(path) 不是完整路径", en: "\(path) is no full path"),
        remedy: Bilingual(zh: "设置 HOME 或 XDG_CACHE_HOME。", en: "Set HOME or XDG_CACHE_HOME."))
    }
    var made = ""
    for part in path.split(separator: "/") {
      made += "/" + part
      if mkdir(made, 0o700) != 0, errno != EEXIST, errno != EROFS || access(made, F_OK) != 0 {
        throw trouble("不能创建 \(made)", "cannot make \(made)")
      }
    }
    try check()
  }

  /// Judges the folder that is there.
  func check() throws(Trouble) {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw Trouble(text: Bilingual(zh: "\(path) 不是目录", en: "\(path) is no directory"))
    }
    guard status.st_uid == geteuid() else { throw Trouble(text: Bilingual(zh: "\(path) 属于别人", en: "\(path) belongs to somebody else")) }
    guard status.st_mode & 0o077 == 0 else {
      let remedy = "chmod 700 \(path)"
      throw Trouble(
        text: Bilingual(zh: "\(path) 对他人开放；执行 \(remedy)", en: "\(path) is open to others; run \(remedy)"),
        remedy: Bilingual(zh: "执行 \(remedy)。", en: "Run \(remedy)."))
    }
    guard access(path, W_OK | X_OK) == 0 else {
      var trouble = trouble("\(path) 不能写入", "\(path) cannot be written to")
      trouble.remedy = Bilingual(
        zh: "让它可写（chmod 700），或把 XDG_CACHE_HOME 指向可写的目录。",
        en: "Make it writable (chmod 700), or point XDG_CACHE_HOME at a folder that is.")
      trouble.isReadable = true
      throw trouble
    }
  }

  func file(_ key: TokenKey) -> String { path + "/" + key.name + ".json" }
  func lock(_ key: TokenKey) -> String { path + "/" + key.name + ".lock" }

  /// The names of all token files.
  var files: [String] { names.filter { $0.hasSuffix(".json") } }

  /// The names of everything in it, in order.
  var names: [String] {
    guard let directory = opendir(path) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Removes a token's file; whether there was one.
  func remove(_ key: TokenKey) throws(Trouble) -> Bool {
    guard unlink(file(key)) != 0 else { return true }
    guard errno == ENOENT else { throw trouble("不能删除 \(file(key))", "cannot remove \(file(key))") }
    return false
  }

  /// Removes what processes that were killed left of a token; they hold its secrets.
  func sweep(_ key: TokenKey) {
    for name in names where name.hasPrefix(key.name + ".json.") && AtomicFile.Draft.isOrphan(name) { unlink(path + "/" + name) }
  }

  private func trouble(_ zh: String, _ en: String) -> Trouble {
    let why = String(cString: strerror(errno))
    return Trouble(text: Bilingual(zh: "\(zh)：\(why)", en: "\(en): \(why)"))
  }
}
