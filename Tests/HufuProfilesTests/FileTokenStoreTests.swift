import Foundation
import HufuClient
import HufuProfiles
import HufuSigning
import HufuTesting
import Synchronization
import Testing

/// Tokens shared between processes. Each store here opens its own lock file, as a process of its own would.
@Suite struct FileTokenStoreTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "hufu-tokens-" + UUID().uuidString).path
  private let key = TokenKey(platform: "p", endpoint: "https://h", account: "a")
  private var file: String { folder + "/" + key.name + ".json" }

  /// Counts what it is asked to make.
  final class Mint: Sendable {
    let made = Mutex(0)
    var count: Int { made.withLock { $0 } }
    func make(_ previous: AccessToken?) -> AccessToken {
      let number = made.withLock { made in
        made += 1
        return made
      }
      return AccessToken(
        Secret("token-\(number)"), refresh: Secret("refresh-\(number)"), subject: previous?.refresh?.reveal(), issued: Timestamp(0),
        expires: Timestamp(4_000_000_000_000))
    }
  }

  struct Down: Error {}

  private func store() -> FileTokenStore {
    // Real pauses of a few milliseconds: they wait for the other stores' files.
    FileTokenStore(path: folder)
  }

  @Test func fiftyColdProcessesMakeOneFetch() async throws {
    let mint = Mint()
    let key = key
    let tokens = try await withThrowingTaskGroup(of: LentToken.self) { group in
      for _ in 0..<50 {
        let store = store()
        group.addTask {
          try await store.token(key, isGood: { _ in true }) { previous in
            for _ in 0..<20 { await Task.yield() }
            return mint.make(previous)
          }
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(mint.count == 1)
    #expect(Set(tokens.map(\.token.value)) == [Secret("token-1")])
    #expect(tokens.count { $0.origin == .fetched } == 1)
  }

  @Test func whatIsStoredOutlivesTheProcessWithItsLifeAndItsMode() async throws {
    let mint = Mint()
    let first = try await store().token(key, isGood: { _ in true }, make: mint.make)
    let second = try await store().token(key, isGood: { _ in true }, make: mint.make)
    #expect(first.token == second.token)
    #expect(first.origin == .fetched && second.origin == .stored)
    #expect(mint.count == 1)
    #expect(try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int == 0o600)
    #expect(try FileManager.default.attributesOfItem(atPath: folder)[.posixPermissions] as? Int == 0o700)
    #expect(await store().all().map(\.key) == [key])
    #expect(try await store().forget(key))
    #expect(try await store().stored(key) == nil)
  }

  @Test func aTokenThatIsNoLongerGoodRenewsWithItsRefreshToken() async throws {
    let mint = Mint()
    _ = try await store().token(key, isGood: { _ in true }, make: mint.make)
    let next = try await store().token(key, isGood: { $0.value != Secret("token-1") }, make: mint.make)
    #expect(next.token.subject == "refresh-1")
    #expect(try await store().stored(key)?.value == Secret("token-2"))
  }

  @Test func aFailureLeavesTheStoreAsItWasAndTheLockFree() async throws {
    let mint = Mint()
    await #expect(throws: Down.self) { try await store().token(key, isGood: { _ in true }) { _ in throw Down() } }
    #expect(try await store().token(key, isGood: { _ in true }, make: mint.make).token.value == Secret("token-1"))
  }

  /// It finds the lock taken; its one pause lets the holder come to an end.
  @Test func aWaiterKnowsThatAnotherProcessFetchedItsToken() async throws {
    let locked = AsyncStream<Void>.makeStream(), gate = AsyncStream<Void>.makeStream()
    let holder = Task { [key] in
      try await store().token(key, isGood: { _ in true }) { previous in
        locked.continuation.yield()
        for await _ in gate.stream { break }
        return Mint().make(previous)
      }
    }
    for await _ in locked.stream { break }
    let timing = Timing(
      now: { Timestamp(0) },
      sleep: { _ in
        gate.continuation.yield()
        _ = try await holder.value
      })
    let waiter = FileTokenStore(path: folder, timing: timing)
    let got = try await waiter.token(key, isGood: { _ in true }) { _ in throw Down() }
    #expect(got == LentToken(try await holder.value.token, from: .awaited))
  }

  @Test func aWaiterGivesUpAfter45SecondsAndNamesTheProcess() async throws {
    let locked = AsyncStream<Void>.makeStream(), gate = AsyncStream<Void>.makeStream()
    let holder = Task { [key] in
      try await store().token(key, isGood: { _ in true }) { previous in
        locked.continuation.yield()
        for await _ in gate.stream { break }
        return Mint().make(previous)
      }
    }
    for await _ in locked.stream { break }
    let clock = StepClock()
    let start = clock.now
    let error = await #expect(throws: APIError.self) {
      try await FileTokenStore(path: folder, timing: clock.timing).token(key, isGood: { _ in true }) { _ in throw Down() }
    }
    #expect(error?.message.en.contains("pid \(ProcessInfo.processInfo.processIdentifier)") == true)
    // Waiting on makes no sense, so nobody tries again by itself.
    #expect(error?.kind.isTransient == false)
    #expect((.seconds(45)...(.seconds(46))).contains(clock.now - start))
    gate.continuation.yield()
    _ = try await holder.value
  }

  /// Somebody signs in while another process renews the old token.
  @Test func aSignInIsNotOverwrittenByARenewalUnderWay() async throws {
    let locked = AsyncStream<Void>.makeStream(), gate = AsyncStream<Void>.makeStream()
    let holder = Task { [key] in
      try await store().token(key, isGood: { _ in true }) { previous in
        locked.continuation.yield()
        for await _ in gate.stream { break }
        return Mint().make(previous)
      }
    }
    for await _ in locked.stream { break }
    let timing = Timing(
      now: { Timestamp(0) },
      sleep: { _ in
        gate.continuation.yield()
        _ = try await holder.value
      })
    try await FileTokenStore(path: folder, timing: timing).put(AccessToken(Secret("signed-in-token")), for: key)
    _ = try await holder.value
    #expect(try await store().stored(key)?.value == Secret("signed-in-token"))
  }

  @Test func keysOfDifferentAccountsDoNotMeet() {
    let names = [
      TokenKey(platform: "p", endpoint: "e", account: "ab"), TokenKey(platform: "p", endpoint: "ea", account: "b"),
      TokenKey(platform: "pe", endpoint: "", account: "ab"), TokenKey(platform: "p", endpoint: "e", account: "ab", scheme: "2"),
    ].map(\.name)
    #expect(Set(names).count == names.count)
    #expect(names.allSatisfy { $0.count == 32 })
  }

  /// Somebody drops the token while another process renews it: the renewal does not bring it back.
  @Test func whatIsForgottenIsNotBroughtBackByARenewalUnderWay() async throws {
    let locked = AsyncStream<Void>.makeStream(), gate = AsyncStream<Void>.makeStream()
    try await store().put(AccessToken(Secret("old-token")), for: key)
    let holder = Task { [key] in
      try await store().token(key, isGood: { _ in false }) { previous in
        locked.continuation.yield()
        for await _ in gate.stream { break }
        return Mint().make(previous)
      }
    }
    for await _ in locked.stream { break }
    let timing = Timing(
      now: { Timestamp(0) },
      sleep: { _ in
        gate.continuation.yield()
        _ = try await holder.value
      })
    #expect(try await FileTokenStore(path: folder, timing: timing).forget(key))
    _ = try await holder.value
    #expect(try await store().stored(key) == nil)
    #expect(try await !store().forget(key))
  }

  /// The server spends a refresh token by answering; its successor must have a place by then.
  @Test func theFileIsOnDiskBeforeTheTokenIsAskedFor() async throws {
    let folder = folder
    let drafts: @Sendable () throws -> [Int] = {
      try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".new") }.map {
        try FileManager.default.attributesOfItem(atPath: folder + "/" + $0)[.size] as? Int ?? 0
      }
    }
    let mint = Mint()
    _ = try await store().token(key, isGood: { _ in true }) { previous in
      let sizes = try drafts()
      #expect(sizes.contains { $0 > 4096 })
      return mint.make(previous)
    }
    #expect(try drafts().isEmpty)
    #expect(try Data(contentsOf: URL(filePath: file)).count < 1024)
    await #expect(throws: Down.self) { try await store().token(key, isGood: { _ in false }) { _ in throw Down() } }
    #expect(try drafts().isEmpty)
  }

  /// SIGKILL leaves a file with a token in it; the process that left it does not come back for it.
  @Test(arguments: [true, false]) func whatAKilledProcessLeftIsRemoved(byForgetting: Bool) async throws {
    try await store().put(AccessToken(Secret("old-token")), for: key)
    let orphan = file + ".999999999-1.new", living = file + ".1-1.new"
    for path in [orphan, living] { FileManager.default.createFile(atPath: path, contents: Data("secret".utf8)) }
    if byForgetting {
      try await store().forget(key)
    } else {
      _ = try await store().token(key, isGood: { _ in false }, make: Mint().make)
    }
    #expect(!FileManager.default.fileExists(atPath: orphan))
    #expect(FileManager.default.fileExists(atPath: living))
  }

  @Test func withoutHomeTheSystemsListOfUsersSaysWhere() {
    let path = FileTokenStore.standardPath([:])
    #expect(path.hasPrefix("/") && !path.contains("~"), "\(path)")
    #expect(FileTokenStore.standardPath(["HOME": "/home/me"]) == "/home/me/.cache/hufu/tokens")
  }
}
