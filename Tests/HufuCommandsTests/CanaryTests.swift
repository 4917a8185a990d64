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
