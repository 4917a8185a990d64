import Foundation
import HufuClient
import HufuProfiles
import HufuSigning
import HufuTesting
import Testing

@Suite struct ProfileWriterTests {
  private let folder: TemporaryFolder
  private let writer: ProfileWriter

  init() throws {
    folder = try TemporaryFolder()
    writer = ProfileWriter(path: folder.path + "/config.yaml")
  }

  private func new(_ name: String = "new", secret: SecretReference = .environment("SK")) -> NewProfile {
    NewProfile(
      name, platform: FakePlatform.self, url: "https://x", credentials: ["secretKey": secret, "accessKey": .environment("AK")],
      settings: ["generation": "v3"], defaults: ["project": "中 # 文"], others: ["timeout": "30s", "tls.caFile": "/ca.pem"])
  }

  private let block = """
      new:
        platform: fake
        url: https://x
        settings:
          generation: v3
        credentials:
          accessKey: env:AK
          secretKey: env:SK
        defaults:
          project: "中 # 文"
        timeout: "30s"
        tls:
          caFile: /ca.pem

    """

  @Test func aNewFileIsTheOwnersAlone() async throws {
    let deep = ProfileWriter(path: folder.path + "/a/b/config.yaml")
    try await deep.add(new())
    #expect(try folder.read("a/b/config.yaml") == "profiles:\n" + block)
    #expect(try folder.mode(of: "a/b/config.yaml") == 0o600)
    let read = try ProfileFile(platforms: [FakePlatform.self], path: deep.path, environment: [:]).profile("new")
    #expect(read.defaults["project"]?.value == "中 # 文")
    #expect(read.timeout?.value == .seconds(30))
  }

  private static let commented = """
    # top
    profiles:   # here

      # about a
      a:
        platform: fake   # x
        url: 'https://a'

    # unindented
        timeout: 1s
        # inside a

      # about b
      b: { platform: fake, url: "https://b" }
      # end of b

    # bottom

    """

  @Test func otherTextStays() async throws {
    try folder.write(Self.commented, mode: 0o640)
    try await writer.add(new())
    let expected = Self.commented.split(separator: "  # end of b", omittingEmptySubsequences: false)
    #expect(try folder.read() == expected[0] + block + "  # end of b" + expected[1])
    #expect(try folder.mode() == 0o640)
    try await writer.remove("new")
    #expect(try folder.read() == Self.commented)
  }

  @Test func removingTakesWhatIsInside() async throws {
    try folder.write(Self.commented)
    try await writer.remove("a")
    let text = try folder.read()
    #expect(text.hasPrefix("# top\nprofiles:   # here\n\n  # about a\n\n  # about b\n  b:"))
    try await writer.remove("b")
    #expect(try ProfileFile(platforms: [], path: writer.path, environment: [:]).names.isEmpty)
    try await writer.add(new())
    #expect(try ProfileFile(platforms: [FakePlatform.self], path: writer.path, environment: [:]).names == ["new"])
    #expect(try folder.read().contains("# bottom"))
  }

  @Test(arguments: [
    "", "\n", "# only a comment\n", "profiles:\n", "profiles: {}\n", "profiles:", "profiles:\r\n  b:\r\n    platform: fake\r\n",
  ])
  func filesWithoutMuchInThem(_ text: String) async throws {
    try folder.write(text)
    try await writer.add(new())
    let names = try ProfileFile(platforms: [FakePlatform.self], path: writer.path, environment: [:]).names
    #expect(names.last == "new")
    let written = try folder.read()
    #expect(!text.contains("#") || written.hasPrefix(text))
    try await writer.remove("new")
    #expect(try ProfileFile(platforms: [FakePlatform.self], path: writer.path, environment: [:]).names == names.dropLast())
  }

