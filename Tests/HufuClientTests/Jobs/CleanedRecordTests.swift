import HufuClient
import HufuSigning
import Testing

/// Wherever a server has put a secret it was sent, no report shows it.
@Suite struct CleanedRecordTests {
  private static let secret = "s3cr3t-value"
  private let redactor = Redactor()

  init() { redactor.learn(Self.secret) }

  @Test func everyTextOfARecord() {
    let said = "is \(Self.secret)"
    let text = Bilingual(zh: said, en: said)
    var failed = RunStep(said, .failed, message: said)
    failed.code = said
    var record = Records.record(
      .failed, label: said, cases: [CaseResult(id: said, name: said, group: said, .failed, message: said)],
      issues: [
        CodeIssue(id: said, rule: said, level: .error, message: said, file: said, line: 1, column: 1, author: said, tool: said)
      ],
      steps: [failed], reasons: [text], link: ReportLink(said))
    record.notes = [text]
    record.outcome.run = StartedRun(said, link: said, note: text)
    record.outcome.report?.title = said
    record.outcome.report?.warnings = [text]
    record.outcome.report?.artifacts = [Artifact(path: said) { throw CancellationError() }]
    for end in [
      RunOutcome.End.verdict(.failed), .skipped(text), .error(UsageError(zh: said, en: said, remedy: text)),
      .error(APIError(.malformed, text, remedy: text)),
    ] {
      record.outcome.end = end
      let cleaned = record.cleaned(by: redactor)
      let reports = [
        String(decoding: JSONWriter.compact(JSONReport([cleaned], in: .en).json), as: UTF8.self), JUnitReport([cleaned], in: .en).text,
        MarkdownReport([cleaned], in: .en).text,
        String(decoding: JSONWriter.compact(SARIFReport([cleaned], in: .en, version: "1").json), as: UTF8.self),
      ]
      for report in reports { #expect(!report.contains(Self.secret), "\(report)") }
      #expect(cleaned.exitCode == record.exitCode && cleaned.word == record.word)
    }
  }

  @Test func anErrorKeepsItsKindAndAnInnocentOneItsType() {
    let refused = UsageError(zh: "x", en: Self.secret)
    let cleaned = Records.error(refused).cleaned(by: redactor)
    #expect(cleaned.exitCode == Records.error(refused).exitCode)
    #expect(Records.error(refused).cleaned(by: Redactor()).explanations.last?.en == Self.secret)
  }
}
