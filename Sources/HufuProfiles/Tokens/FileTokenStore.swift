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
    if let trouble = await trouble() {
      tellOnce(zh: "令牌只在内存里：\(trouble.text.zh)。", en: "tokens stay in memory: \(trouble.text.en).")
      guard trouble.isReadable else { return LentToken(try await make(nil), from: .fetched) }
      return try await unstored(key, isGood: isGood, make: make)
    }
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
        return try await unstored(key, isGood: isGood, make: make)
      case .taken(let holder):
        guard !patience.isOver(at: timing.now()) else { throw Self.waitedTooLong(holder) }
        found = .awaited
        try await timing.sleep(patience.pause(entropy.unit()))
      }
    }
  }

  /// Puts it in place of whatever is there.
  public func put(_ token: AccessToken, for key: TokenKey) async throws {
    if let trouble = await trouble() { throw Self.notStored(trouble.text, trouble.remedy) }
    try await afterOthers(key) {
      switch await read(key) {
      case .hostile(let why): tellHostile(why, directory.file(key))
      case .immovable: throw Self.notStored(Self.inTheWay(directory.file(key)))
      case .token, .missing: break
      }
      do throws(AtomicFile.Failure) {
        try await write(token, key, by: try await draft(key))
      } catch { throw Self.notStored(Bilingual(zh: error.reason, en: error.reason)) }
    } withoutLock: { why in
      throw Self.notStored(Self.noLock(why))
    }
  }

  public func stored(_ key: TokenKey) async throws -> AccessToken? {
    if case .token(let token) = await read(key) { token } else { nil }
  }

  @discardableResult public func forget(_ key: TokenKey) async throws -> Bool {
    if case .missing = await read(key) { return false }
    let directory = directory
    return try await afterOthers(key) {
      try await Task.detached {
        directory.sweep(key)
        do throws(TokenDirectory.Trouble) {
          return try directory.remove(key)
        } catch {
          throw APIError(
            .local, Bilingual(zh: "令牌没有丢弃：\(error.text.zh)。", en: "The token is still stored: \(error.text.en)."),
            remedy: Bilingual(
              zh: "检查目录 \(directory.path) 的权限，或自己删除该文件。",
              en: "Look at the permissions of \(directory.path), or remove the file yourself."),
            mayHaveExecuted: false)
        }
      }.value
    } withoutLock: { _ in
    }
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

  /// Does something under the lock. Waits for a process that is fetching, because what that gets would come on top; but not for ever,
  /// because a sign-in would be lost.
  ///
  /// - Parameter withoutLock: hears why the lock cannot be used, and throws unless it is to be done all the same.
  private func afterOthers<Result>(
    _ key: TokenKey, _ body: () async throws -> Result, withoutLock: (Bilingual) throws -> Void
  ) async throws -> Result {
    var patience = Patience(since: timing.now())
    while true {
      switch await LockOutcome.attempt(directory.lock(key)) {
      case .held(let lock):
        defer { lock.release() }
        return try await body()
      case .free:
        tellNoLocks()
        return try await body()
      case .unusable(let why):
        try withoutLock(why)
        return try await body()
      case .taken:
        guard !patience.isOver(at: timing.now()) else { return try await body() }
        try await timing.sleep(patience.pause(entropy.unit()))
      }
    }
  }

  /// Makes a token under the lock, after one more look, and stores it before anybody uses it.
  ///
  /// The file it goes into is on disk before it is asked for: the server spends the old refresh token, and with the new one nowhere to go
  /// somebody would have to sign in.
  private func renewed(
    _ key: TokenKey, isGood: @Sendable (AccessToken) -> Bool, make: @Sendable (AccessToken?) async throws -> AccessToken,
    found: LentToken.Origin
  ) async throws -> LentToken {
    var previous: AccessToken?
    switch await read(key) {
    case .token(let token):
      if isGood(token) { return LentToken(token, from: found) }
      previous = token
    case .hostile(let why): tellHostile(why, directory.file(key))
    case .immovable:
      let why = Self.inTheWay(directory.file(key))
      tellOnce(zh: "令牌只在内存里：\(why.zh)。", en: "tokens stay in memory: \(why.en).")
      return LentToken(try await make(nil), from: .fetched)
    case .missing: break
    }
    let draft: AtomicFile.Draft
    do throws(AtomicFile.Failure) {
      draft = try await self.draft(key)
    } catch {
      tellNotStored(error)
      return try await unstored(key, isGood: isGood, make: make)
    }
    do {
      let token = try await make(previous)
      do throws(AtomicFile.Failure) { try await write(token, key, by: draft) } catch { tellNotStored(error) }
      return LentToken(token, from: .fetched)
    } catch let refusal as SpentRefresh {
      if case .token(let stored) = await read(key), stored.refresh == refusal.refresh {
        do throws(AtomicFile.Failure) {
          try await write(stored.without(refresh: refusal.refresh), key, by: draft)
        } catch { tellNotStored(error) }
      } else {
        await Task.detached { draft.discard() }.value
      }
      throw refusal
    } catch {
      await Task.detached { draft.discard() }.value
      throw error
    }
  }

  /// Where nothing can be stored: what is there already, else a token for this process alone. The stored refresh token is not spent on
  /// that, for its successor would be lost.
  private func unstored(
    _ key: TokenKey, isGood: @Sendable (AccessToken) -> Bool, make: @Sendable (AccessToken?) async throws -> AccessToken
  ) async throws -> LentToken {
    guard case .token(let token) = await read(key) else { return LentToken(try await make(nil), from: .fetched) }
    if isGood(token) { return LentToken(token, from: .stored) }
    return LentToken(try await make(token.refresh.map(token.without) ?? token), from: .fetched)
  }

  private func draft(_ key: TokenKey) async throws(AtomicFile.Failure) -> AtomicFile.Draft {
    let directory = directory
    return try await Task.detached { () -> Result<AtomicFile.Draft, AtomicFile.Failure> in
      directory.sweep(key)
      return Result { () throws(AtomicFile.Failure) in try TokenFile.draft(of: directory.file(key)) }
    }.value.get()
  }

  private func write(_ token: AccessToken, _ key: TokenKey, by draft: AtomicFile.Draft) async throws(AtomicFile.Failure) {
    try await Task.detached {
      Result { () throws(AtomicFile.Failure) in try TokenFile.write(token, of: key, by: draft) }
    }.value.get()
  }

  private func read(_ key: TokenKey) async -> TokenFile.Content {
    let file = directory.file(key)
    return await Task.detached { TokenFile.read(file) }.value
  }

  private func trouble() async -> TokenDirectory.Trouble? {
    let directory = directory
    return await Task.detached { () -> TokenDirectory.Trouble? in
      do throws(TokenDirectory.Trouble) {
        try directory.prepare()
        return nil
      } catch { return error }
    }.value
  }

  private func tellNoLocks() {
    tellOnce(zh: "\(path) 不支持文件锁；多个进程可能各取一次令牌。", en: "\(path) has no file locks; processes may each fetch a token.")
  }

  private func tellNoLock(_ why: Bilingual) {
    let why = Self.noLock(why)
    tellOnce(zh: "\(why.zh)；令牌只在内存里。", en: "\(why.en); tokens stay in memory.")
  }

  private func tellHostile(_ why: Bilingual, _ file: String) {
    tellOnce(
      zh: "令牌文件 \(file) \(why.zh)；不读取，取得新令牌后替换它。",
      en: "the token file \(file): \(why.en); it is not read, and the next token replaces it.")
  }

  private func tellNotStored(_ failure: AtomicFile.Failure) {
    tellOnce(zh: "令牌不能存盘，只在内存里：\(failure.reason)。", en: "tokens stay in memory, they cannot be stored: \(failure.reason).")
  }

  private func tellOnce(zh: String, en: String) {
    guard told.withLock({ $0.insert(en).inserted }) else { return }
    notice(Notice(.token, zh: zh, en: en))
  }

  private static func noLock(_ why: Bilingual) -> Bilingual {
    Bilingual(zh: "令牌的锁文件不可用（\(why.zh)）", en: "the token's lock file cannot be used (\(why.en))")
  }

  private static func inTheWay(_ file: String) -> Bilingual {
    Bilingual(zh: "令牌文件 \(file) 的位置上是目录，不能替换；请移走它", en: "the token file \(file) is a directory and cannot be replaced; move it away")
  }

  private static func notStored(_ why: Bilingual, _ remedy: Bilingual? = nil) -> APIError {
    APIError(
      .local, Bilingual(zh: "令牌没有存盘：\(why.zh)。", en: "The token was not stored: \(why.en)."),
      remedy: remedy
        ?? Bilingual(
          zh: "hufu doctor 会指出是哪个文件；也可以把 XDG_CACHE_HOME 指向别的目录。",
          en: "hufu doctor names the file; or point XDG_CACHE_HOME at another folder."), mayHaveExecuted: false)
  }

  private static func waitedTooLong(_ holder: Int32?) -> APIError {
    let who = holder.map { "pid \($0)" } ?? "?"
    return APIError(
      .local,
      Bilingual(zh: "另一个进程（\(who)）取令牌超过 45 秒还没有结束。", en: "Another process (\(who)) has been fetching this token for over 45 s."),
      remedy: Bilingual(zh: "检查该进程；结束它后会立即继续。", en: "Look at that process; once it ends, this goes on at once."), mayHaveExecuted: false)
  }
}
