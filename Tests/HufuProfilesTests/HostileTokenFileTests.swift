import Foundation
import HufuClient
import HufuSigning
import Synchronization
import Testing

@testable import HufuProfiles

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What may stand where a token file, its lock, or their folder should be: never believed, never waited for, and said once.
@Suite(.timeLimit(.minutes(5))) struct HostileTokenFileTests {
  private let home: TemporaryFolder
  private let heard = Heard()
  private let key = TokenKey(platform: "p", endpoint: "https://h", account: "a")
  private var path: String { home.path + "/tokens" }
  private var file: String { path + "/" + key.name + ".json" }
  private var lock: String { path + "/" + key.name + ".lock" }
  private static let planted = #"{"version":1,"value":"planted-token"}"#

  init() throws {
    home = try TemporaryFolder()
    try makeFolder(path)
  }

  final class Heard: Sendable {
    private let notices = Mutex<[Notice]>([])
    var all: [Notice] { notices.withLock { $0 } }
    @Sendable func add(_ notice: Notice) { notices.withLock { $0.append(notice) } }
  }

  private func makeFolder(_ path: String, mode: Int = 0o700) throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: mode])
    chmod(path, mode_t(mode))
  }

  private func put(_ text: String, at path: String, mode: Int = 0o600) {
    #expect(FileManager.default.createFile(atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: mode]))
  }

  /// Three processes ask one after another; gives back what they got and how many fetches that took.
  private func ask(at path: String? = nil) async throws -> (values: [String], fetches: Int) {
    let fetches = Mutex(0)
    var values: [String] = []
    for _ in 0..<3 {
      let store = FileTokenStore(path: path ?? self.path, notice: heard.add)
      let got = try await store.token(key, isGood: { _ in true }) { _ in
        AccessToken(
          Secret(
            "token-\(fetches.withLock { count in count += 1; return count })"))
      }
      values.append(got.token.value.reveal())
    }
    return (values, fetches.withLock { $0 })
  }

  /// One fetch, one notice, and from then on a file of ours.
  private func expectReplaced() async throws {
    let (values, fetches) = try await ask()
    #expect(values == ["token-1", "token-1", "token-1"])
    #expect(fetches == 1)
    #expect(heard.all.map(\.kind) == [.token], "\(heard.all)")
    #expect(heard.all.first?.text.en.contains(file) == true)
    #expect(try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int == 0o600)
  }

  /// Every process fetches for itself, and says so once.
  private func expectMemoryOnly(at path: String? = nil, saying words: String) async throws {
    let (values, fetches) = try await ask(at: path)
    #expect(values == ["token-1", "token-2", "token-3"])
    #expect(fetches == 3)
    #expect(heard.all.count == 3)
    for notice in heard.all { #expect(notice.text.en.contains(words), "\(notice.text.en)") }
    // Asked again, the same process does not say it again.
    let store = FileTokenStore(path: path ?? self.path, notice: heard.add)
    for _ in 0..<3 { _ = try await store.token(key, isGood: { _ in true }) { _ in AccessToken(Secret("good-token")) } }
    #expect(heard.all.count == 4)
  }

  @Test(
    arguments: [
      #"{"version":1,"value":"tok"#, "", "[]", "\0\0\0\0", #"{"version":9,"value":"planted-token"}"#, #"{"version":1,"value":""}"#,
      #"{"version":1,"value":["planted-token"]}"#, String(repeating: "[", count: 60_000),
    ]) func aTornFileIsReplaced(_ text: String) async throws
  {
    put(text, at: file)
    try await expectReplaced()
  }

  @Test(arguments: [0o644, 0o640, 0o606, 0o660, 0o700 | 0o010]) func aFileOpenToOthersIsReplaced(mode: Int) async throws {
    put(Self.planted, at: file, mode: mode)
    chmod(file, mode_t(mode))
    try await expectReplaced()
  }

  @Test func aHugeFileIsReplaced() async throws {
    put(Self.planted.dropLast() + #","x":""# + String(repeating: "x", count: 1 << 20) + #""}"#, at: file)
    try await expectReplaced()
  }

  @Test func aSymlinkIsReplacedAndItsTargetIsLeftAlone() async throws {
    let elsewhere = home.path + "/elsewhere"
    put(Self.planted, at: elsewhere)
    try FileManager.default.createSymbolicLink(atPath: file, withDestinationPath: elsewhere)
    try await expectReplaced()
    #expect(try home.read("elsewhere") == Self.planted)
  }

  @Test func aPipeIsNotWaitedFor() async throws {
    #expect(mkfifo(file, 0o600) == 0)
    try await expectReplaced()
  }

  @Test func aDirectoryInItsPlaceIsNamed() async throws {
    try makeFolder(file)
    try await expectMemoryOnly(saying: "cannot be replaced")
    #expect(heard.all.first?.text.en.contains(file) == true)
  }

  @Test(.enabled("only root can give a file away") { geteuid() == 0 }) func anotherUsersFileIsReplaced() async throws {
    put(Self.planted, at: file)
    #expect(chown(file, 12_345, 12_345) == 0)
    try await expectReplaced()
  }

  /// What somebody else put there may be locked for ever.
  @Test(arguments: ["link", "open", "directory", "pipe", "foreign"]) func aLockThatIsNotOursIsNotUsed(_ kind: String) async throws {
    if kind == "foreign", geteuid() != 0 { try Test.cancel("only root can give a file away") }
    switch kind {
    case "link": try FileManager.default.createSymbolicLink(atPath: lock, withDestinationPath: home.path + "/elsewhere")
    case "directory": try makeFolder(lock)
    case "pipe": #expect(mkfifo(lock, 0o600) == 0)
    case "open":
      put("", at: lock)
      chmod(lock, 0o644)
    default:
      put("", at: lock)
      chown(lock, 12_345, 12_345)
    }
    try await expectMemoryOnly(saying: "lock file")
    #expect(!FileManager.default.fileExists(atPath: home.path + "/elsewhere"))
  }

  @Test(arguments: [0o755, 0o770, 0o701]) func aFolderOpenToOthersIsRefusedWithTheWayOut(mode: Int) async throws {
    chmod(path, mode_t(mode))
    try await expectMemoryOnly(saying: "chmod 700 \(path)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: path).isEmpty)
  }

  @Test func aFolderThatIsALinkIsRefused() async throws {
    let link = home.path + "/link"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
    try await expectMemoryOnly(at: link, saying: "no directory")
  }

  @Test(.enabled("only root can give a folder away") { geteuid() == 0 }) func anotherUsersFolderIsRefused() async throws {
    #expect(chown(path, 12_345, 12_345) == 0)
    try await expectMemoryOnly(saying: "somebody else")
  }

  @Test(arguments: ["/dev/null/tokens", "/proc/self/fdinfo/hufu/tokens"]) func aFolderThatCannotBeMadeLeavesTokensInMemory(
    _ path: String
  ) async throws { try await expectMemoryOnly(at: path, saying: "tokens stay in memory") }

  @Test(.enabled("root may write anywhere") { geteuid() != 0 }) func aFolderThatIsReadOnlyLeavesTokensInMemory() async throws {
    chmod(path, 0o500)
    defer { chmod(path, 0o700) }
    try await expectMemoryOnly(saying: "tokens stay in memory")
  }

  @Test(arguments: [("{", 0o600), (Self.planted, 0o644)]) func itIsToldEvenWhenNoTokenComesInItsPlace(text: String, mode: Int) async throws
  {
    put(text, at: file)
    chmod(file, mode_t(mode))
    await #expect(throws: CancellationError.self) {
      try await FileTokenStore(path: self.path, notice: heard.add).token(key, isGood: { _ in true }) { _ in throw CancellationError() }
    }
    #expect(heard.all.count == 1)
    #expect(heard.all.first?.text.en.contains(file) == true)
    #expect(FileTokenStore(path: path).troubles.map(\.text.en).contains { $0.contains(file) })
  }

  /// A sign-in that is lost at the end of the process is none, and a token that is still there is not forgotten.
  @Test func whatCannotBeStoredOrRemovedIsAnError() async throws {
    try makeFolder(file)
    let store = FileTokenStore(path: path, notice: heard.add)
    let notStored = await #expect(throws: APIError.self) { try await store.put(AccessToken(Secret("signed-in-token")), for: key) }
    #expect(notStored?.message.en.contains(file) == true)
    let stillThere = await #expect(throws: APIError.self) { try await store.forget(key) }
    #expect(stillThere?.message.en.contains(file) == true)
    #expect(heard.all.isEmpty)
    chmod(path, 0o755)
    let refused = await #expect(throws: APIError.self) { try await store.put(AccessToken(Secret("signed-in-token")), for: key) }
    #expect(refused?.remedy?.en.contains("chmod 700") == true)
  }

  @Test func aPathThatIsNotFullIsNotMadeUnderTheRoot() async throws {
    try await expectMemoryOnly(at: "~/hufu-\(key.name)", saying: "no full path")
    #expect(!FileManager.default.fileExists(atPath: "/~/hufu-\(key.name)"))
  }

  /// The folder was taken away from us: what is in it is used as long as it lives, and its refresh token is kept for when it can be replaced.
  @Test(.enabled("root may write anywhere") { geteuid() != 0 }) func aRefreshTokenIsNotSpentWhereItsSuccessorHasNoPlace() async throws {
    let stored = AccessToken(Secret("old-token"), refresh: Secret("old-refresh"), issued: Timestamp(0))
    let store = FileTokenStore(path: path, notice: heard.add)
    try await store.put(stored, for: key)
    chmod(path, 0o500)
    defer { chmod(path, 0o700) }
    #expect(try await store.token(key, isGood: { _ in true }) { _ in throw CancellationError() } == LentToken(stored, from: .stored))
    let got = try await store.token(key, isGood: { _ in false }) { previous in
      #expect(previous == AccessToken(Secret("old-token"), issued: Timestamp(0)))
      return AccessToken(Secret("new-token"))
    }
    #expect(got.token.value == Secret("new-token"))
    await #expect(throws: APIError.self) { try await store.forget(key) }
    await #expect(throws: APIError.self) { try await store.put(stored, for: key) }
    #expect(store.troubles.first?.text.en.contains("cannot be written to") == true)
  }
}
