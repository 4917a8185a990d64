import HufuSigning
import HufuTesting
import Testing

@testable import HufuMeterSphere

/// A row of Tests/Vectors/metersphere.json: a plaintext and its signature, the same by Python, OpenSSL and the server's Java.
struct TicketVector: Decodable, Sendable, CustomTestStringConvertible {
  struct File: Decodable {
    struct FirstBlock: Decodable {
      var secretKey: String
      var aesEcbOfZeroBlock: String
    }
    var vectors: [TicketVector]
    var firstBlockProperty: FirstBlock
  }

  var name: String
  var accessKey: String
  var secretKey: String
  var plaintext: String
  var signature: String

  enum CodingKeys: String, CodingKey {
    case name, accessKey = "accessKey_iv", secretKey, plaintext, signature
  }

  var testDescription: String { name }
  var credential: MeterSphere.Credential { MeterSphere.Credential(accessKey: accessKey, secretKey: Secret(secretKey)) }
  var fields: [String] { plaintext.split(separator: "|").map(String.init) }

  static func file() throws -> File { try Vectors.decode(File.self, "metersphere") }
  static func all() throws -> [TicketVector] { try file().vectors }
  /// Those whose plaintext is a whole ticket.
  static func tickets() throws -> [TicketVector] { try all().filter { $0.fields.count == 3 } }
}

/// Any text sealed as a ticket is.
func ticket(_ text: String, secretKey: String = "SKtestSKtest0001", iv: String = "AKtestAKtest0001") throws -> String {
  Base64.encode(try AESCBC(key: Array(secretKey.utf8), iv: Array(iv.utf8)).encrypt(Array(text.utf8)))
}
