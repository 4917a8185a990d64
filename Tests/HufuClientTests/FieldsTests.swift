import HufuClient
import HufuSigning
import Testing

@Suite struct FieldsTests {
  @Test func defaultsAreFilledInAndTypesRead() throws {
    let settings = try Fake.settings(from: ["depth": "7"])
    #expect(settings.flavour == "sweet")
    #expect(settings.depth == 7)
  }

  @Test func wrongSettingsAreNamed() {
    let value = #expect(throws: ConfigurationError.self) { try Fake.settings(from: ["flavour": "swet"]) }
    #expect(value?.remedy?.en.contains("sweet") ?? false)
    let name = #expect(throws: ConfigurationError.self) { try Fake.settings(from: ["flavor": "sweet"]) }
    #expect(name?.remedy?.en.contains("flavour") ?? false)
    #expect(throws: ConfigurationError.self) { try Fake.settings(from: ["depth": "deep"]) }
  }

  @Test func aMissingCredentialSaysWhereToGetIt() {
    let error = #expect(throws: ConfigurationError.self) { try Fake.credential(from: ["key": Secret("k")]) }
    #expect(error?.remedy?.zh.contains("【密钥】") ?? false)
  }

  @Test func anEditPutsItsLinesInPlaceOfTheCallers() throws {
    let signer = FakeSigner(secret: Secret("four"), token: nil)
    let request = APIRequest(.get, "/x", query: "a=1&a=%2B", headers: [HeaderField("x-sign", "mine"), HeaderField("cookie", "c")])
    let signed = try signer.signed(request, at: Timestamp(5), nonce: "n")
    #expect(signed.headers == [HeaderField("X-Sign", "4|-|5|n")])
    #expect(signed.target == "/x?a=1&a=%2B")
  }
}
