import HufuSigning
import HufuTesting
import Testing

@Suite struct SHA1PRNGTests {
  struct File: Decodable {
    let streams: [Stream]
    let vectors: [Row]
  }

  struct Stream: Decodable, Sendable {
    let seed: String
    let first_90_bytes: String
  }

  struct Row: VectorRow {
    let name: String
    let secret: String
    let key: String
    let plain: String
    let token: String
  }

  static func file() throws -> File { try Vectors.decode(File.self, "bkci") }

  @Test(arguments: try file().streams, [1, 7, 20, 21, 32, 90])
  func `the stream is the same however it is cut`(stream: Stream, step: Int) throws {
    var random = SHA1PRNG(seed: utf8(stream.seed))
    var bytes: [UInt8] = []
    while bytes.count < 90 { bytes += random.next(min(step, 90 - bytes.count)) }
    #expect(Hex.encode(bytes) == stream.first_90_bytes)
    #expect(random.next(0).isEmpty)
  }

  @Test(arguments: try file().vectors)
  func `key and token of every row`(row: Row) throws {
    var random = SHA1PRNG(seed: utf8(row.secret))
    let key = random.next(32)
    #expect(Hex.encode(key) == row.key)
    let aes = try AESCBC(key: key, iv: [UInt8](repeating: 0, count: 16))
    let sealed = try Base64.encode(aes.encrypt(utf8(row.plain)))
    #expect(PercentEncoding.formJava.encode(sealed) == row.token)
    #expect(try string(aes.decrypt(Base64.decode(PercentEncoding.decode(row.token)))) == row.plain)
  }
}
