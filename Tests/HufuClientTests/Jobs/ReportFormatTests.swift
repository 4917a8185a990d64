import HufuClient
import HufuSigning
import Testing

@Suite struct ReportFormatTests {
  private let all = [Records.passed, Records.failed, Records.broken, Records.skipped]

  // MARK: JUnit

  @Test func junitCountsWhatItHolds() {
    let text = JUnitReport([Records.record(.failed, cases: all, measures: Records.limits)], in: .zh).text
    #expect(text.contains(#"<testsuites name="hufu" time="61.250" tests="7" failures="3" errors="1">"#))
    #expect(text.contains(#"tests="7" failures="3" errors="1" skipped="1" time="61.250" timestamp="2023-11-14T22:13:20""#))
    #expect(text.contains(#"<testcase classname="ms plan.api" name="登录" time="0.120"/>"#))
    #expect(text.contains(#"<failure message="新增致命问题 3，上限 0" type="limits">"#))
    #expect(!text.contains("\"verdict\" time"), "The failing cases say it all")
  }

  @Test func junitEscapesWhatServersSay() {
    let text = JUnitReport([Records.record(.failed, cases: [Records.failed])], in: .en).text
    #expect(text.contains(#"name="支付 &amp; &quot;退款&quot;""#))
    #expect(text.contains("期望 200&#10;得到 &lt;500&gt;\u{FFFD}"))
    #expect(!text.contains("\u{1B}"))
  }

  /// A bad end without a failing case of its own must not look green.
  @Test(arguments: [
    (Records.record(.inconclusive, cases: [Records.passed], reasons: [Bilingual(zh: "不知道", en: "who knows")]), "error", "who knows"),
    (Records.record(.failed, cases: [Records.passed]), "failure", "failed"), (Records.record(.stopped), "error", "stopped"),
    (Records.record(.running), "error", "running"),
    (Records.error(UsageError(zh: "错", en: "wrong", remedy: Bilingual(zh: "改", en: "mend it"))), "error", "wrong mend it"),
  ])
  func junitVerdict(_ record: RunRecord, _ mark: String, _ message: String) {
    let text = JUnitReport([record], in: .en).text
    #expect(text.contains(#"name="verdict""#))
    #expect(text.contains("<\(mark) message=\"\(message)\""))
  }

  @Test func junitOfAPassWithoutCasesHasOneGreenCase() {
    let text = JUnitReport([Records.record(.passed)], in: .en).text
    #expect(text.contains(#"tests="1" failures="0" errors="0" skipped="0""#))
  }

  @Test func aRunLeftAloneIsNotGreen() {
    #expect(JUnitReport([Records.detached], in: .en).text.contains(#"tests="1" failures="0" errors="0" skipped="1""#))
    #expect(!MarkdownReport([Records.detached], in: .en).text.contains("✅"))
  }

  @Test func whatAPolicyAllowedIsNotRed() {
    var record = Records.record(.failed, cases: all)
    record.exitCode = .ok
    let text = JUnitReport([record], in: .en).text
    #expect(text.contains(#"failures="0" errors="0" skipped="3""#))
    #expect(MarkdownReport([record], in: .en).text.contains("| failed (allowed) |"))
  }

  // MARK: Markdown

  @Test func markdownTellsTheSameFacts() {
    let record = Records.record(
      .failed, cases: all, issues: [Records.issue], measures: Records.limits,
      reasons: [Bilingual(zh: "2 个用例未通过", en: "2 cases did not pass")], link: ReportLink("http://h/r?a=(1)", expires: Records.began))
    let text = MarkdownReport([record], in: .zh).text
    #expect(text.contains("| ❌ | ms plan | 失败 | 1m 1s | [打开](http://h/r?a=%281%29) |"))
    #expect(text.contains("- 2 个用例未通过"))
    #expect(text.contains("| 新增致命问题 | 3 | ≤ 0 | ❌ |"))
    #expect(text.contains("| 超标函数 | – | ≤ 10 | ❌ |"), "No number keeps no limit")
    #expect(text.contains("| 通过率 | 99.5% |  |  |"))
    #expect(text.contains("**未通过的用例** (2)"))
    #expect(text.contains(#"- error src/主 页.js:12 \[no-eval\] eval \| 危险"#))
    #expect(text.contains("有效到 2023-11-14T22:13:20Z"))
  }

  @Test func nothingAServerSaysIsMarkup() {
    let nasty = CaseResult(id: "x", name: "![x](http://evil) @all <b>`|", group: "api", .failed, message: "a\n# b")
    let text = MarkdownReport([Records.record(.failed, cases: [nasty])], in: .en).text
    #expect(text.contains(##"- api: \!\[x\](http://evil) \@all \<b\>\`\| — a \# b"##))
  }

  @Test func longListsAreCutAndCounted() {
    let many = (0..<60).map { CaseResult(id: "\($0)", name: "n\($0)", group: "api", .failed) }
    let text = MarkdownReport([Records.record(.failed, cases: many)], in: .en).text
    #expect(text.contains("(60)"))
    #expect(text.contains("… 10 more"))
  }

