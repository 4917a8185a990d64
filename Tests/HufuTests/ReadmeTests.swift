import Hufu
import Testing

/// `import Hufu` is all a Swift program needs.
@Suite struct ReadmeTests {
  /// README's program; that it compiles is the test.
  static func program() async throws {
    let hufu = try ProfileFile.standard()
    try await hufu.withConnection("tca") { connection in
      for try await repository in try connection.items("repos.list") {
        print(repository["name"]?.text ?? "")
      }
    }
  }

  @Test func everyNameComesWithOneImport() async throws {
    #expect(ProfileFile.standardPath(["HOME": "/h"]) == "/h/.config/hufu/config.yaml")
    #expect(Platforms.all.map { $0.id } == [MeterSphere.id, Tianyi.id, CodeAnalysis.id, ISRPA.id, BlueKingCI.id])
    let ticket = try MeterSphere(settings: MeterSphere.settings(from: [:])).signer(
      for: MeterSphere.credential(from: ["accessKey": Secret("AKtestAKtest0001"), "secretKey": Secret("SKtestSKtest0001")]), token: nil)
    let signed = try ticket.signed(
      APIRequest(.get, "/user/key/validate"), at: Timestamp(1_700_000_000_000), nonce: "00000000-0000-4000-8000-000000000000")
    #expect(signed.headers["accessKey"] == "AKtestAKtest0001")
    #expect(signed.headers["signature"]?.hasPrefix("pnJZ0IHIpctwxj7xOFUXn") ?? false)
  }
}
