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

  public init(
    path: String, timing: Timing = .system, entropy: Entropy = .system, notice: @escaping @Sendable (Notice) -> Void = { _ in }
  ) {
    self.path = path
    directory = TokenDirectory(path: path)
    self.timing = timing
    self.entropy = entropy
    self.notice = notice
  }

  /// The folder of this user.
  public static func standardPath(_ environment: [String: String]) -> String { TokenDirectory.standardPath(environment) }

  public func token(
    _ key: TokenKey, isGood: @escaping @Sendable (AccessToken) -> Bool,
    make: @escaping @Sendable (_ previous: AccessToken?) async throws -> AccessToken
  ) async throws -> LentToken {
    guard await isUsable() else { return LentToken(try await make(nil), from: .fetched) }
    var found = LentToken.Origin.stored
    var patience = Patience(since: timing.now())
    while true {
      // Read first: most who wait never need the lock.
      if case .token(let token) = await read(key), isGood(token) { return LentToken(token, from: found) }
      switch await LockOutcome.attempt(directory.lock(key)) {
      case .held(let lock):
        defer { lock.release() }
        return try await renewed(key, isGood: isGood, make: make, found: found)
      case .free:
        tellNoLocks()
        return try await renewed(key, isGood: isGood, make: make, found: found)
      case .unusable(let why):
        tellNoLock(why)
        return LentToken(try await make(nil), from: .fetched)
      case .taken(let holder):
        guard !patience.isOver(at: timing.now()) else { throw Self.waitedTooLong(holder) }
        found = .awaited
        try await timing.sleep(patience.pause(entropy.unit()))
      }
    }
  }

  /// Waits for a process that is fetching, because what it gets would take the place of what is put in; but not for ever, because a sign-in
  /// would be lost.
  public func put(_ token: AccessToken, for key: TokenKey) async throws {
    guard await isUsable() else { return }
    var patience = Patience(since: timing.now())
    while true {
      switch await LockOutcome.attempt(directory.lock(key)) {
      case .held(let lock):
        defer { lock.release() }
        return await write(token, key)
      case .free:
        tellNoLocks()
        return await write(token, key)
      case .unusable(let why): return tellNoLock(why)
      case .taken:
        guard !patience.isOver(at: timing.now()) else { return await write(token, key) }
        try await timing.sleep(patience.pause(entropy.unit()))
      }
    }
  }

  public func stored(_ key: TokenKey) async throws -> AccessToken? {
    if case .token(let token) = await read(key) { token } else { nil }
  }

  @discardableResult public func forget(_ key: TokenKey) async throws -> Bool {
    let file = directory.file(key)
    return await Task.detached { AtomicFile.remove(file) }.value
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
    found: LentToken.Origin
  ) async throws -> LentToken {
    var previous: AccessToken?
    if case .token(let token) = await read(key) {
      if isGood(token) { return LentToken(token, from: found) }
      previous = token
    }
    let token = try await make(previous)
    await write(token, key)
    return LentToken(token, from: .fetched)
  }

  /// Puts a token in place, whatever is there; one notice when that was not ours, or when it does not work.
  private func write(_ token: AccessToken, _ key: TokenKey) async {
    let file = directory.file(key)
    let (before, failure) = await Task.detached { () -> (TokenFile.Content, AtomicFile.Failure?) in
      let before = TokenFile.read(file)
      do throws(AtomicFile.Failure) {
        try TokenFile.write(token, of: key, to: file)
        return (before, nil)
      } catch { return (before, error) }
    }.value
    switch (before, failure) {
    case (.hostile(let why), nil):
      tellOnce(
        .token, zh: "令牌文件 \(file) \(why.zh)；没有读取，已换成新的。",
        en: "the token file \(file): \(why.en); it was not read and is replaced.")
    case (.hostile(let why), .some(let failure)):
      tellOnce(
        .token, zh: "令牌文件 \(file) \(why.zh)，也不能替换（\(failure.reason)）；请移走它，此前令牌只在内存里。",
        en: "the token file \(file): \(why.en), and it cannot be replaced (\(failure.reason)); move it away; tokens stay in memory.")
    case (_, .some(let failure)): tellOnce(.token, zh: "令牌没有存盘：\(failure.reason)。", en: "the token was not stored: \(failure.reason).")
    case (_, nil): break
    }
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

  private func tellNoLocks() {
    tellOnce(.token, zh: "\(path) 不支持文件锁；多个进程可能各取一次令牌。", en: "\(path) has no file locks; processes may each fetch a token.")
  }

  private func tellNoLock(_ why: Bilingual) {
    tellOnce(
      .token, zh: "令牌的锁文件不可用（\(why.zh)）；令牌只在内存里。", en: "the token's lock file cannot be used (\(why.en)); tokens stay in memory.")
  }

  private func tellOnce(_ kind: Notice.Kind, zh: String, en: String) {
    guard told.withLock({ $0.insert(en).inserted }) else { return }
    notice(Notice(kind, zh: zh, en: en))
  }

  private static func waitedTooLong(_ holder: Int32?) -> APIError {
    let who = holder.map { "pid \($0)" } ?? "?"
    return APIError(
      .local,
      Bilingual(zh: "另一个进程（\(who)）取令牌超过 45 秒还没有结束。", en: "Another process (\(who)) has been fetching this token for over 45 s."),
      remedy: Bilingual(zh: "检查该进程；结束它后会立即继续。", en: "Look at that process; once it ends, this goes on at once."), mayHaveExecuted: false)
  }
}
