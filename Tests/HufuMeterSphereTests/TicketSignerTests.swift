import HufuClient
import HufuSigning
import Testing

@testable import HufuMeterSphere

@Suite struct TicketSignerTests {
  static let credential = MeterSphere.Credential(accessKey: "AKtestAKtest0001", secretKey: Secret("SKtestSKtest0001"))
  static let nonce = "00000000-0000-4000-8000-000000000000"

  private func signed(
    _ request: APIRequest = APIRequest(.get, "/x"), _ settings: MeterSphere.Settings = .init(),
    _ credential: MeterSphere.Credential = credential, nonce: String = nonce
  ) throws -> APIRequest {
    try MeterSphere(settings: settings).signer(for: credential, token: nil).signed(
      request, at: Timestamp(1_700_000_000_000), nonce: nonce)
  }

  @Test(arguments: try TicketVector.tickets())
  func signsAsTheVectorSays(_ row: TicketVector) throws {
    let time = try #require(Int64(row.fields[2]))
    let signer = try MeterSphere(settings: .init()).signer(for: row.credential, token: nil)
    let request = try signer.signed(APIRequest(.post, "/test/plan/run"), at: Timestamp(time), nonce: row.fields[1])
    #expect(request.headers["signature"] == row.signature)
    #expect(request.headers["accessKey"] == row.accessKey)
    #expect(row.fields[1].count != 36 || row.secretKey.count != 16 || row.signature.count == 108)
  }

  @Test func firstBlockIsConstantForASecret() throws {
    let property = try TicketVector.file().firstBlockProperty
    let first = try Base64.decode(try #require(signed().headers["signature"])).prefix(16)
    #expect(Base64.encode(first) == property.aesEcbOfZeroBlock)
  }

  @Test func setsStandingHeadersAsTheGenerationWantsThem() throws {
    let settings = MeterSphere.Settings(generation: .v2, workspace: "w1", organization: "o1", project: "p1")
    #expect(
      try signed(APIRequest(.get, "/x"), settings).headers.map(\.name) == ["accessKey", "Accept", "PROJECT", "WORKSPACE", "signature"])
    var v3 = settings
    v3.generation = .v3
    let headers = try signed(APIRequest(.get, "/x"), v3).headers
    #expect(headers["ORGANIZATION"] == "o1")
    #expect(headers["WORKSPACE"] == nil)
    #expect(try signed(APIRequest(.get, "/x")).headers.map(\.name) == ["accessKey", "Accept", "signature"])
  }

  @Test func dropsSessionsAndForeignTickets() throws {
    let mine = [
      HeaderField("Cookie", "MS_SESSION_ID=1"), HeaderField("x-auth-token", "t"), HeaderField("SSO-TOKEN", "s"),
      HeaderField("csrf-token", "c"), HeaderField("ACCESSKEY", "other"), HeaderField("Signature", "old"), HeaderField("X-Mine", "kept"),
      HeaderField("accept", "text/html"),
    ]
    let headers = try signed(APIRequest(.get, "/x", headers: mine)).headers
    #expect(headers.map(\.name) == ["X-Mine", "accessKey", "Accept", "signature"])
    #expect(headers["Accept"] == "application/json")
  }

  @Test func signatureIsTheOnlySecretLineAndDependsOnTimeAndNonceAlone() throws {
    let signer = try MeterSphere(settings: .init()).signer(for: Self.credential, token: nil)
    let time = Timestamp(1_700_000_000_000)
    let a = try signer.edited(APIRequest(.get, "/a"), at: time, nonce: Self.nonce)
    let b = try signer.edited(APIRequest(.post, "/b", body: .bytes([1])), at: time, nonce: Self.nonce)
    #expect(a.secretHeaders == ["signature"])
    #expect(a.request.headers["signature"] == b.request.headers["signature"])
    let later = try signer.signed(APIRequest(.get, "/a"), at: time + .milliseconds(1), nonce: Self.nonce)
    #expect(later.headers["signature"] != a.request.headers["signature"])
  }

  @Test(arguments: [
    ("AKtestAKtest000", "SKtestSKtest0001"), ("AKtestAKtest00012", "SKtestSKtest0001"), ("AKtest|Ktest0001", "SKtestSKtest0001"),
    ("AKtestAKtest0001", "SKtestSKtest000"), ("AKtestAKtest0001", "SKtestSKtest0001 "), ("AKtest AKtest001", "SKtestSKtest0001"),
  ])
  func refusesKeysOfTheWrongShapeAndSaysWhereToFindThem(_ accessKey: String, _ secretKey: String) throws {
    let credential = MeterSphere.Credential(accessKey: accessKey, secretKey: Secret(secretKey))
    let error = #expect(throws: SigningError.self) { try signed(APIRequest(.get, "/x"), .init(), credential) }
    #expect(error?.reason == .credential)
    #expect(error?.kind == .configuration)
    #expect(error?.remedy?.zh.contains("【个人信息】-【API Keys】") == true)
    #expect(!String(reflecting: error).contains(secretKey))
  }

  @Test func refusesScopesNoHeaderCanCarry() {
    let error = #expect(throws: SigningError.self) { try signed(APIRequest(.get, "/x"), .init(project: "演示\r\nX: y")) }
    #expect(error?.reason == .parameter)
  }

  @Test func printsNoSecret() throws {
    let signer = try MeterSphere(settings: .init()).signer(for: Self.credential, token: nil)
    for text in [String(reflecting: Self.credential), String(reflecting: signer), "\(signer)"] {
      #expect(!text.contains("SKtestSKtest0001"))
    }
  }

  @Test func helpQuotesTheVendorsMenu() {
    for field in MeterSphere.fields {
      #expect(field.help.zh.contains("【个人信息】-【API Keys】"))
      #expect(field.help.en.contains("【个人信息】-【API Keys】"))
    }
  }
}
