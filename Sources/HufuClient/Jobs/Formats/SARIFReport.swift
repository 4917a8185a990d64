public import HufuSigning

/// Records as a SARIF 2.1.0 log (OASIS), for code scanning pages: findings with their place, failed cases and limits without one.
public struct SARIFReport: Sendable {
  public var records: [RunRecord]
  public var language: Language
  /// Of Hufu.
  public var version: String

  public init(_ records: [RunRecord], in language: Language, version: String) {
    self.records = records
    self.language = language
    self.version = version
  }

  public var json: JSONValue {
    [
      "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json", "version": "2.1.0",
      "runs": .array(records.map(run)),
    ]
  }

  private struct Result {
    var rule: String
    var level: CodeIssue.Level
    var message: String
    var location: JSONValue?
    var fingerprint: String
    var properties: [JSONValue.Member] = []
  }

  private func run(_ record: RunRecord) -> JSONValue {
    let results = self.results(record)
    var rules: [String] = []
    for result in results where !rules.contains(result.rule) { rules.append(result.rule) }
    var details: [JSONValue.Member] = [
      .init("profile", .string(record.profile)), .init("platform", .string(record.platform)), .init("job", .string(record.job)),
      .init("verdict", .string(record.word)),
    ]
    if let run = record.outcome.run?.id { details.append(.init("run", .string(run))) }
    if let link = record.outcome.report?.link {
      details.append(.init("link", .string(link.address)))
      if let expires = link.expires { details.append(.init("linkExpires", .string(expires.iso8601))) }
    }
    for measure in record.outcome.report?.measures ?? [] {
      details.append(.init(measure.name, measure.value.map { .number(Measure.text($0)) } ?? .null))
    }
    let files = (record.outcome.report?.artifacts ?? []).map(file)
    return [
      "tool": ["driver": ["name": "Hufu", "version": .string(version), "rules": .array(rules.map { ["id": .string($0)] })]],
      "automationDetails": ["id": .string(record.label + "/")],
      "invocations": .array([invocation(record)]),
      "results": .array(results.map { json($0, rules) }),
      "artifacts": .array(files), "columnKind": "unicodeCodePoints",
      "properties": .object(details),
    ]
  }

  /// Whether the run ended with a verdict; what it ended with is `exitCode`.
  private func invocation(_ record: RunRecord) -> JSONValue {
    let isDecided = record.outcome.verdict == .passed || record.outcome.verdict == .failed
    var members: [JSONValue.Member] = [
      .init("executionSuccessful", .bool(isDecided)), .init("exitCode", .int(record.exitCode.rawValue)),
      .init("startTimeUtc", .string((record.outcome.report?.started ?? record.began).iso8601)),
    ]
    if let ended = record.outcome.report?.ended { members.append(.init("endTimeUtc", .string(ended.iso8601))) }
    let said =
      record.explanations.map { ($0, isDecided ? "note" : "error") } + (record.outcome.report?.warnings ?? []).map { ($0, "warning") }
    members.append(
      .init(
        "toolExecutionNotifications",
        .array(said.map { text, level in ["level": .string(level), "message": ["text": .string(text[language])]] })))
    return .object(members)
  }

  private func results(_ record: RunRecord) -> [Result] {
    guard let report = record.outcome.report else { return [] }
    let issues = report.issues.map { issue in
      var properties: [JSONValue.Member] = []
      if let author = issue.author { properties.append(.init("author", .string(author))) }
      if let tool = issue.tool { properties.append(.init("tool", .string(tool))) }
      return Result(
        rule: issue.rule.isEmpty ? "issue" : issue.rule, level: issue.level, message: issue.message, location: place(issue),
        fingerprint: issue.id, properties: properties)
    }
    let cases = report.failures.map { entry in
      Result(
        rule: "case/" + entry.group, level: .error, message: entry.name + (entry.message.map { ": " + $0 } ?? ""),
        location: ["logicalLocations": [["name": .string(entry.name), "fullyQualifiedName": .string(entry.group + "/" + entry.name)]]],
        fingerprint: entry.id)
    }
    let steps = report.brokenSteps.map { step in
      Result(
        rule: "step/" + (step.code ?? step.state.rawValue), level: .error,
        message: step.name + (step.message.map { ": " + $0 } ?? ""),
        location: ["logicalLocations": [["name": .string(step.name)]]], fingerprint: step.name)
    }
    let limits = report.measures.filter { $0.isWithin == false }.map { measure in
      Result(rule: "limit/" + measure.name, level: .error, message: measure.sentence[language], fingerprint: measure.name)
    }
    return issues + cases + steps + limits
  }

  private func place(_ issue: CodeIssue) -> JSONValue {
    let path = PercentEncoding.pythonQuote.encode(issue.file)
    var place: [JSONValue.Member] = [.init("artifactLocation", ["uri": .string(path), "uriBaseId": "%SRCROOT%"])]
    if let line = issue.line, line > 0 {
      var region: [JSONValue.Member] = [.init("startLine", .int(line))]
      if let column = issue.column, column > 0 { region.append(.init("startColumn", .int(column))) }
      place.append(.init("region", .object(region)))
    }
    return ["physicalLocation": .object(place)]
  }

  /// A file the run left behind.
  private func file(_ artifact: Artifact) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("location", ["uri": .string(PercentEncoding.pythonQuote.encode(artifact.path))]), .init("roles", ["attachment"]),
    ]
    if let size = artifact.size { members.append(.init("length", .int(size))) }
    if let md5 = artifact.md5, !md5.isEmpty { members.append(.init("hashes", ["md5": .string(md5)])) }
    return .object(members)
  }

  private func json(_ result: Result, _ rules: [String]) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("ruleId", .string(result.rule)), .init("ruleIndex", .int(rules.firstIndex(of: result.rule) ?? 0)),
      .init("level", .string(result.level.rawValue)),
      .init("message", ["text": .string(result.message.isEmpty ? result.rule : result.message)]),
      .init("partialFingerprints", ["hufu/v1": .string(result.fingerprint)]),
    ]
    if let location = result.location { members.append(.init("locations", .array([location]))) }
    if !result.properties.isEmpty { members.append(.init("properties", .object(result.properties))) }
    return .object(members)
  }
}
