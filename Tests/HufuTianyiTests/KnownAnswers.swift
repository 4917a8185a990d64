import HufuTesting
import Testing

/// The rows of Tests/Vectors/tianyi.json this module's tests need.
struct KnownAnswers: Decodable {
  struct Request: Decodable, Sendable, CustomTestStringConvertible {
    let name: String
    let app_id: String
    let app_secret: String
    let client_type: Int
    let version: String
    let timestamp: Int64
    let plaintext: String
    let params: String
    let signature: String
    let body: String
    let headers: [String: String]
    var testDescription: String { "\(name) \(version)" }
  }

  struct Trap: Decodable, Sendable, CustomTestStringConvertible {
    let name: String
    let wrong_signature: String?
    let wrong_params: String?
    var testDescription: String { name }
  }

  struct Sealed: Decodable, Sendable, CustomTestStringConvertible {
    let name: String
    let app_secret: String
    let envelope: String
    let data_plain: String
    var testDescription: String { name }
  }

  struct Key: Decodable, Sendable, CustomTestStringConvertible {
    struct Case: Decodable, Sendable {
      let name: String
      let plain: String
      let cipher_hex: String
      let cipher_base64: String
    }

    let bits: Int
    let private_key_pkcs8_base64: String
    let cases: [Case]
    var testDescription: String { "\(bits) bits" }
  }

  let requests: [Request]
  let traps: [Trap]
  let responses_xxtea: [Sealed]
  let responses_rsa: [Key]

  static func read() throws -> KnownAnswers { try Vectors.decode(KnownAnswers.self, "tianyi") }
}