  @Test func aRunThatGoesOnCanBeTakenUp() {
    let text = MarkdownReport([Records.record(.running)], in: .en).text
    #expect(text.contains("`hufu run ms plan --resume r-1`"))
    #expect(!MarkdownReport([Records.record(.passed)], in: .en).text.contains("--resume"))
    #expect(RunRecord.resumeCommand("夜 间", "job", StartedRun("a'b")) == #"hufu run '夜 间' job --resume 'a'\''b'"#)
  }

  // MARK: SARIF

  @Test func sarifPlacesFindings() throws {
    let json = SARIFReport(
      [Records.record(.failed, cases: all, issues: [Records.issue, Records.issue], measures: Records.limits)], in: .en, version: "1.0"
    ).json
    let run = try #require(json["runs"]?.elements?.first)
    let results = try #require(run["results"]?.elements)
    #expect(
      results.compactMap { $0["ruleId"]?.text } == [
        "no-eval", "no-eval", "case/scenario", "case/load", "limit/newFatal", "limit/complexity",
      ])
    #expect(run["tool"]?["driver"]?["rules"]?.elements?.count == 5)
    #expect(results.compactMap { $0["ruleIndex"]?.int } == [0, 0, 1, 2, 3, 4])
    let place = results[0]["locations"]?.elements?.first?["physicalLocation"]
    #expect(place?["artifactLocation"]?["uri"]?.text == "src/%E4%B8%BB%20%E9%A1%B5.js")
    #expect(place?["region"]?["startLine"]?.int == 12)
    #expect(results[2]["locations"]?.elements?.first?["physicalLocation"] == nil)
    #expect(run["invocations"]?.elements?.first?["exitCode"]?.int == 9)
    #expect(run["properties"]?["complexity"] == .null)
  }

  @Test func aRunWithoutAVerdictWasNotExecutedSuccessfully() throws {
    let json = SARIFReport([Records.record(.inconclusive)], in: .en, version: "1").json
    #expect(json["runs"]?.elements?.first?["invocations"]?.elements?.first?["executionSuccessful"]?.bool == false)
  }

  // MARK: All

  /// The same facts in each form: the files, and how long the link is good.
  @Test func everyFormTellsOfFilesAndOfTheLinksLife() throws {
    let record = Records.record(.passed, artifacts: [Records.artifact], link: ReportLink("http://h/r", expires: Records.began))
    let junit = JUnitReport([record], in: .en).text
    let markdown = MarkdownReport([record], in: .en).text
    let sarif = try #require(SARIFReport([record], in: .en, version: "1").json["runs"]?.elements?.first)
    let json = record.json(in: .en)
    #expect(junit.contains(#"<property name="artifact" value="out/打 包.tgz"/>"#))
    #expect(junit.contains(#"name="linkExpires" value="2023-11-14T22:13:20Z""#))
    #expect(markdown.contains("- out/打 包.tgz  12 B"))
    #expect(markdown.contains("good until 2023-11-14T22:13:20Z"))
    #expect(sarif["artifacts"]?.elements?.first?["length"]?.int == 12)
    #expect(sarif["properties"]?["linkExpires"]?.text == "2023-11-14T22:13:20Z")
    #expect(json["artifacts"]?.elements?.first?["size"]?.int == 12)
    #expect(json["link"]?["expires"]?.text == "2023-11-14T22:13:20Z")
  }

  // MARK: JSON

  /// What counts is the exit code; a run that was let pass says so itself.
  @Test func theWholeIsPassedWhereAllWasLetPass() {
    var allowed = Records.record(.failed)
    allowed.exitCode = .ok
    func word(_ records: RunRecord...) -> String? { JSONReport(records, in: .en).json["verdict"]?.text }
    #expect(word(allowed) == "passed")
    #expect(word(allowed, allowed) == "passed")
    #expect(word(Records.detached) == "detached")
    #expect(word(Records.record(.passed), Records.detached) == "passed")
    #expect(word(Records.record(.passed), Records.record(.stopped)) == "stopped")
    #expect(allowed.json(in: .en)["verdict"]?.text == "failed" && allowed.json(in: .en)["allowed"]?.bool == true)
  }

  @Test func jsonHoldsEverything() {
    let json = Records.record(
      .failed, cases: all, issues: [Records.issue], measures: Records.limits, steps: [RunStep("s", .failed, code: "1")]
    )
    .json(in: .en)
    #expect(json["verdict"]?.text == "failed")
    #expect(json["exit"]?.int == 9)
    #expect(json["elapsed"] == .number("61.250"))
    #expect(json["cases"]?.elements?.count == 4)
    #expect(json["measures"]?.elements?.first?["within"]?.bool == false)
    #expect(json["steps"]?.elements?.first?["code"]?.text == "1")
    #expect(json["issues"]?.elements?.first?["line"]?.int == 12)
    #expect(json["resumable"]?.bool == false)
    #expect(Records.error(UsageError(zh: "错", en: "wrong"), run: StartedRun("x")).json(in: .zh)["error"]?["message"]?.text == "错")
  }
}
