import HufuClient
import HufuSandbox
import HufuSigning

/// Requests nobody thought of: any operation with arguments of awkward texts. The same seed gives the same requests.
struct GeneratedRequests {
  private var random: SplitMix64
  private let operations: [HufuClient.Operation]
  private let connection: Connection

  init(of connection: Connection, seed: UInt64) throws {
    random = SplitMix64(seed: seed)
    operations = try connection.catalogue.operations().filter { $0.access != .open && $0.multipart == nil }
    self.connection = connection
  }

  private static let letters = Array("abcXYZ019 -_.~/+=%?:;@!$'()*,[]{}|\\\"<>^`测试计划环境🔑é\u{7F}")
  private static let plain = Array("abcXYZ019-_.测试计划")

  /// The next request that can be built, and the operation it is of; nil when this draw had no sense.
  mutating func next() -> (operation: HufuClient.Operation, request: APIRequest)? {
    guard let operation = operations.randomElement(using: &random) else { return nil }
    var arguments = Arguments()
    for parameter in operation.parameters where parameter.isRequired || Bool.random(using: &random) {
      guard let value = value(for: parameter) else { return nil }
      arguments.append(parameter.name, value)
    }
    if operation.isOpen {
      for index in 0..<Int.random(in: 0..<4, using: &random) { arguments.append("参数\(index)", .text(text(Self.letters))) }
    }
    return (try? connection.request(operation, arguments)).map { (operation, $0) }
  }

  private mutating func value(for parameter: Parameter) -> ArgumentValue? {
    if let one = parameter.allowed.randomElement(using: &random) { return .text(one) }
    switch parameter.kind {
    case .int: return .text(String(Int64.random(in: (parameter.range?.lower ?? 0)...(parameter.range?.upper ?? 9999), using: &random)))
    case .number: return .text("1.50")
    case .bool: return .text(Bool.random(using: &random) ? "true" : "false")
    case .json: return .json(["k": .string(text(Self.plain))])
    case .list: return .text([text(Self.plain), text(Self.plain)].joined(separator: ","))
    case .file: return nil
    case .text, .secret, .time: return .text(text(parameter.place == .path ? Self.plain : Self.letters))
    }
  }

  private mutating func text(_ alphabet: [Character]) -> String {
    String((0..<Int.random(in: 1..<12, using: &random)).map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &random)] })
  }
}