  @Test func secretsInClearOnlyWhenAsked() async throws {
    try folder.write("profiles:\n", mode: 0o644)
    let clear = new(secret: .literal(Secret("cmd:not a command")))
    let error = try await #require(throws: ConfigurationError.self) { try await writer.add(clear) }
    #expect(!"\(error)".contains("not a command"))
    try await writer.add(clear, allowingClearSecrets: true)
    #expect(try folder.mode() == 0o600)
    let read = try ProfileFile(platforms: [FakePlatform.self], path: writer.path, environment: [:]).profile("new")
    #expect(read.credentials["secretKey"]?.value == .literal(Secret("cmd:not a command")))
  }

  @Test func refusals() async throws {
    let text = "profiles: { a: { platform: fake, url: 'https://a' } }\n"
    try folder.write(text)
    await #expect(throws: ConfigurationError.self) { try await writer.add(new()) }
    await #expect(throws: ConfigurationError.self) { try await writer.remove("a") }
    await #expect(throws: ConfigurationError.self) { try await writer.remove("b") }
    #expect(try folder.read() == text)
    try folder.write("profiles:\n  new: {}\n")
    for name in ["new", "New", "", "a b", "9", "a:b"] { await #expect(throws: ConfigurationError.self) { try await writer.add(new(name)) } }
    var wrong = new("other")
    wrong.url = "no address"
    await #expect(throws: ConfigurationError.self) { try await writer.add(wrong) }
    wrong = new("other")
    wrong.settings = ["generation": "v9"]
    await #expect(throws: ConfigurationError.self) { try await writer.add(wrong) }
    #expect(try folder.read() == "profiles:\n  new: {}\n")
  }

  @Test func profilesAddedAtTheSameTimeAreAllThere() async throws {
    let names = (1...16).map { "p\($0)" }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for name in names { group.addTask { try await writer.add(new(name)) } }
      try await group.waitForAll()
    }
    let file = try ProfileFile(platforms: [FakePlatform.self], path: writer.path, environment: [:])
    #expect(Set(file.names) == Set(names))
    try await withThrowingTaskGroup(of: Void.self) { group in
      for name in names.dropLast() { group.addTask { try await writer.remove(name) } }
      try await group.waitForAll()
    }
    #expect(try ProfileFile(platforms: [FakePlatform.self], path: writer.path, environment: [:]).names == ["p16"])
  }

  /// Linked from where dotfiles are kept, say: whichever name a process uses, it is one file with one lock.
  @Test func aLinkAndTheFileBehindItHaveOneLock() async throws {
    try folder.write("profiles:\n", to: "real.yaml")
    let link = folder.path + "/link.yaml"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: folder.path + "/real.yaml")
    try await ProfileWriter(path: link).add(new())
    #expect(FileManager.default.fileExists(atPath: folder.path + "/real.yaml.lock"))
    #expect(!FileManager.default.fileExists(atPath: link + ".lock"))
    #expect(try folder.read("real.yaml").contains("new:"))
  }

  @Test func nobodyWaitsForALockForEver() async throws {
    let lock = try folder.write("4711\n", to: "config.yaml.lock")
    let descriptor = open(lock, O_RDWR)
    #expect(flock(descriptor, LOCK_EX | LOCK_NB) == 0)
    defer { close(descriptor) }
    let clock = StepClock(Timestamp(1_700_000_000_000))
    let patient = ProfileWriter(path: writer.path, timing: clock.timing, entropy: .counting())
    let error = try await #require(throws: ConfigurationError.self) { try await patient.add(new()) }
    #expect(error.message.en.contains("pid 4711"))
    #expect(error.file == lock)
  }

  @Test func aLockThatIsNoneIsSaid() async throws {
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/config.yaml.lock", withDestinationPath: "/tmp")
    let error = try await #require(throws: ConfigurationError.self) { try await writer.add(new()) }
    #expect(error.file == folder.path + "/config.yaml.lock")
  }

  @Test func removingWhatIsNotThereLeavesNoLock() async throws {
    await #expect(throws: ConfigurationError.self) { try await writer.remove("nobody") }
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/config.yaml.lock"))
  }
}
