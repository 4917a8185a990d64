import HufuClient
import HufuSigning
import HufuTesting
import Testing

@testable import HufuBlueKingCI

@Suite struct ToolTests {
  static let now = Timestamp(1_700_000_000_000)

  static func run(_ name: String, _ options: [String: PlatformTool.Value]) throws -> JSONValue {
    let tool = try #require(BlueKingCI.tools.first { $0.name == name })
    for option in options.keys { #expect(tool.options.contains { $0.name == option }) }
    return try tool.run(options, now)
  }

  /// common.yml as a YAML reader gives it.
  static let commonYML: JSONValue = [
    "spring": ["application": ["name": "x"]],
    "auth": ["url": "", "accessToken": ["enabled": true, "secret": "synthetic-secret", "expirationTime": 86_400_000]],
  ]

  @Test(arguments: try TokenRow.all().filter { $0.plain.hasPrefix(#"{"userId":""#) })
  func `mints the server's own token`(row: TokenRow) throws {
    let claims = try #require(TokenClaims(plaintext: Array(row.plain.utf8)))
    let minted = try Self.run(
      "mint",
      [
        "secret": .secret(Secret(row.secret)), "user": .text(try #require(claims.user)),
        "expires-at": .text(String(claims.expires.milliseconds)),
      ])
    #expect(
      minted == [
        "userId": .string(claims.user ?? ""), "expirationTime": .int(claims.expires.milliseconds), "accessToken": .string(row.token),
      ])
  }

  @Test func `the life of a token: given, from common.yml, or a day`() throws {
    func expiry(_ options: [String: PlatformTool.Value]) throws -> Int64? {
      try Self.run("mint", options.merging(["user": .text("admin")]) { $1 })["expirationTime"]?.int
    }
    let secret = PlatformTool.Value.secret(Secret("s"))
    let start = Self.now.milliseconds
    #expect(try expiry(["secret": secret]) == start + 86_400_000)
    #expect(try expiry(["secret": secret, "lifetime": .text("30m")]) == start + 1_800_000)
    #expect(try expiry(["secret": secret, "expires-at": .text("2027-01-01T00:00:00+08:00")]) == 1_798_732_800_000)
    #expect(try expiry(["common-yml": .yaml(["accessToken": ["secret": "s"]])]) == start + 14_400_000)
    #expect(try expiry(["common-yml": .yaml(["accessToken": ["secret": "s", "expirationTime": .number("8.64e7")]])]) == start + 86_400_000)
    #expect(try expiry(["common-yml": .yaml(Self.commonYML), "lifetime": .text("1s")]) == start + 1000)
    for wrong in [
      ["lifetime": PlatformTool.Value.text("soon")], ["expires-at": .text("tomorrow")],
      ["lifetime": .text("1h"), "expires-at": .text("1")],
    ] {
      #expect(throws: UsageError.self) { try expiry(wrong.merging(["secret": secret]) { $1 }) }
    }
  }

  @Test func `common.yml is read wherever the section stands`() throws {
    let expected = try Self.run(
      "mint", ["secret": .secret(Secret("synthetic-secret")), "user": .text("u"), "expires-at": .text("1999999999999")])
    let section: JSONValue = ["enabled": true, "secret": "synthetic-secret"]
    for file in [Self.commonYML, ["accessToken": section], ["a": ["b": ["auth": ["accessToken": section]]]]] {
      #expect(try Self.run("mint", ["common-yml": .yaml(file), "user": .text("u"), "expires-at": .text("1999999999999")]) == expected)
    }
    #expect(throws: ConfigurationError.self) { try Self.run("mint", ["common-yml": .yaml(["auth": ["url": ""]]), "user": .text("u")]) }
    #expect(throws: SigningError.self) { try Self.run("mint", ["common-yml": .yaml(["accessToken": ["secret": ""]]), "user": .text("u")]) }
    #expect(throws: UsageError.self) { try Self.run("mint", ["user": .text("u")]) }
    #expect(throws: UsageError.self) { try Self.run("mint", ["secret": .secret(Secret("s"))]) }
    #expect(throws: UsageError.self) {
      try Self.run("mint", ["secret": .secret(Secret("s")), "common-yml": .yaml(Self.commonYML), "user": .text("u")])
    }
  }

  @Test(arguments: try TokenRow.all().filter { $0.plain.contains("expirationTime") && $0.raw != $0.once })
  func `inspects a token in any form`(row: TokenRow) throws {
    let claims = try #require(TokenClaims(plaintext: Array(row.plain.utf8)))
    for (text, form) in [(row.raw, "raw"), (row.once, "once"), (row.twice, "twice")] {
      let found = try Self.run("inspect", ["token": .secret(Secret(text)), "secret": .secret(Secret(row.secret))])
      #expect(found["userId"]?.text == claims.user)
      #expect(found["expirationTime"]?.int == claims.expires.milliseconds)
      #expect(found["expired"] == .bool(claims.expires < Self.now))
      #expect(found["form"]?.text == form)
    }
  }

  @Test func `what cannot be inspected says why`() throws {
    let row = try TokenRow.all()[0]
    let error = try #require(throws: APIError.self) {
      try Self.run("inspect", ["token": .secret(Secret(row.token)), "secret": .secret(Secret("another"))])
    }
    #expect(error.kind.exitCode == .authentication)
    #expect(throws: SigningError.self) { try Self.run("inspect", ["token": .secret(Secret("AAAA")), "secret": .secret(Secret("s"))]) }
    #expect(throws: UsageError.self) { try Self.run("inspect", ["secret": .secret(Secret("s"))]) }
  }

  @Test func `topics say where, what and what next`() throws {
    let texts = Dictionary(uniqueKeysWithValues: BlueKingCI.topics.map { ($0.name, $0.text) })
    for text in [try #require(texts["enable-token"]).zh, try #require(texts["enable-token"]).en] {
      for piece in ["/data/bkce/etc/ci/common.yml", "enabled: true", "expirationTime", "BKCI-auth.service", "bk-ci-openapi.service"] {
        #expect(text.contains(piece))
      }
    }
    #expect(try #require(texts["token-get"]).zh.contains("/ms/auth/api/user/token/get"))
  }
}
