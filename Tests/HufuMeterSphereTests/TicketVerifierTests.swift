import HufuClient
import HufuSigning
import HufuTesting
import Testing

@testable import HufuMeterSphere

@Suite struct TicketVerifierTests {
  static let now = Timestamp(1_700_000_000_000)
  static let window: Int64 = 1_800_000
  static let nonce = "00000000-0000-4000-8000-000000000000"

  private func verdict(
    _ signature: String, accessKey: String = "AKtestAKtest0001", isExpired: Bool = false, strict: Bool = false, at now: Timestamp = now
  ) -> Result<Proof, SignatureRejection> {
    let request = APIRequest(.get, "/x", headers: [HeaderField("ACCESSKEY", accessKey), HeaderField("Signature", signature)])
    return Result { () throws(SignatureRejection) in
      try TicketVerifier(strict: strict).verify(request, at: now) { name in
        name == "AKtestAKtest0001" ? StoredKey(secretKey: Secret("SKtestSKtest0001"), isExpired: isExpired) : nil
      }
    }
  }

  private func detail(_ text: String, strict: Bool = false) throws -> String? {
    if case .failure(let rejection) = verdict(try ticket(text), strict: strict) { rejection.detail } else { nil }
  }

  @Test(arguments: try TicketVector.tickets())
  func acceptsVectors(_ row: TicketVector) throws {
    let request = APIRequest(
      .get, "/x", headers: [HeaderField("accessKey", row.accessKey), HeaderField("signature", row.signature)])
    let proof = try MeterSphere(settings: .init()).verify(
      request, by: row.credential, token: nil, strict: false, at: Timestamp(try #require(Int64(row.fields[2]))))
    #expect(proof.subject == row.accessKey)
    #expect(proof.replayKey == row.plaintext)
  }

  @Test func windowIsThirtyMinutesBothWaysAndItsEdgesAreGood() throws {
    for (offset, isGood) in [(0, true), (Self.window, true), (-Self.window, true), (Self.window + 1, false), (-Self.window - 1, false)] {
      for strict in [false, true] {
        let text = "AKtestAKtest0001|\(Self.nonce)|\(Self.now.milliseconds + offset)"
        #expect(try detail(text, strict: strict) == (isGood ? nil : "expired signature"), "offset \(offset)")
      }
    }
  }

  @Test(arguments: [
    "AKtestAKtest0001|1700000000000", "AKtestAKtest0001||\(nonce)||1700000000000|", "|AKtestAKtest0001|x|1700000000000",
    "  AKtestAKtest0001|x|y|z|1700000000000\n", "AKtestAKtest0001|not a uuid|+1700000000000",
  ])
  func realIsAsLenientAsTheServer(_ text: String) throws {
    #expect(try detail(text) == nil)
    #expect(try detail(text, strict: true) != nil)
  }

  @Test(arguments: [
    ("AKtestAKtest0001", "invalid signature"), ("aktestaktest0001|x|1700000000000", "invalid signature"),
    ("OTHERaccessKey01|x|1700000000000", "invalid signature"),
    ("AKtestAKtest0001|1700000000000|\(nonce)", "java.lang.NumberFormatException: For input string: \"\(nonce)\""),
    ("AKtestAKtest0001|x| 1700000000000", "java.lang.NumberFormatException: For input string: \" 1700000000000\""),
    ("AKtestAKtest0001|x|99999999999999999999", "java.lang.NumberFormatException: For input string: \"99999999999999999999\""),
    ("AKtestAKtest0001|x|1700000000", "expired signature"), ("AKtestAKtest0001|x|1700000000000000", "expired signature"),
    ("AKtestAKtest0001|x|-9223372036854775808", "expired signature"), ("", "java.lang.NullPointerException"),
    ("   ", "java.lang.NullPointerException"),
  ])
  func saysWhatTheServerSays(_ text: String, _ expected: String) throws {
    #expect(try detail(text) == expected)
  }

  @Test func readsBase64AsCommonsCodecDoes() throws {
    let good = try ticket("AKtestAKtest0001|\(Self.nonce)|1700000000000")
    let loose = [
      String(good.dropLast()), good.replacing("+", with: "-").replacing("/", with: "_"), "\(good.prefix(20)) \(good.dropFirst(20))",
    ]
    for text in loose {
      #expect(throws: Never.self) { try verdict(text).get() }
      #expect(throws: SignatureRejection.invalidSignature) { try verdict(text, strict: true).get() }
    }
  }

  @Test func checksKeyLifeAndTicketInTheServersOrder() throws {
    let late = try ticket("AKtestAKtest0001|\(Self.nonce)|1")
    #expect(throws: SignatureRejection.invalidAccessKey) { try verdict(late, accessKey: "aktestaktest0001").get() }
    #expect(throws: SignatureRejection.accessKeyExpired) { try verdict("garbage", isExpired: true).get() }
    #expect(throws: SignatureRejection.invalidSignature) { try verdict("garbage").get() }
    #expect(throws: SignatureRejection.invalidSignature) { try verdict(try ticket("x", secretKey: "SKtestSKtest0002")).get() }
    #expect(throws: SignatureRejection.expiredSignature) { try verdict(late).get() }
    for blank in ["", "  "] { #expect(throws: SignatureRejection.self) { try verdict(blank).get() } }
  }

  @Test func everyFlippedByteOfASignedRequestIsRefused() throws {
    let platform = MeterSphere(settings: .init())
    let credential = TicketSignerTests.credential
    let request = try platform.signer(for: credential, token: nil).signed(APIRequest(.get, "/x"), at: Self.now, nonce: Self.nonce)
    #expect(throws: Never.self) { try platform.verify(request, by: credential, token: nil, strict: true, at: Self.now) }
    for name in MeterSphere.binding.headers {
      let value = Array(try #require(request.headers[name]).utf8)
      for index in value.indices {
        for bit in 0..<7 {
          var changed = value
          changed[index] ^= 1 << UInt8(bit)
          var altered = request
          altered.headers.set(name, String(decoding: changed, as: UTF8.self))
          #expect(throws: SignatureRejection.self) { try platform.verify(altered, by: credential, token: nil, strict: true, at: Self.now) }
        }
      }
    }
  }

  @Test(arguments: [
    "AKtestAKtest0001|00000000-0000-4000-8000-000000000000|01700000000000",
    "AKtestAKtest0001|00000000-0000-1000-8000-000000000000|1700000000000",
    "AKtestAKtest0001|00000000-0000-4000-c000-000000000000|1700000000000",
    "AKtestAKtest0001|00000000000040008000000000000000|1700000000000",
    "AKtestAKtest0001|00000000-0000-4000-8000-00000000000g|1700000000000",
    " AKtestAKtest0001|00000000-0000-4000-8000-000000000000|1700000000000",
  ])
  func strictTakesOnlyWhatTheDocumentWrites(_ text: String) throws {
    #expect(try detail(text, strict: true) != nil)
  }
}
