import HufuSigning
import HufuTesting
import Testing

/// A row of a vector file: its name is the description of its test.
protocol VectorRow: Decodable, Sendable, CustomTestStringConvertible {
  var name: String { get }
}

extension VectorRow {
  var testDescription: String { name }
}

func hex(_ text: String) throws -> [UInt8] { try Hex.decode(text) }

func utf8(_ text: String) -> [UInt8] { Array(text.utf8) }

func string(_ bytes: some Sequence<UInt8>) -> String { String(decoding: Array(bytes), as: UTF8.self) }
