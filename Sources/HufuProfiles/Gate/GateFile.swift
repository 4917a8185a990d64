package import HufuClient
package import HufuSigning
import Yams

/// The file of `hufu gate`: jobs of several profiles, what they need of each other, and what is let pass.
///
/// ```yaml
/// timeout: 2h
/// remember: .hufu-gate.json
/// jobs:
///   scan:
///     profile: tca
///     job: scan
///     with: { repo: "https://git.example.com/shop.git", branch: master, newFatal: 0 }
///   nightly:
///     profile: ms
///     job: plan
///     needs: [scan]
///     with: { plan: 夜间回归, environment: [测试, 预发] }
///     timeout: 40m
///     newFailuresOnly: true
/// ```
package struct GateFile: Sendable {
  package struct Job: Sendable {
    package var name: String
    package var profile: String
    package var job: String
    package var arguments: Arguments
    package var needs: [String]
    package var timeout: Duration?
    package var policy: GatePolicy
    /// Where it stands in the file.
    package var origin: Origin
  }

  /// How long all of it may take.
  package var timeout: Duration?
  /// Where the failures of the last run are kept, relative to the gate's file.
  package var remember: String?
  /// In the file's order.
  package var jobs: [Job]

  private static let fields = ["timeout", "remember", "jobs"]
  private static let jobFields = [
    "profile", "job", "with", "needs", "timeout", "allowedFailures", "allowedCases", "newFailuresOnly", "optional",
  ]

  /// - Parameter environment: fills `${NAME}` and `${NAME:-otherwise}` in the values of `with`.
  /// - Throws: ``HufuClient/ConfigurationError`` with line, column and the nearest name for whatever is unknown, missing or unfit.
  package init(at path: String, environment: [String: String]) throws {
    try self.init(String(decoding: try YAMLFile.bytes(of: path), as: UTF8.self), path: path, environment: environment)
  }

  package init(_ text: String, path: String, environment: [String: String] = [:]) throws {
    let reader = NodeReader(path: path)
    guard let root = try reader.compose(text) else {
      throw Origin.file(path, line: 1, column: 1).error(Bilingual(zh: "文件是空的。", en: "The file is empty."), remedy: Self.example)
    }
    jobs = []
    var place = reader.origin(of: root)
    for (key, value) in try reader.members(of: root, "gate", among: Self.fields) {
      switch key.text {
      case "timeout": timeout = try Self.duration(value, key, reader)
      case "remember": remember = try Self.text(value, key, reader)
      default:
        place = key.origin
        for (name, node) in try reader.members(of: value, "jobs") { jobs.append(try Self.job(name, node, reader, environment)) }
      }
    }
    guard !jobs.isEmpty else {
      throw place.error(Bilingual(zh: "没有任务：jobs 是空的。", en: "There are no jobs."), remedy: Self.example)
    }
    try checkNeeds()
  }

  private static func job(_ name: NodeReader.Key, _ node: Node, _ reader: NodeReader, _ environment: [String: String]) throws -> Job {
    var job = Job(
      name: name.text, profile: "", job: "", arguments: Arguments(), needs: [], timeout: nil, policy: GatePolicy(), origin: name.origin)
    for (key, value) in try reader.members(of: node, "jobs.\(name.text)", among: jobFields) {
      switch key.text {
      case "profile": job.profile = try text(value, key, reader)
      case "job": job.job = try text(value, key, reader)
      case "with": job.arguments = try arguments(value, reader, environment)
      case "needs": job.needs = try texts(value, key, reader)
      case "timeout": job.timeout = try duration(value, key, reader)
      case "allowedFailures": job.policy.allowedFailures = try count(value, key, reader)
      case "allowedCases": job.policy.allowedCases = Set(try texts(value, key, reader))
      case "newFailuresOnly": job.policy.newFailuresOnly = try flag(value, key, reader)
      default: job.policy.isOptional = try flag(value, key, reader)
      }
    }
    for (field, value) in [("profile", job.profile), ("job", job.job)] where value.isEmpty {
      throw name.origin.error(
        Bilingual(zh: "jobs.\(name.text) 缺少 \(field)。", en: "jobs.\(name.text) has no \(field)."), remedy: example)
    }
    return job
  }

  /// A scalar is the text a person would type; a list is the same name several times; a mapping is JSON.
  private static func arguments(_ node: Node, _ reader: NodeReader, _ environment: [String: String]) throws -> Arguments {
    var arguments = Arguments()
    for (key, value) in try reader.members(of: node, "with") {
      if case .sequence(let elements) = value {
        for element in elements { arguments.append(key.text, try argument(element, key, reader, environment)) }
      } else {
        arguments.append(key.text, try argument(value, key, reader, environment))
      }
    }
    return arguments
  }

  private static func argument(
    _ node: Node, _ key: NodeReader.Key, _ reader: NodeReader, _ environment: [String: String]
  ) throws -> ArgumentValue {
    if case .scalar = node {
      let text = try text(node, key, reader)
      return .text(try reader.origin(of: node).locating(key.text) { try VariableText.filled(text, from: environment) })
    }
    return .json(reader.json(node))
  }

  private func checkNeeds() throws {
    let names = jobs.map(\.name)
    for job in jobs {
      for need in job.needs where !names.contains(need) {
        throw job.origin.error(
          Bilingual(zh: "jobs.\(job.name).needs：没有任务 \(need)。", en: "jobs.\(job.name).needs: there is no job \(need)."),
          remedy: names.suggestion(for: need))
      }
    }
    var settled: Set<String> = []
    var left = jobs
    while !left.isEmpty {
      let ready = left.filter { $0.needs.allSatisfy(settled.contains) }
      guard !ready.isEmpty else {
        let circle = left.map(\.name).joined(separator: ", ")
        throw left[0].origin.error(
          Bilingual(zh: "needs 互相等待：\(circle)。", en: "These need each other in a circle: \(circle)."),
          remedy: Bilingual(zh: "去掉其中一个 needs。", en: "Drop one of the needs."))
      }
      settled.formUnion(ready.map(\.name))
      left.removeAll { settled.contains($0.name) }
    }
  }

  // MARK: - Values

  private static func text(_ node: Node, _ key: NodeReader.Key, _ reader: NodeReader) throws -> String {
    guard let text = try reader.field(node, named: key).text else {
      throw unfit(node, key, reader, zh: "一个值", en: "one value")
    }
    return text
  }

  private static func texts(_ node: Node, _ key: NodeReader.Key, _ reader: NodeReader) throws -> [String] {
    guard case .sequence(let elements) = node else { return [try text(node, key, reader)] }
    return try elements.map { try text($0, key, reader) }
  }

  private static func duration(_ node: Node, _ key: NodeReader.Key, _ reader: NodeReader) throws -> Duration {
    let text = try text(node, key, reader)
    return try reader.origin(of: node).locating(key.text) { try DurationText.read(text) }
  }

  private static func count(_ node: Node, _ key: NodeReader.Key, _ reader: NodeReader) throws -> Int {
    guard let count = Int(try text(node, key, reader)), count >= 0 else {
      throw unfit(node, key, reader, zh: "不小于 0 的整数", en: "a whole number from 0")
    }
    return count
  }

  private static func flag(_ node: Node, _ key: NodeReader.Key, _ reader: NodeReader) throws -> Bool {
    guard let flag = Bool(try text(node, key, reader)) else { throw unfit(node, key, reader, zh: "true 或 false", en: "true or false") }
    return flag
  }

  private static func unfit(_ node: Node, _ key: NodeReader.Key, _ reader: NodeReader, zh: String, en: String) -> ConfigurationError {
    reader.origin(of: node).error(Bilingual(zh: "\(key.text) 应为\(zh)。", en: "\(key.text) should be \(en)."))
  }

  private static let example = Bilingual(
    zh: "写成 jobs: { 名字: { profile: ms, job: plan, with: { plan: … } } }；见 hufu gate --help。",
    en: "Write jobs: { NAME: { profile: ms, job: plan, with: { plan: … } } }; see hufu gate --help.")
}
