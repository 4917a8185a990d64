import HufuClient
import HufuProfiles
import HufuSigning
import Testing

@Suite struct ProfileFileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func profiles(_ yaml: String, environment: [String: String] = [:], mode: Int = 0o600) throws -> ProfileFile {
    try ProfileFile(platforms: [FakePlatform.self], path: try folder.write(yaml, mode: mode), environment: environment)
  }

  private static let whole = """
    profiles:
      ms:
        platform: fake
        url: https://ms.example.com:8443/proxy/ms/
        settings: { generation: v3, limit: 5, isLoud: true }
        credentials:
          accessKey: env:MS_ACCESS_KEY
          secretKey: very-secret-text
          user: 007
        defaults: { project: p1, workspace: "w 1" }
        headers: { User-Agent: corp-ci }
        timeout: 1.5s
        rate: 600/m
        proxy: http://me:hunter22@proxy.corp:3128
        tls:
          caFile: /etc/ssl/corp.pem
          pin: sha256/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
          insecure: false
        allowHTTP: false
    """

  @Test func everyField() throws {
    let profile = try profiles(Self.whole).profile("ms")
    #expect(profile.endpoint == Endpoint(scheme: .https, host: "ms.example.com", port: 8443, prefix: "/proxy"))
    #expect(profile.notices.map(\.kind) == [.configuration])
    #expect(profile.timeout?.value == .milliseconds(1500))
    #expect(profile.rate?.value == 10)
    #expect(profile.credentials["user"]?.value == .literal(Secret("007")))
    #expect(profile.credentials["accessKey"]?.value == .environment("MS_ACCESS_KEY"))
    #expect(profile.settings["limit"]?.value == .number("5"))
    #expect(profile.defaults.mapValues(\.value) == ["project": "p1", "workspace": "w 1"])
    #expect(profile.headers.map(\.value) == [HeaderField("User-Agent", "corp-ci")])
    #expect(profile.endpointOrigin == .file(folder.path + "/config.yaml", line: 4, column: 10))
  }

  @Test func whatIsShownHoldsNoSecret() throws {
    let profile = try profiles(Self.whole).profile("ms")
    let shown = profile.entries.map { "\($0.name)=\($0.text)" }
    #expect(
      shown == [
        "platform=fake", "url=https://ms.example.com:8443/proxy", "credentials.accessKey=env:MS_ACCESS_KEY",
        "credentials.secretKey=literal:<redacted>", "credentials.user=007", "settings.generation=v3", "settings.limit=5",
        "settings.isLoud=true",
        "defaults.project=p1", "defaults.workspace=w 1", "headers.User-Agent=corp-ci", "timeout=1500ms", "rate=10/s",
        "proxy=http://<redacted>@proxy.corp:3128", "tls.caFile=/etc/ssl/corp.pem",
        "tls.pin=sha256/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "tls.insecure=false", "allowHTTP=false",
      ])
    for text in [String(describing: profile), String(reflecting: profile)] {
      #expect(!text.contains("very-secret-text"))
      #expect(!text.contains("hunter22"))
    }
  }

  @Test func defaultsOfThePlatformAreShown() throws {
    let entries = try profiles("profiles: { a: { platform: fake, url: 'https://x' } }").profile("a").entries
    #expect(entries.last?.name == "settings.generation")
    #expect(entries.last?.text == "v2")
    #expect(entries.last?.origin == .standard)
  }

  @Test(arguments: [
    ("profiles:\n  a: {platform: fake, url: https://x}", ["a"]), ("profiles:\n  b: {}\n  a: {}\n", ["b", "a"]), ("", []), ("profiles:", []),
    ("# nothing\n", []),
  ])
  func names(_ yaml: String, _ names: [String]) throws {
    #expect(try profiles(yaml).names == names)
  }

  /// Whoever names a file means one that is there.
  @Test func aFileThatIsNotThereIsTold() throws {
    let path = folder.path + "/nowhere.yaml"
    let named = try ProfileFile(platforms: [FakePlatform.self], environment: ["HUFU_CONFIG": path])
    let error = #expect(throws: ConfigurationError.self) { try named.profile("ms") }
    #expect(error?.message.en == "There is no profile ms: the configuration that HUFU_CONFIG names does not exist.")
    #expect(error?.file == path && error?.remedy?.zh.contains("核对 HUFU_CONFIG 的路径") == true)
    let standard = try ProfileFile(platforms: [FakePlatform.self], path: path, environment: [:])
    let plain = #expect(throws: ConfigurationError.self) { try standard.profile("ms") }
    #expect(plain?.message.en.contains("HUFU_CONFIG") == false && plain?.remedy?.en.contains("hufu login ms") == true)
  }

  @Test func missingFileHasNoProfiles() throws {
    let profiles = try ProfileFile(platforms: [FakePlatform.self], path: folder.path + "/none.yaml", environment: [:])
    #expect(profiles.names.isEmpty)
    #expect(throws: ConfigurationError.self) { try profiles.profile("ms") }
  }

  @Test(arguments: [
    ([:], "/.config/hufu/config.yaml"), (["HOME": "/home/me"], "/home/me/.config/hufu/config.yaml"),
    (["HOME": "/home/me", "XDG_CONFIG_HOME": "/xdg"], "/xdg/hufu/config.yaml"),
    (["HOME": "/home/me", "XDG_CONFIG_HOME": "relative"], "/home/me/.config/hufu/config.yaml"),
    (["HOME": "/home/me", "HUFU_CONFIG": "~/x.yaml", "XDG_CONFIG_HOME": "/xdg"], "/home/me/x.yaml"),
  ])
  func standardPath(_ environment: [String: String], _ path: String) {
    #expect(ProfileFile.standardPath(environment).hasSuffix(path))
  }

  @Test func aPlatformsIDNamesItsOnlyProfile() throws {
    let one = try profiles("profiles: { only: { platform: fake, url: 'https://x' } }")
    #expect(try one.profile("fake").name == "only")
    let two = try profiles("profiles: { a: { platform: fake, url: 'https://x' }, b: { platform: fake, url: 'https://y' } }")
    let error = #expect(throws: ConfigurationError.self) { try two.profile("fake") }
    #expect(error?.remedy?.en.contains("a, b") == true)
    let unknown = #expect(throws: ConfigurationError.self) { try one.profile("onyl") }
    #expect(unknown?.remedy?.en.contains("only") == true)
  }

  @Test func aFaultyProfileDoesNotHideAnother() throws {
    let profiles = try profiles("profiles:\n  bad: { platfrom: fake }\n  good: { platform: fake, url: https://x }\n")
    #expect(try profiles.profile("good").endpoint.host == "x")
    let error = #expect(throws: ConfigurationError.self) { try profiles.profile("bad") }
    #expect(error?.line == 2)
    #expect(error?.column == 10)
  }

  /// Text with a fault, and where it is: line, column, a word of the message, a word of the remedy.
  static let faults: [(String, Int, Int, String, String)] = [
    ("profils:\n  a: {}", 1, 1, "profils", "profiles"),
    ("profiles:\n  a:\n    platform: fake\n    url: https://x\n    tsl: {}", 5, 5, "tsl", "tls"),
    ("profiles:\n  a:\n    platform: fake\n    url: https://x\n    tls: { cafile: x }", 5, 12, "cafile", "caFile"),
    ("profiles:\n  a:\n    platform: fake\n    url: https://x\n    credentials:\n      acessKey: x", 6, 7, "acessKey", "accessKey"),
    ("profiles:\n  a:\n    platform: fake\n    url: https://x\n    settings:\n      genration: v2", 6, 7, "genration", "generation"),
    ("profiles:\n  a:\n    platform: fake\n    url: https://x\n    settings: { generation: v4 }", 5, 29, "v4", ""),
    ("profiles:\n  a:\n    platform: fake\n    url: https://x\n    settings: { limit: many }", 5, 24, "limit", ""),
    ("profiles:\n  a:\n    platform: fak\n    url: https://x", 3, 15, "fak", "fake"),
    ("profiles:\n  a:\n    url: https://x", 2, 3, "platform", "fake"),
    ("profiles:\n  a:\n    platform: fake", 2, 3, "url", "url"),
    ("profiles:\n  a:\n    platform: fake\n    url: ms.example.com", 4, 10, "ms.example.com", "https://"),
    ("profiles:\n  a:\n    platform: fake\n    url: https://x\n    timeout: 30", 5, 14, "30s", "30s"),
    ("profiles:\n  a:\n    platform: fake\n    url: https://x\n    rate: 10", 5, 11, "10/s", "10/s"),
    ("profiles:\n  a:\n    platform: fake\n    url: https://x\n    tls: { pin: abc }", 5, 17, "tls.pin", "openssl"),
    ("profiles:\n  a:\n    platform: fake\n    url: https://x\n    allowHTTP: yes", 5, 16, "allowHTTP", ""),
    ("profiles:\n  a:\n    platform: fake\n    url: https://x\n    url: https://y", 4, 5, "url", ""),
    ("profiles:\n  a:\n    platform: fake\n    url: [https://x]", 4, 10, "url", ""),
    ("profiles:\n  a:\n    platform: fake\n    url:\n    timeout: 1s", 4, 9, "url", ""),
    ("profiles:\n  a:\n    platform: fake\n    url: https://x\n    credentials: none", 5, 18, "credentials", ""),
    ("profiles:\n  a:\n    platform: fake\n    url: https://x\n    headers: { Host: y }", 5, 16, "headers.Host", ""),
    (
      "profiles:\n  a:\n    platform: fake\n    url: https://x\n    headers: { authorization: y }", 5, 16, "headers.authorization",
      "credentials"
    ),
    ("profiles:\n  a:\n    platform: fake\n    url: https://x\n    headers: { 'a b': y }", 5, 16, "headers.a b", ""),
    ("profiles:\n  a:\n    platform: fake\n    url: https://x\n    proxy: ftp://p", 5, 12, "proxy", "http://"),
    ("profiles:\n  a:\n    platform: fake\n    url: https://x\n    credentials: { accessKey: 'env:' }", 5, 31, "env:NAME", ""),
    ("profiles:\n  a: [1]", 2, 6, "profile a", ""), ("- a\n", 1, 1, "profiles", ""), ("profiles:\n\ta: b", 2, 1, "YAML", ""),
    ("profiles:\n  a: 'b", 2, 8, "YAML", ""),
  ]

  @Test(arguments: faults)
  func faultsSayWhereTheyAre(_ yaml: String, _ line: Int, _ column: Int, _ word: String, _ hint: String) throws {
    let error = try #require(throws: ConfigurationError.self) { try profiles(yaml).profile("a") }
    #expect(error.file == folder.path + "/config.yaml")
    #expect(error.line == line)
    #expect(error.column == column)
    #expect(error.message.en.contains(word) && error.message.zh.contains(word))
    #expect(hint.isEmpty || error.remedy?.en.contains(hint) == true)
  }

  @Test func yamlErrorsDoNotQuoteTheFile() throws {
    let error = try #require(throws: ConfigurationError.self) { try profiles("profiles:\n  a:\n    secretKey: hunter22\n   x: [") }
    #expect(!"\(error)".contains("hunter22"))
  }

  @Test func anOpenFileMustNotHoldSecrets() throws {
    let error = try #require(throws: ConfigurationError.self) { try profiles(Self.whole, mode: 0o644) }
    #expect(error.remedy?.en.contains("chmod 600 \(folder.path)/config.yaml") == true)
    #expect(error.line == 8 || error.line == 14)
    #expect(!"\(error)".contains("very-secret-text"))
    let references = "profiles: { a: { platform: fake, url: 'https://x', credentials: { secretKey: 'env:X', user: me } } }"
    #expect(try profiles(references, mode: 0o644).names == ["a"])
  }

  @Test func aFileThatCannotBeRead() throws {
    let error = try #require(throws: ConfigurationError.self) { try ProfileFile(platforms: [], path: folder.path, environment: [:]) }
    #expect(error.file == folder.path)
  }
}
