import Foundation
import HufuClient
import HufuSandbox
import HufuSigning
import Testing

/// With known secrets in every profile, nothing any command prints holds them in any spelling, but for what is asked for by name.
@Suite struct CanaryTests {
  @Test func nothingPrintsASecret() async throws {
    let desk = try Desk()
    var secrets: Set<String> = []
    for mount in desk.plan.mounts {
      let platform = try #require(Specimens.platform(mount.platform))
      for field in platform.fields where field.isSecret { if let value = mount.profile.credentials[field.name] { secrets.insert(value) } }
    }
    #expect(secrets.count >= 5)
    let lines: [[String]] =
      desk.plan.mounts.map(\.profile.name).flatMap { profile in
        [
          ["profile", "show", profile], ["profile", "check", profile], ["token", "show", profile],
          ["token", "refresh", profile, "--verbose"],
          ["request", profile, "GET", "/nonsense", "--verbose"], ["request", profile, "GET", "/x?access_token=abc", "--dry-run"],
          ["request", profile, "POST", "/oapi/v1/token", "a=b", "--verbose"],
        ]
      } + [
        ["profile", "list"], ["call", "ms", "environments.list", "--verbose"], ["call", "ms", "key.validate", "--verbose"],
        ["call", "tianyi", "devices.list", "--verbose"], ["call", "tianyi", "stream.hls", "device=x", "--verbose"],
        ["call", "tca", "token.get", "--verbose"], ["call", "tca", "repos.list", "--verbose", "--envelope"],
        ["call", "isrpa", "job.create", "a=b", "--verbose"], ["call", "isrpa", "token.get"],
        ["call", "bkci", "projects.list", "--verbose"],
        ["call", "bkci", "projects.list", "--dry-run"], ["call", "ms", "environments.list", "--dry-run"],
      ]
    for line in lines {
      for language in Language.allCases {
        let outcome = await desk.run(line, language: language)
        for secret in secrets {
          for spelling in Spellings.of(secret) {
            #expect(!outcome.output.contains(spelling), "\(line.joined(separator: " ")) prints a secret on stdout")
            #expect(!outcome.errors.contains(spelling), "\(line.joined(separator: " ")) prints a secret on stderr")
          }
        }
      }
    }
    for entry in desk.sandbox.journal {
      let text = String(decoding: JSONWriter.compact(entry.json), as: UTF8.self)
      for secret in secrets { #expect(!text.contains(secret)) }
    }
  }
}

/// A server, or a proxy before it, that shows in its refusal what it was sent, as it decoded it.
private struct EchoingServer: Transport {
  func open(_ request: APIRequest, to endpoint: Endpoint) async throws -> Incoming {
    let sent =
      [String(decoding: PercentEncoding.decode(request.query ?? []), as: UTF8.self)]
      + request.headers.map { PercentEncoding.decode($0.value) }
    // Whatever they give their secrets in: alone, behind a name or behind a scheme.
    let words = sent.flatMap { $0.split { " &;{}\":,".contains($0) } }
    let body = JSONWriter.compact(["status": 400, "message": .string((sent + words.map(String.init)).joined(separator: "\n"))])
    let response = APIResponse(400, body: body)
    return Incoming(
      response.head,
      body: AsyncThrowingStream {
        $0.yield(response.body); $0.finish()
      })
  }
}

@Suite struct EchoedSecretTests {
  private static let bkci = "+xe4AbC9/qLmN0pQrStUv3wXyZaBcDeF/GhIjKlMnO0="

