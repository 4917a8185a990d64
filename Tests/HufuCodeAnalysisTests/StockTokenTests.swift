import HufuClient
import HufuSigning
import Testing

@testable import HufuCodeAnalysis

@Suite struct StockTokenTests {
  private static let token = "aaaabbbbccccddddeeeeffff0000111122223333"
  private static let stock: Set = [Hex.encode(SHA256Hash.hash(Array(token.utf8)))]

  @Test(arguments: [token, "Token \(token)", " \(token)\n"])
  func `a token everybody knows is warned of, however it was pasted`(text: String) {
    let warnings = CodeAnalysis.warnings(.init(token: Secret(text)), stock: Self.stock)
    #expect(warnings.count == 1)
    #expect(!warnings.contains { $0.zh.contains(Self.token) || $0.en.contains(Self.token) })
  }

  @Test func `another token is not`() {
    #expect(CodeAnalysis.warnings(.init(token: Secret(String(Self.token.reversed()))), stock: Self.stock).isEmpty)
    #expect(CodeAnalysis.warnings(.init(token: Secret(Self.token))).isEmpty)
  }
}
