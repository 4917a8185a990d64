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

  private func store() -> FileTokenStore {
    // Real pauses of a few milliseconds: they wait for the other stores' files.
    FileTokenStore(path: folder)
  }

  private func put(_ text: String, mode: Int) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    try? FileManager.default.removeItem(atPath: file)
    #expect(FileManager.default.createFile(atPath: file, contents: Data(text.utf8), attributes: [.posixPermissions: mode]))
  }

  @Test func fiftyColdProcessesMakeOneFetch() async throws {
    let mint = Mint()
    let key = key
    let tokens = try await withThrowingTaskGroup(of: AccessToken.self) { group in
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
    #expect(Set(tokens.map(\.value)) == [Secret("token-1")])
  }

  @Test func whatIsStoredOutlivesTheProcessWithItsLifeAndItsMode() async throws {
    let mint = Mint()
    let first = try await store().token(key, isGood: { _ in true }, make: mint.make)
    let second = try await store().token(key, isGood: { _ in true }, make: mint.make)
    #expect(first == second)
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
    #expect(next.subject == "refresh-1")
    #expect(try await store().stored(key)?.value == Secret("token-2"))
  }

  @Test func aFailureLeavesTheStoreAsItWasAndTheLockFree() async throws {
    struct Down: Error {}
    let mint = Mint()
    await #expect(throws: Down.self) { try await store().token(key, isGood: { _ in true }) { _ in throw Down() } }
    #expect(try await store().token(key, isGood: { _ in true }, make: mint.make).value == Secret("token-1"))
  }

  @Test(arguments: [
    (#"{"version":1,"value":"tok"#, 0o600), ("", 0o600), ("[]", 0o600), (#"{"version":9,"value":"planted-token"}"#, 0o600),
    (#"{"version":1,"value":"planted-token"}"#, 0o644),
  ]) func aTornOrOpenFileIsReplacedNotBelieved(_ text: String, _ mode: Int) async throws {
    try put(text, mode: mode)
    let heard = Mutex<[Notice]>([])
    let store = FileTokenStore(path: folder) { notice in heard.withLock { $0.append(notice) } }
    let token = try await store.token(key, isGood: { _ in true }, make: Mint().make)
    #expect(token.value == Secret("token-1"))
    #expect(heard.withLock { $0.map(\.kind) } == [.token])
    #expect(try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int == 0o600)
  }

  @Test func aSymlinkIsNotFollowed() async throws {
    try put("{}", mode: 0o600)
    let elsewhere = folder + "/elsewhere"
    #expect(
      FileManager.default.createFile(
        atPath: elsewhere, contents: Data(#"{"version":1,"value":"planted-token"}"#.utf8), attributes: [.posixPermissions: 0o600]))
    try FileManager.default.removeItem(atPath: file)
    try FileManager.default.createSymbolicLink(atPath: file, withDestinationPath: elsewhere)
    let token = try await FileTokenStore(path: folder).token(key, isGood: { _ in true }, make: Mint().make)
    #expect(token.value == Secret("token-1"))
    #expect(try String(contentsOfFile: elsewhere, encoding: .utf8).contains("planted-token"), "the link's target was written to")
  }

  @Test func aFolderThatCannotBeUsedLeavesTokensInMemoryWithOneNotice() async throws {
    let heard = Mutex<[Notice]>([])
    let store = FileTokenStore(path: "/dev/null/tokens") { notice in heard.withLock { $0.append(notice) } }
    let mint = Mint()
    for _ in 0..<3 { _ = try await store.token(key, isGood: { _ in true }, make: mint.make) }
    #expect(mint.count == 3)
    #expect(heard.withLock { $0.count } == 1)
  }

  @Test func keysOfDifferentAccountsDoNotMeet() {
    let names = [
      TokenKey(platform: "p", endpoint: "e", account: "ab"), TokenKey(platform: "p", endpoint: "ea", account: "b"),
      TokenKey(platform: "pe", endpoint: "", account: "ab"), TokenKey(platform: "p", endpoint: "e", account: "ab", scheme: "2"),
    ].map(\.name)
    #expect(Set(names).count == names.count)
    #expect(names.allSatisfy { $0.count == 32 })
  }
}