  @Test(arguments: [
    ("bkci", "accessToken", PercentEncoding.unreserved.encode(bkci), bkci),
    ("bkci", "accessToken", PercentEncoding.unreserved.encode(PercentEncoding.unreserved.encode(bkci)), bkci),
    ("tca", "token", "Token 0123456789abcdef0123456789abcdef01234567", "0123456789abcdef0123456789abcdef01234567"),
  ])
  func aServerThatEchoesGivesNothingAway(_ platform: String, _ field: String, _ given: String, _ bare: String) async throws {
    let desk = try Desk()
    let call = platform == "tca" ? "token.get" : "projects.list"
    let config = "profiles:\n  p:\n    platform: \(platform)\n    url: https://x.example\n    credentials: { \(field): env:GIVEN }\n"
    for options in [[], ["--verbose"], ["--output", "json"]] {
      let outcome = await desk.run(
        ["call", "p", call] + options, environment: ["HUFU_CONFIG": try desk.write(config, to: "p.yaml"), "GIVEN": given],
        transport: EchoingServer())
      #expect(outcome.exit != .ok)
      // What the server says is told by BlueKing's errors; code analysis' own words stand for it, and its headers show under --verbose.
      if platform == "bkci" || options == ["--verbose"] { #expect(outcome.errors.contains("<redacted>"), "\(outcome.errors)") }
      for text in [outcome.output, outcome.errors] {
        #expect(!text.contains(bare), "\(platform) \(text)")
        #expect(!text.contains(given))
      }
    }
  }
}

/// The application behind BlueKing's API gateway has a secret like any other.
@Suite struct GatewaySecretTests {
  private static let secret = "gw-hunter22-secret"
  private static func config(_ reference: String) -> String {
    """
    profiles:
      bk:
        platform: bkci
        url: https://gw.example
        settings: { gateway: /api/devops/prod }
        credentials: { user: admin, gatewayAppCode: my-app, gatewayAppSecret: "\(reference)" }

    """
  }

  @Test func nothingShowsIt() async throws {
    let desk = try Desk()
    for (name, reference) in [("clear", Self.secret), ("reference", "env:GW")] {
      let environment = ["HUFU_CONFIG": try desk.write(Self.config(reference), to: name + ".yaml", mode: 0o600), "GW": Self.secret]
      let bundle = desk.folder + "/\(name).json"
      for line in [
        ["profile", "show", "bk"], ["profile", "show", "bk", "--output", "json"], ["doctor", "bk", "--bundle", bundle],
        ["call", "bk", "projects.list", "--dry-run"],
      ] {
        let outcome = await desk.run(line, environment: environment)
        #expect(!outcome.output.contains(Self.secret) && !outcome.errors.contains(Self.secret), "\(line) \(name)")
      }
      #expect(!(try String(contentsOfFile: bundle, encoding: .utf8)).contains(Self.secret))
    }
  }

  @Test func aReferenceIsResolvedBeforeItIsSent() async throws {
    let desk = try Desk()
    let environment = ["HUFU_CONFIG": try desk.write(Self.config("env:GW"), to: "bk.yaml"), "GW": Self.secret]
    let outcome = await desk.run(["sign", "bk", "GET", "/x"], environment: environment)
    #expect(outcome.output.contains(Self.secret), "\(outcome.errors)")
    #expect(!outcome.output.contains("env:GW"))
  }

  @Test func inClearItNeedsAFileOfOnesOwnAndTheWishForIt() async throws {
    let desk = try Desk()
    let open = await desk.run(
      ["profile", "show", "bk"], environment: ["HUFU_CONFIG": try desk.write(Self.config(Self.secret), to: "open.yaml", mode: 0o644)])
    #expect(open.exit == .configuration)
    #expect(open.errors.contains("credentials.gatewayAppSecret"))
    let added = await desk.hufu(
      "profile", "add", "gw", "--platform", "bkci", "--url", "https://gw.example", "gateway=/api/devops/prod", "gatewayAppCode=my-app",
      "gatewayAppSecret=\(Self.secret)")
    #expect(added.exit == .configuration)
    #expect(!added.errors.contains(Self.secret))
  }
}

/// How a secret may be spelled.
enum Spellings {
  static func of(_ secret: String) -> [String] {
    let bytes = Array(secret.utf8)
    let encoded = PercentEncoding.unreserved.encode(secret)
    return [
      secret, encoded, encoded.lowercased(), PercentEncoding.unreserved.encode(encoded), Base64.encode(bytes), Hex.encode(bytes),
      Hex.encode(bytes, uppercase: true),
    ]
  }
}
