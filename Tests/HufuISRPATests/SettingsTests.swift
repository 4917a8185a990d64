import HufuClient
import HufuISRPA
import HufuSigning
import Testing

@Suite struct SettingsTests {
  static let credential = ISRPA.Credential(accessKey: "a", secretKey: Secret("b"))

  @Test func `defaults of the profile are those of the library`() throws {
    let fromProfile = try ISRPA.settings(from: [:])
    let fromLibrary = ISRPA.Settings()
    #expect(String(reflecting: fromProfile.release) == String(reflecting: fromLibrary.release))
    #expect(fromProfile.release.rawValue == "2020.4")
    #expect(fromProfile.jsonStyle == fromLibrary.jsonStyle && fromProfile.jsonStyle == .sorted)
    #expect(fromProfile.slash == fromLibrary.slash && fromProfile.slash == .literal)
    #expect(fromProfile.stringify == fromLibrary.stringify && fromProfile.stringify == .rejectNested)
    #expect(fromProfile.successCodes == fromLibrary.successCodes)
    #expect(fromProfile.refusedCodes == fromLibrary.refusedCodes)
    #expect(fromProfile.tokenPointer == nil)
  }

  @Test(arguments: ISRPA.Settings.Release.allCases.filter { $0.rawValue != "2020.4" })
  func `a release whose rules are not public is refused`(release: ISRPA.Settings.Release) throws {
    var settings = ISRPA.Settings()
    settings.release = release
    let error = try #require(throws: SigningError.self) {
      try ISRPA(settings: settings).signer(for: Self.credential, token: AccessToken(Secret("t")))
    }
    #expect(error.reason == .unknownScheme)
    #expect(error.message.zh.contains(release.rawValue))
    #expect(error.kind.exitCode == .configuration)
  }

  @Test func `2020.5 can fetch tokens, older ones have no such operation`() throws {
    for (release, has) in [("2020.4", true), ("2020.5", true), ("10.3", false), ("rpa9", false)] {
      let catalogue = ISRPA(settings: try ISRPA.settings(from: ["release": .string(release)])).catalogue
      #expect(try catalogue.operations().isEmpty != has)
    }
  }

  @Test(
    arguments: [
      ["release": "2020.6"], ["jsonStyle": "pretty"], ["slash": "both"], ["stringify": "maybe"], ["tokenPointer": "result/accessToken"],
      ["tokenPoiner": "/x"],
    ] as [[String: JSONValue]])
  func `a value that is not allowed is a configuration error`(settings: [String: JSONValue]) {
    #expect(throws: ConfigurationError.self) { try ISRPA.settings(from: settings) }
  }

  @Test func `a missing key names where to get it`() {
    let error = #expect(throws: ConfigurationError.self) { try ISRPA.credential(from: ["accessKey": Secret("a")]) }
    #expect(error?.remedy?.zh.contains("secretKey") == true)
  }

  @Test func `pasted paths are dropped from the url`() throws {
    for suffix in ["/oapi/v1/token", "/oapi/v1/", "/doc.html", "/"] {
      let parsed = try Endpoint.parse("https://rpa.example.com:8443\(suffix)", dropping: ISRPA.droppedURLSuffixes)
      #expect(parsed.endpoint.description == "https://rpa.example.com:8443")
    }
  }
}
