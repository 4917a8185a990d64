public import HufuSigning

/// A job's arguments, checked and typed against what it declares.
public struct JobArguments: Sendable {
  private var values: [String: JSONValue] = [:]
  /// Names a caller gave, as against those a default filled in.
  public private(set) var given: Set<String> = []
  /// What an open job takes beside its own parameters, in the order given.
  public private(set) var extra: [JSONValue.Member] = []

  /// - Parameters:
  ///   - defaults: the profile's, for parameters nobody gave.
  ///   - isResumed: required ones may then be missing: the run is there already.
  /// - Throws: ``UsageError`` naming the nearest valid name or value.
  init(_ arguments: Arguments, for job: JobDescription, defaults: [String: String], isResumed: Bool) throws {
    let parameters = Dictionary(job.parameters.map { ($0.name, $0) }) { first, _ in first }
    for item in arguments.items {
      guard let parameter = parameters[item.name] else {
        guard job.isOpen else { throw job.unknown(item.name) }
        guard !extra.contains(where: { $0.key == item.name }) else { throw Self.twice(item.name) }
        extra.append(JSONValue.Member(item.name, try Self.value(item.value, of: Parameter(name: item.name), in: job)))
        continue
      }
      let value = try Self.value(item.value, of: parameter.parameter, in: job)
      if let earlier = values[item.name] {
        guard let both = earlier.elements, let more = value.elements else { throw Self.twice(item.name) }
        values[item.name] = .array(both + more)
      } else {
        values[item.name] = value
      }
      given.insert(item.name)
    }
    for parameter in job.parameters where values[parameter.name] == nil {
      if let text = defaults[parameter.name] ?? parameter.parameter.defaultValue {
        values[parameter.name] = try Self.value(.text(text), of: parameter.parameter, in: job)
      } else if parameter.parameter.isRequired, !isResumed {
        throw job.missing(parameter)
      }
    }
  }

  private static func value(_ value: ArgumentValue, of parameter: Parameter, in job: JobDescription) throws -> JSONValue {
    guard case .json(let json) = try parameter.value(value, of: job.name) else {
      throw UsageError(
        zh: "任务参数 \(parameter.name) 不能是文件。", en: "The job's argument \(parameter.name) cannot be a file.",
        remedy: Bilingual(zh: "写成 \(parameter.name)=值。", en: "Write \(parameter.name)=VALUE."))
    }
    return json
  }

  private static func twice(_ name: String) -> UsageError {
    UsageError(zh: "参数 \(name) 给了两次。", en: "Argument \(name) is given twice.")
  }

  public subscript(name: String) -> JSONValue? { values[name] }
  /// A scalar as text.
  public func text(_ name: String) -> String? { values[name]?.plainText }
  public func int(_ name: String) -> Int? { values[name]?.int.flatMap { Int(exactly: $0) } }
  public func bool(_ name: String) -> Bool? { values[name]?.bool }
  public func list(_ name: String) -> [String] { values[name]?.elements?.compactMap(\.plainText) ?? [] }
}
