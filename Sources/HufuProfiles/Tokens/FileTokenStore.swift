public import HufuClient
import HufuSigning
import Synchronization

/// Tokens in files, shared by all processes of one user (DESIGN.md §4).
///
/// `~/.cache/hufu/tokens/` (XDG), mode 0700; a data file and a lock file per key. Where the folder cannot be used, tokens stay in memory and
/// one notice says so. Where locks do not exist, processes go on without them, with one notice.
public final class FileTokenStore: TokenStore {
  public let path: String
  private let directory: TokenDirectory
  private let timing: Timing
  private let entropy: Entropy
  private let notice: @Sendable (Notice) -> Void
  private let told = Mutex<Set<String>>([])

  /// How long a process waits for another one's fetch.
  public static let patience = Duration.seconds(45)

  public init(
    path: String, timing: Timing = .system, entropy: Entropy = .system, notice: @escaping @Sendable (Notice) -> Void = { _ in }
  ) {
    self.path = path
    directory = TokenDirectory(path: path)
    self.timing = timing
    self.entropy = entropy
    self.notice = notice
  }

  func lockPath(_ key: TokenKey) -> String { directory.lock(key) }

  /// The folder of this user.
  public static func standardPath(_ environment: [String: String]) -> String { TokenDirectory.standardPath(environment) }

  public func token(
    _ key: TokenKey, isGood: @escaping @Sendable (AccessToken) -> Bool,
    make: @escaping @Sendable (_ previous: AccessToken?) async throws -> AccessToken
  ) async throws -> AccessToken {
    guard await isUsable() else { return try await make(nil) }
    let end = timing.now() + Self.patience
    var pause = 5.0
    while true {
      // Read first: most who wait never need the lock.
      if case .token(let token) = await read(key), isGood(token) { return token }
      switch await attempt(key) {
      case .held(let lock):
        return try await renewed(key, isGood: isGood, make: make, holding: lock)
      case .free:
        tellOnce(.token, zh: "\(path) 不支持文件锁；多个进程可能各取一次令牌。", en: "\(path) has no file locks; processes may each fetch a token.")
        return try await renewed(key, isGood: isGood, make: make, holding: nil)
      case .unusable(let why):
        tellOnce(.token, zh: "令牌的锁文件不可用（\(why)）；令牌只在内存里。", en: "the token's lock file cannot be used (\(why)); tokens stay in memory.")
        return try await make(nil)
      case .taken(let holder):
        guard timing.now() < end else { throw Self.waitedTooLong(holder) }
        try await timing.sleep(.milliseconds(Int64(pause * (0.5 + entropy.unit()))))
        pause = min(pause * 1.6, 100)
      }
    }
  }

  public func put(_ token: AccessToken, for key: TokenKey) async throws {
    guard await isUsable() else { return }
    await write(token, key)
  }

  public func stored(_ key: TokenKey) async throws -> AccessToken? {
    if case .token(let token) = await read(key) { token } else { nil }
  }

  @discardableResult public func forget(_ key: TokenKey) async throws -> Bool {
    let file = directory.file(key)
    return await Task.detached { unlinkFile(file) }.value
  }

  /// Every stored token with its key.
  public func all() async -> [(key: TokenKey, token: AccessToken)] {
    let directory = directory
    return await Task.detached {
      directory.files.compactMap { name in
        let path = directory.path + "/" + name
        guard case .token(let token) = TokenFile.read(path), let bytes = try? LocalFile(path).bytes, let key = TokenKey(stored: bytes)
        else { return nil }
        return (key, token)
      }
    }.value
  }

  /// Makes a token under the lock, after one more look, and stores it before anybody uses it.
  private func renewed(
    _ key: TokenKey, isGood: @Sendable (AccessToken) -> Bool, make: @Sendable (AccessToken?) async throws -> AccessToken,
    holding lock: LockBox?
  ) async throws -> AccessToken {
    defer { lock?.release() }
    var previous: AccessToken?
    switch await read(key) {
    case .token(let token) where isGood(token): return token
    case .token(let token): previous = token
    case .missing: break
    case .hostile(let why):
      tellOnce(
        .token, zh: "令牌文件 \(directory.file(key)) \(why.zh)；不读取，将重新生成。",
        en: "the token file \(directory.file(key)): \(why.en); it is not read and will be replaced.")
    }
    let token = try await make(previous)
    await write(token, key)
    return token
  }

  private func write(_ token: AccessToken, _ key: TokenKey) async {
    let file = directory.file(key)
    let failure = await Task.detached { () -> AtomicFile.Failure? in
      do throws(AtomicFile.Failure) {
        try TokenFile.write(token, of: key, to: file)
        return nil
      } catch { return error }
    }.value
    if let failure { tellOnce(.token, zh: "令牌没有存盘：\(failure.reason)。", en: "the token was not stored: \(failure.reason).") }
  }

  private func read(_ key: TokenKey) async -> TokenFile.Content {
    let file = directory.file(key)
    return await Task.detached { TokenFile.read(file) }.value
  }

  private func isUsable() async -> Bool {
    let directory = directory
    let trouble = await Task.detached { () -> TokenDirectory.Trouble? in
      do throws(TokenDirectory.Trouble) {
        try directory.prepare()
        return nil
      } catch { return error }
    }.value
    guard let trouble else { return true }
    tellOnce(.token, zh: "令牌只在内存里：\(trouble.text.zh)。", en: "tokens stay in memory: \(trouble.text.en).")
    return false
  }

  private func tellOnce(_ kind: Notice.Kind, zh: String, en: String) {
    guard told.withLock({ $0.insert(en).inserted }) else { return }
    notice(Notice(kind, zh: zh, en: en))
  }

  private static func waitedTooLong(_ holder: Int32?) -> APIError {
    let who = holder.map { "pid \($0)" } ?? "?"
    return APIError(
      .unavailable,
      Bilingual(zh: "另一个进程（\(who)）取令牌超过 45 秒还没有结束。", en: "Another process (\(who)) has been fetching this token for over 45 s."),
      remedy: Bilingual(zh: "检查该进程；结束它后会立即继续。", en: "Look at that process; once it ends, this goes on at once."), mayHaveExecuted: false)
  }
}
