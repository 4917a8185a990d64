import HufuSigning
import HufuTesting
import Testing

@Suite struct TianyiVectorTests {
  struct File: Decodable {
    let requests: [Request]
    let responses_xxtea: [Response]
    let responses_rsa: [Key]
  }

  struct Request: VectorRow {
    let name: String
    let app_id: String
    let app_secret: String
    let client_type: Int
    let version: String
    let timestamp: Int64
    let plaintext: String
    let params: String
    let signature_source: String
    let signature: String
  }

  struct Response: VectorRow {
    let name: String
    let app_secret: String
    let envelope: String
    let data_plain: String
  }

  struct Key: Decodable, Sendable, CustomTestStringConvertible {
    struct Case: Decodable, Sendable {
      let name: String
      let plain: String
      let blocks: Int
      let cipher_hex: String
      let cipher_base64: String
    }

    let bits: Int
    let private_key_pkcs8_base64: String
    let private_key_pkcs1_base64: String
    let public_key_x509_base64: String
    let cases: [Case]
    var testDescription: String { "\(bits) bits" }
  }

  static func file() throws -> File { try Vectors.decode(File.self, "tianyi") }

  @Test(arguments: try file().requests)
  func `parameters and signature of every request`(row: Request) throws {
    #expect(Hex.encode(XXTEA(key: utf8(row.app_secret)).encrypt(utf8(row.plaintext))) == row.params)
    let hmac = HMACSHA256(key: row.app_secret.utf8)
    let parts = [row.app_id, String(row.client_type), row.params, String(row.timestamp), row.version].map(utf8)
    #expect(string(parts.joined()) == row.signature_source)
    #expect(Hex.encode(hmac.code(forParts: parts)) == row.signature)
    #expect(try hmac.isValid(hex(row.signature), for: utf8(row.signature_source)))
  }

  @Test(arguments: try file().responses_xxtea)
  func `sealed answers open`(row: Response) throws {
    let data = try #require(try JSONSlice(utf8(row.envelope))["data"]?.text)
    #expect(try string(XXTEA(key: utf8(row.app_secret)).decrypt(hex(data))) == row.data_plain)
  }

  @Test(arguments: try file().responses_rsa)
  func `answers sealed with RSA open, in hex and base64`(key: Key) throws {
    for rsa in [try RSAPKCS1(privateKey: key.private_key_pkcs8_base64), try RSAPKCS1(privateKey: key.private_key_pkcs1_base64)] {
      #expect(rsa.blockSize * 8 == key.bits)
      for row in key.cases {
        #expect(try rsa.decrypt(hex(row.cipher_hex)).count == row.plain.utf8.count, "\(row.name)")
        for text in [row.cipher_hex, row.cipher_hex.uppercased(), row.cipher_base64, row.cipher_base64 + "\n"] {
          #expect(try string(rsa.decryptText(text)) == row.plain, "\(row.name)")
        }
      }
    }
  }

  @Test(arguments: try file().responses_rsa)
  func `what the public key seals opens again`(key: Key) throws {
    let rsa = try RSAPKCS1(privateKey: key.private_key_pkcs8_base64)
    let chunk = rsa.blockSize - 11
    for seal in [try RSAPKCS1PublicKey(key.public_key_x509_base64), try rsa.publicKey] {
      for (count, blocks) in [(0, 1), (1, 1), (chunk, 1), (chunk + 1, 2), (3 * chunk, 3)] {
        let plain = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
        let sealed = try seal.encrypt(plain)
        #expect(sealed.count == blocks * rsa.blockSize)
        #expect(try rsa.decrypt(sealed) == plain)
      }
    }
  }
}
