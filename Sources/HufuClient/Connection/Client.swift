import FoundationEssentials
import HufuSigning

/// The typed coat of a connection for Swift callers: same names, same line, answers decoded.
///
/// ```swift
/// let environments = try await client.call("environments.list", ["project": "…"], as: [MeterSphere.Environment].self)
/// ```
public struct Client<P: Platform>: Sendable {
  public let connection: Connection

  public init(_ connection: Connection) { self.connection = connection }

  /// Calls an operation and decodes its payload.
  ///
  /// - Throws: ``APIError`` with the kind `malformed` when the payload is not what `Value` expects.
  public func call<Value: Decodable>(_ name: String, _ arguments: Arguments = [:], as type: Value.Type = Value.self) async throws -> Value {
    let reply = try await connection.call(name, arguments)
    return try Self.decode(type, from: reply.payload, of: name)
  }

  /// Reads a list over all its pages, each item decoded.
  public func items<Item: Decodable & SendableMetatype>(
    _ name: String, _ arguments: Arguments = [:], as type: Item.Type = Item.self
  ) throws -> AsyncThrowingMapSequence<PagedItems, Item> {
    try connection.items(name, arguments).map { try Self.decode(type, from: Array($0.raw), of: name) }
  }

  static func decode<Value: Decodable>(_ type: Value.Type, from payload: [UInt8], of name: String) throws -> Value {
    do {
      return try JSONDecoder().decode(type, from: Data(payload))
    } catch {
      throw APIError(
        .malformed, Bilingual(zh: "\(name) 的回答不是预期的结构：\(error)", en: "The answer of \(name) has another shape than expected: \(error)"),
        platform: P.id)
    }
  }
}
