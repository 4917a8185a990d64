import FoundationEssentials
import HufuSigning
import Testing

/// Third-party cases that are not part of this package: they are read from `../shared/vectors/wycheproof` beside it where that exists,
/// and the tests are reported as skipped where it does not.
@Suite(.enabled(if: Wycheproof.isPresent, "the Wycheproof files are not beside this package")) struct WycheproofTests {
  @Test(arguments: try Wycheproof.groups("aes_cbc_pkcs5_test"))
  func `AES-CBC with PKCS#5 padding`(group: Wycheproof.Group) throws {
    for row in group.tests {
      let aes = try AESCBC(key: hex(row.key), iv: hex(row.iv ?? ""))
      let plain = try hex(row.msg)
      let cipher = try hex(row.ct ?? "")
      switch row.result {
      case "valid":
        #expect(try aes.encrypt(plain) == cipher, "case \(row.tcId)")
        #expect(try aes.decrypt(cipher) == plain, "case \(row.tcId)")
      default:
        let expected: AESCBCError = cipher.isEmpty || !cipher.count.isMultiple(of: 16) ? .ciphertextLength(cipher.count) : .padding
        #expect(throws: expected, "case \(row.tcId)") { try aes.decrypt(cipher) }
      }
    }
  }

  @Test(arguments: try Wycheproof.groups("hmac_sha256_test"))
  func `HMAC-SHA256`(group: Wycheproof.Group) throws {
    for row in group.tests {
      let hmac = try HMACSHA256(key: hex(row.key))
      let tag = try hex(row.tag ?? "")
      let isWhole = group.tagSize == 256
      #expect(try hmac.isValid(tag, for: hex(row.msg)) == (row.result == "valid" && isWhole), "case \(row.tcId)")
      #expect(try hmac.code(for: hex(row.msg)).starts(with: tag) == (row.result == "valid"), "case \(row.tcId)")
    }
  }
}

enum Wycheproof {
  struct File: Decodable {
    let testGroups: [Group]
  }

  struct Group: Decodable, Sendable, CustomTestStringConvertible {
    let keySize: Int
    let tagSize: Int?
    let tests: [Row]
    var testDescription: String { "key \(keySize), tag \(tagSize ?? 0)" }
  }

  struct Row: Decodable, Sendable {
    let tcId: Int
    let key: String
    let iv: String?
    let msg: String
    let ct: String?
    let tag: String?
    let result: String
  }

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "../shared/vectors/wycheproof").standardizedFileURL

  static let isPresent = FileManager.default.fileExists(atPath: folder.path)

  /// No groups when the files are absent; the suite is skipped then.
  static func groups(_ name: String) throws -> [Group] {
    guard isPresent else { return [] }
    return try JSONDecoder().decode(File.self, from: Data(contentsOf: folder.appending(path: "\(name).json"))).testGroups
  }
}
