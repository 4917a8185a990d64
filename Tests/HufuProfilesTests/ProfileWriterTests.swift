import HufuClient
import HufuProfiles
import HufuSigning
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

  @Test func aNewFileIsTheOwnersAlone() throws {
    let deep = ProfileWriter(path: folder.path + "/a/b/config.yaml")
    try deep.add(new())
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

  @Test func otherTextStays() throws {
    try folder.write(Self.commented, mode: 0o640)
    try writer.add(new())
    let expected = Self.commented.split(separator: "  # end of b", omittingEmptySubsequences: false)
    #expect(try folder.read() == expected[0] + block + "  # end of b" + expected[1])
    #expect(try folder.mode() == 0o640)
    try writer.remove("new")
    #expect(try folder.read() == Self.commented)
  }

  @Test func removingTakesWhatIsInside() throws {
    try folder.write(Self.commented)
    try writer.remove("a")
    let text = try folder.read()
    #expect(text.hasPrefix("# top\nprofiles:   # here\n\n  # about a\n\n  # about b\n  b:"))
    try writer.remove("b")
    #expect(try ProfileFile(platforms: [], path: writer.path, environment: [:]).names.isEmpty)
    try writer.add(new())
    #expect(try ProfileFile(platforms: [FakePlatform.self], path: writer.path, environment: [:]).names == ["new"])
    #expect(try folder.read().contains("# bottom"))
  }

  @Test(arguments: [
    "", "\n", "# only a comment\n", "profiles:\n", "profiles: {}\n", "profiles:", "profiles:\r\n  b:\r\n    platform: fake\r\n",
  ])
  func filesWithoutMuchInThem(_ text: String) throws {
    try folder.write(text)
    try writer.add(new())
    let names = try ProfileFile(platforms: [FakePlatform.self], path: writer.path, environment: [:]).names
    #expect(names.last == "new")
    let written = try folder.read()
    #expect(!text.contains("#") || written.hasPrefix(text))
    try writer.remove("new")
    #expect(try ProfileFile(platforms: [FakePlatform.self], path: writer.path, environment: [:]).names == names.dropLast())
  }

  @Test func secretsInClearOnlyWhenAsked() throws {
    try folder.write("profiles:\n", mode: 0o644)
    let clear = new(secret: .literal(Secret("cmd:not a command")))
    let error = try #require(throws: ConfigurationError.self) { try writer.add(clear) }
    #expect(!"\(error)".contains("not a command"))
    try writer.add(clear, allowingClearSecrets: true)
    #expect(try folder.mode() == 0o600)
    let read = try ProfileFile(platforms: [FakePlatform.self], path: writer.path, environment: [:]).profile("new")
    #expect(read.credentials["secretKey"]?.value == .literal(Secret("cmd:not a command")))
  }

  @Test func refusals() throws {
    let text = "profiles: { a: { platform: fake, url: 'https://a' } }\n"
    try folder.write(text)
    #expect(throws: ConfigurationError.self) { try writer.add(new()) }
    #expect(throws: ConfigurationError.self) { try writer.remove("a") }
    #expect(throws: ConfigurationError.self) { try writer.remove("b") }
    #expect(try folder.read() == text)
    try folder.write("profiles:\n  new: {}\n")
    for name in ["new", "New", "", "a b", "9", "a:b"] { #expect(throws: ConfigurationError.self) { try writer.add(new(name)) } }
    var wrong = new("other")
    wrong.url = "no address"
    #expect(throws: ConfigurationError.self) { try writer.add(wrong) }
    wrong = new("other")
    wrong.settings = ["generation": "v9"]
    #expect(throws: ConfigurationError.self) { try writer.add(wrong) }
    #expect(try folder.read() == "profiles:\n  new: {}\n")
  }
}
