public import HufuSigning

import struct FoundationEssentials.Data
import class FoundationEssentials.JSONDecoder
import struct FoundationEssentials.URL

/// Known answers in `Tests/Vectors`, made by independent implementations, never by Hufu itself.
///
/// Use ``load(_:)`` where the order of keys or the spelling of numbers matters, ``decode(_:_:)`` for everything else.
public enum Vectors {
  /// The file `Tests/Vectors/NAME.json` as a value that keeps key order and number spelling.
  public static func load(_ name: String) throws -> JSONValue {
    try JSONValue(parsing: bytes(name))
  }

  /// The file `Tests/Vectors/NAME.json` as a Swift type.
  public static func decode<T: Decodable>(_ type: T.Type, _ name: String) throws -> T {
    try JSONDecoder().decode(type, from: Data(bytes(name)))
  }

  private static func bytes(_ name: String) throws -> [UInt8] {
    let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    return try [UInt8](Data(contentsOf: package.appending(path: "Tests/Vectors/\(name).json")))
  }
}
