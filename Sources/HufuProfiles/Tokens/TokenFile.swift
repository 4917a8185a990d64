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
    /// A directory in its place: neither read nor replaced.
    case immovable
  }

  static func read(_ path: String) -> Content {
    do {
      let file = try LocalFile(path, limit: limit, followsLinks: false)
      guard file.isRegular else { return .hostile(Bilingual(zh: "不是普通文件", en: "it is no plain file")) }
      guard file.isOurs else { return .hostile(Bilingual(zh: "属于别人", en: "it belongs to somebody else")) }
      guard !file.isOpenToOthers else { return .hostile(Bilingual(zh: "对他人开放", en: "it is open to others")) }
      guard let token = AccessToken(stored: file.bytes) else {
        return .hostile(Bilingual(zh: "内容残缺或不是令牌", en: "it is torn, or holds no token"))
      }
      return .token(token)
    } catch {
      switch error {
      case .missing: return .missing
      case .unreadable where isDirectory(path): return .immovable
      case .unreadable(let why): return .hostile(Bilingual(zh: "读不了：\(why)", en: "it cannot be read: \(why)"))
      case .tooLarge: return .hostile(Bilingual(zh: "太大", en: "it is too large"))
      }
    }
  }

  /// A successor with room for a token, before there is one.
  static func draft(of path: String) throws(AtomicFile.Failure) -> AtomicFile.Draft { try AtomicFile.Draft(of: path, room: 8 << 10) }

  /// After this the token survives a power cut.
  static func write(_ token: AccessToken, of key: TokenKey, by draft: AtomicFile.Draft) throws(AtomicFile.Failure) {
    try draft.commit(token.storedText(of: key), mode: 0o600)
  }

  private static func isDirectory(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
