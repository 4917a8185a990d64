import HufuClient
import HufuProfiles
import HufuSigning
import Testing

@Suite struct EnvironmentTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func profiles(_ yaml: String, _ environment: [String: String]) throws -> ProfileFile {
    try ProfileFile(platforms: [FakePlatform.self], path: try folder.write(yaml), environment: environment)
  }

  @Test func aProfileLivesInTheEnvironmentAlone() throws {
    let profile = try profiles(
      "",
      [
        "HUFU_PROFILE_MY_MS_PLATFORM": "fake", "HUFU_PROFILE_MY_MS_URL": "https://x/server/", "HUFU_PROFILE_MY_MS_ACCESS_KEY": "AK",
        "HUFU_PROFILE_MY_MS_SECRET_KEY": "env:OTHER", "HUFU_PROFILE_MY_MS_IS_LOUD": "true", "HUFU_PROFILE_MY_MS_WORKSPACE": "w",
        "HUFU_PROFILE_MY_MS_TLS_CA_FILE": "/ca", "HUFU_PROFILE_MY_MS_ALLOW_HTTP": "true", "HUFU_PROFILE_MY_MS_PROJECT": "setting",
        "HUFU_PROFILE_MY_MS_DEFAULTS_PROJECT": "argument",
      ]
    ).profile("my-ms")
    #expect(profile.endpoint.description == "https://x")
    #expect(profile.credentials["secretKey"] == Sourced(.environment("OTHER"), from: .environment("HUFU_PROFILE_MY_MS_SECRET_KEY")))
    #expect(profile.settings["isLoud"]?.value == .string("true"))
    #expect(profile.settings["project"]?.value == .string("setting"))
    #expect(profile.defaults.mapValues(\.value) == ["workspace": "w", "project": "argument"])
    #expect(profile.caFile?.value == "/ca")
    #expect(profile.allowsHTTP?.value == true)
  }

  private static let file =
    "profiles: { my: { platform: fake, url: 'https://file', timeout: 1s }, my-ms: { platform: fake, url: 'https://ms' } }"

  @Test func flagOverEnvironmentOverFile() throws {
    let environment = ["HUFU_PROFILE_MY_URL": "https://environment", "HUFU_PROFILE_MY_GENERATION": "v1"]
    let plain = try profiles(Self.file, environment).profile("my")
    #expect(plain.endpoint.host == "environment")
    #expect(plain.endpointOrigin == .environment("HUFU_PROFILE_MY_URL"))
    #expect(plain.settings["generation"]?.value == .string("v1"))
    #expect(plain.timeout?.value == .seconds(1))
    let flagged = try profiles(Self.file, environment).profile("my", flags: ["url": "https://flag", "settings.generation": "v3"])
    #expect(flagged.endpoint.host == "flag")
    #expect(flagged.endpointOrigin == .flag("--url"))
    #expect(flagged.settings["generation"] == Sourced(.string("v3"), from: .flag("--settings.generation")))
  }

  @Test func theLongerNameIsMeant() throws {
    let profiles = try profiles(Self.file, ["HUFU_PROFILE_MY_MS_URL": "https://environment"])
    #expect(try profiles.profile("my").endpoint.host == "file")
    #expect(try profiles.profile("my-ms").endpoint.host == "environment")
    #expect(profiles.names == ["my", "my-ms"])
  }

  @Test(arguments: [
    ("HUFU_PROFILE_MY_SECRT_KEY", "x", "HUFU_PROFILE_MY_SECRET_KEY"), ("HUFU_PROFILE_MY_GENERATION", "v9", ""),
    ("HUFU_PROFILE_MY_TIMEOUT", "soon", ""), ("HUFU_PROFILE_MY_PLATFORM", "fak", "fake"), ("HUFU_PROFILE_MY_URL", "", ""),
  ])
  func faultsNameTheVariable(_ name: String, _ text: String, _ hint: String) throws {
    let error = try #require(throws: ConfigurationError.self) { try profiles(Self.file, [name: text]).profile("my") }
    #expect(error.message.en.contains(name) && error.message.zh.contains(name))
    #expect(hint.isEmpty || error.remedy?.en.contains(hint) == true)
  }

  @Test func unknownFlag() throws {
    #expect(throws: UsageError.self) { try profiles(Self.file, [:]).profile("my", flags: ["ulr": "x"]) }
  }

  @Test(arguments: [("500ms", 500), ("30s", 30_000), ("1.5m", 90_000), ("2h", 7_200_000)])
  func durations(_ text: String, _ milliseconds: Int) throws {
    #expect(try profiles(Self.file, [:]).profile("my", flags: ["timeout": text]).timeout?.value == .milliseconds(milliseconds))
  }

  @Test(arguments: ["30", "s", "-1s", "0s", "30 s", "1d", "1e3s", "nan s"])
  func noDurations(_ text: String) throws {
    let error = try #require(throws: ConfigurationError.self) { try profiles(Self.file, [:]).profile("my", flags: ["timeout": text]) }
    #expect(error.message.en.contains("--timeout"))
  }

  @Test(arguments: [("10/s", 10), ("600/m", 10), ("1/h", 1.0 / 3600), ("0.5/s", 0.5)])
  func rates(_ text: String, _ perSecond: Double) throws {
    #expect(try profiles(Self.file, [:]).profile("my", flags: ["rate": text]).rate?.value == perSecond)
  }

  @Test(arguments: ["10", "/s", "0/s", "-1/s", "10/d", "inf/s", "nan/s"])
  func noRates(_ text: String) throws {
    #expect(throws: ConfigurationError.self) { try profiles(Self.file, [:]).profile("my", flags: ["rate": text]) }
  }
}
