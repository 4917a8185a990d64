import HufuClient
package import HufuSigning

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What is wrong with a file or folder that holds secrets, for `hufu doctor`. Looking changes nothing. Blocking.
package struct FileTrouble: Sendable, Equatable {
  /// Names the file and says why.
  package var text: Bilingual
  package var remedy: Bilingual

  /// What is wrong with owner and mode; nil for what is missing or ours alone.
  package init?(owning path: String, mode right: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    if status.st_uid != geteuid() {
      text = Bilingual(zh: "\(path) 属于别的用户", en: "\(path) belongs to another user")
      remedy = Bilingual(zh: "改用自己的文件，或执行 chown。", en: "Use a file of your own, or chown it.")
    } else if status.st_mode & S_IFMT != S_IFLNK, status.st_mode & 0o077 != 0 {
      let mode = "0" + String(status.st_mode & 0o777, radix: 8)
      text = Bilingual(zh: "\(path) 对他人开放（\(mode)）", en: "\(path) is open to others (\(mode))")
      remedy = Bilingual(zh: "执行 chmod \(right) \(path)。", en: "Run chmod \(right) \(path).")
    } else {
      return nil
    }
  }

  package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  init(_ text: Bilingual, remedy: Bilingual) {
    self.text = text
    self.remedy = remedy
  }

  fileprivate static func removing(_ path: String, _ why: Bilingual) -> FileTrouble {
    FileTrouble(
      Bilingual(zh: "\(path)：\(why.zh)", en: "\(path): \(why.en)"),
      remedy: Bilingual(zh: "删除它：rm -r \(path)。", en: "Remove it: rm -r \(path)."))
  }
}

extension FileTokenStore {
  /// Everything in the way of storing tokens here, and every file that would not be believed.
  package var troubles: [FileTrouble] {
    let directory = TokenDirectory(path: path)
    guard access(path, F_OK) == 0 else {
      // The folder will be made when it is needed, if that can be.
      var parent = path[...]
      repeat {
        parent = parent[..<(parent.lastIndex(of: "/") ?? parent.startIndex)]
      } while !parent.isEmpty && access(String(parent), F_OK) != 0
      guard access(parent.isEmpty ? "/" : String(parent), W_OK | X_OK) != 0 else { return [] }
      return [
        FileTrouble(
          Bilingual(zh: "\(parent) 不能写入，令牌只能在内存里", en: "\(parent) cannot be written to: tokens stay in memory"),
          remedy: Bilingual(zh: "把 XDG_CACHE_HOME 指向可写的目录。", en: "Point XDG_CACHE_HOME at a folder that can be written to."))
      ]
    }
    do throws(TokenDirectory.Trouble) {
      try directory.check()
    } catch {
      let move = Bilingual(zh: "移走它，或把 XDG_CACHE_HOME 指向别处。", en: "Move it away, or point XDG_CACHE_HOME elsewhere.")
      let trouble = FileTrouble(error.text, remedy: error.remedy ?? move)
      guard error.isReadable else { return [trouble] }
      return [trouble] + directory.names.compactMap { FileTrouble(stored: $0, in: directory) }
    }
    return directory.names.compactMap { FileTrouble(stored: $0, in: directory) }
  }
}

extension FileTrouble {
  fileprivate init?(stored name: String, in directory: TokenDirectory) {
    let path = directory.path + "/" + name
    if name.hasSuffix(".json") {
      switch TokenFile.read(path) {
      case .hostile(let why): self = .removing(path, why)
      case .immovable: self = .removing(path, Bilingual(zh: "是目录", en: "it is a directory"))
      case .token, .missing: return nil
      }
    } else if name.hasSuffix(".lock") {
      guard let why = FileLock.fault(of: path) else { return nil }
      self = .removing(path, why)
    } else if AtomicFile.Draft.isOrphan(name) {
      self = .removing(path, Bilingual(zh: "是被杀掉的进程留下的，里面有令牌", en: "it was left by a killed process and holds a token"))
    } else {
      return nil
    }
  }
}

extension SecretFolder {
  /// What of it others could read.
  package var troubles: [FileTrouble] {
    let names = TokenDirectory(path: path).names
    return [FileTrouble(owning: path, mode: "700")].compactMap { $0 }
      + names.compactMap { FileTrouble(owning: path + "/" + $0, mode: "600") }
  }
}
