public import HufuSigning

/// Records as a JUnit XML file, in the form Jenkins, GitLab and most others read (Surefire's, Jenkins' junit-10.xsd).
///
/// One suite for each run. Its cases are the platform's test cases, the limits that were held, and the steps of a pipeline; a run that did
/// not pass and has no failing case of its own gets one named `verdict`, so that no bad end looks green.
public struct JUnitReport: Sendable {
  public var records: [RunRecord]
  public var language: Language

  public init(_ records: [RunRecord], in language: Language) {
    self.records = records
    self.language = language
  }

  /// UTF-8.
  public var text: String {
    let suites = records.map { Suite($0, in: language) }
    let total = suites.reduce(Duration.zero) { $0 + $1.record.outcome.elapsed }
    var out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites"
    out += XMLText.attributes([
      ("name", "hufu"), ("time", total.secondsText), ("tests", "\(suites.map(\.cases.count).reduce(0, +))"),
      ("failures", "\(suites.map { $0.count(.failure) }.reduce(0, +))"), ("errors", "\(suites.map { $0.count(.error) }.reduce(0, +))"),
    ])
    return out + ">\n" + suites.map(\.text).joined() + "</testsuites>\n"
  }

  private enum Mark: String {
    case failure, error, skipped
  }

  private struct Case {
    var group: String
    var name: String
    var time: Duration?
    var mark: Mark?
    var message: String?
  }

  private struct Suite {
    let record: RunRecord
    let language: Language
    var cases: [Case] = []

    init(_ record: RunRecord, in language: Language) {
      self.record = record
      self.language = language
      let report = record.outcome.report
      cases = (report?.cases ?? []).map(Self.junit) + (report?.measures ?? []).compactMap(junit) + (report?.steps ?? []).map(Self.junit)
      let isExplained = cases.contains { $0.mark == .failure || $0.mark == .error }
      if cases.isEmpty || record.exitCode != .ok && !isExplained { cases.append(verdict) }
      // What a policy lets pass must not turn a CI page red.
      if record.exitCode == .ok { for index in cases.indices where cases[index].mark != nil { cases[index].mark = .skipped } }
    }

    func count(_ mark: Mark) -> Int { cases.count { $0.mark == mark } }

    private var verdict: Case {
      let mark: Mark? =
        switch record.exitCode {
        case .ok: record.outcome.hasProof ? nil : .skipped
        case .failed: .failure
        default: .error
        }
      let why = record.explanations.map { $0[language] }.joined(separator: "\n")
      return Case(group: "", name: "verdict", time: record.outcome.elapsed, mark: mark, message: why.isEmpty ? record.word : why)
    }

    private static func junit(_ result: CaseResult) -> Case {
      let mark: Mark? =
        switch result.outcome {
        case .passed: nil
        case .failed: .failure
        case .error: .error
        case .skipped: .skipped
        }
      return Case(group: result.group, name: result.name, time: result.duration, mark: mark, message: result.message)
    }

    private func junit(_ measure: Measure) -> Case? {
      guard let isWithin = measure.isWithin else { return nil }
      return Case(
        group: "limits", name: measure.name, mark: isWithin ? nil : .failure, message: measure.sentence[language])
    }

    private static func junit(_ step: RunStep) -> Case {
      let mark: Mark? =
        switch step.state {
        case .passed: nil
        case .failed: .failure
        case .stopped: .error
        case .skipped, .running, .waiting: .skipped
        }
      let message = [step.code, step.message].compactMap { $0 }.joined(separator: ": ")
      return Case(group: "steps", name: step.name, time: step.elapsed, mark: mark, message: message.isEmpty ? nil : message)
    }

    var text: String {
      var out = "  <testsuite"
      out += XMLText.attributes([
        ("name", record.label), ("tests", "\(cases.count)"), ("failures", "\(count(.failure))"), ("errors", "\(count(.error))"),
        ("skipped", "\(count(.skipped))"), ("time", record.outcome.elapsed.secondsText),
        ("timestamp", String(record.began.iso8601.dropLast())),
      ])
      out += ">\n    <properties>\n"
      for (name, value) in properties {
        out += "      <property" + XMLText.attributes([("name", name), ("value", value)]) + "/>\n"
      }
      out += "    </properties>\n"
      for entry in cases { out += text(of: entry) }
      return out + "  </testsuite>\n"
    }

    private var properties: [(String, String)] {
      let report = record.outcome.report
      var all = [
        ("profile", record.profile), ("platform", record.platform), ("job", record.job), ("verdict", record.word),
        ("exit", "\(record.exitCode.rawValue)"),
      ]
      if let run = record.outcome.run?.id { all.append(("run", run)) }
      if let title = report?.title { all.append(("title", title)) }
      if let link = report?.link {
        all.append(("link", link.address))
        if let expires = link.expires { all.append(("linkExpires", expires.iso8601)) }
      }
      for artifact in report?.artifacts ?? [] { all.append(("artifact", artifact.path)) }
      for measure in report?.measures ?? [] { all.append((measure.name, Measure.text(measure.value, unit: measure.unit))) }
      for (index, text) in (record.explanations + (report?.warnings ?? [])).enumerated() {
        all.append(("note.\(index + 1)", text[language]))
      }
      return all
    }

    private func text(of entry: Case) -> String {
      let group = entry.group.isEmpty ? record.label : record.label + "." + entry.group
      let open =
        "    <testcase"
        + XMLText.attributes([("classname", group), ("name", entry.name), ("time", entry.time?.secondsText ?? "0.000")])
      guard let mark = entry.mark else { return open + "/>\n" }
      let message = entry.message ?? mark.rawValue
      let body = mark == .skipped ? "" : XMLText.escaped(message)
      return open + ">\n      <\(mark.rawValue)" + XMLText.attributes([("message", message), ("type", entry.group)])
        + ">\(body)</\(mark.rawValue)>\n"
        + "    </testcase>\n"
    }
  }
}
