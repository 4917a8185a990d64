import HufuClient
import HufuISRPA
import HufuSigning
import Testing

/// The setting `jobStatus`: its forms, and every way to write it wrongly.
@Suite struct JobStatusTests {
  private static let good: JSONValue = [
    "call": "GET /q?jobId={id}", "id": "/result/jobId", "state": "/result/status", "passed": "SUCCESS", "failed": "FAILED",
  ]

  private static func with(_ name: String, _ value: JSONValue?) -> JSONValue {
    var setting = good
    setting[name] = value
    return setting
  }

  @Test func `a mapping and its JSON text are the same`() throws {
    let text = JSONValue.string(String(decoding: JSONWriter.compact(Self.good), as: UTF8.self))
    for setting in [Self.good, text] {
      #expect(try ISRPA.settings(from: ["jobStatus": setting]).jobStatus != nil)
    }
    #expect(try ISRPA.settings(from: [:]).jobStatus == nil)
  }

  @Test func `words are one, several with commas, or a list`() throws {
    for words in ["3", 3, true, "A, B", ["A, B", "C"]] as [JSONValue] {
      #expect(try ISRPA.settings(from: ["jobStatus": Self.with("passed", words)]).jobStatus != nil)
    }
  }

  @Test func `the sandbox's own setting is read`() throws {
    let setting = try #require(ISRPA.sandboxes.first?.profile.settings["jobStatus"])
    #expect(try ISRPA.settings(from: ["jobStatus": .string(setting)]).jobStatus != nil)
  }

  @Test(
    arguments: [
      (with("call", nil), "jobStatus lacks call", "hufu explain isrpa job-status"),
      (with("id", nil), "jobStatus lacks id", "job-status"),
      (with("state", .null), "jobStatus lacks state", "job-status"),
      (with("passed", nil), "jobStatus lacks passed", "job-status"),
      (with("failed", nil), "jobStatus lacks failed", "job-status"),
      (with("stat", "/x"), "jobStatus has no stat.", "Did you mean state?"),
      (with("call", "/q?jobId={id}"), "jobStatus.call lacks the method", "Write GET /q?jobId={id}."),
      (with("call", "FETCH /q?jobId={id}"), "jobStatus.call cannot have the method FETCH", "GET, POST, PUT, DELETE"),
      (with("call", "GTE /q?jobId={id}"), "cannot have the method GTE", "Did you mean GET?"),
      (with("call", "DELETE /q?jobId={id}"), "jobStatus.call cannot be a DELETE", "asks for a job"),
      (with("call", "GET https://rpa.example.com/q?jobId={id}"), "begins with /, without server", "GET /PATH"),
      (with("call", "GET /q#jobId={id}"), "jobStatus.call has a path", "GET /PATH"),
      (with("call", "GET /作业?jobId={id}"), "not ASCII", "GET /PATH"),
      (with("call", "GET /q?jobId=1"), "does not say where the job's id goes", "{id}"),
      (with("call", "GET /q?jobId={jobId}"), "placeholder that means nothing: {jobId}", "only {id}"),
      (with("call", "GET /q/{id"), "placeholder that means nothing", "only {id}"),
      (with("call", "POST /oapi/v1/job/create?jobId={id}"), "creates jobs", "asks for a job"),
      (with("call", "GET /oapi/v1/job/create/?jobId={id}"), "creates jobs", "asks for a job"),
      (with("stop", "GET /oapi/v1/token?refreshToken={id}"), "jobStatus.stop cannot be /oapi/v1/token", "stops one"),
      (with("call", 7), "jobStatus.call does not fit", "job-status"),
      (with("state", "result/status"), "jobStatus.state does not fit", "job-status"),
      (with("id", ""), "jobStatus.id does not fit", "job-status"),
      (with("passed", ["a": 1]), "jobStatus.passed does not fit", "job-status"),
      (with("passed", []), "jobStatus.passed does not fit", "job-status"),
      (with("failed", " , "), "jobStatus.failed does not fit", "job-status"),
      (with("stopped", "SUCCESS"), "SUCCESS stands in passed and in stopped", "Keep it in one"),
      (["SUCCESS"], "jobStatus is a mapping", "job-status"),
    ] as [(JSONValue, String, String)])
  func `what does not fit is named, with the next step`(setting: JSONValue, says: String, remedy: String) throws {
    let error = try #require(throws: ConfigurationError.self) { try ISRPA.settings(from: ["jobStatus": setting]) }
    #expect(error.message.en.contains(says), "\(error.message.en)")
    #expect(error.remedy?.en.contains(remedy) == true, "\(error.remedy?.en ?? "–")")
    #expect(!error.message.zh.isEmpty && error.remedy?.zh.isEmpty == false)
  }

  @Test func `a text that is no JSON says what is expected`() throws {
    let error = try #require(throws: ConfigurationError.self) { try ISRPA.settings(from: ["jobStatus": "GET /q?jobId={id}"]) }
    #expect(error.remedy?.en.contains("hufu explain isrpa job-status") == true)
  }

  @Test func `the topic's example is a setting that works`() throws {
    let topic = try #require(ISRPA.topics.first { $0.name == "job-status" })
    for text in [topic.text.zh, topic.text.en] {
      let lines = text.split(separator: "\n").drop { !$0.contains("jobStatus:") }.dropFirst().prefix {
        $0.contains(": ") && $0.hasPrefix("      ")
      }
      #expect(lines.count == 14)
      var setting: JSONValue = [:]
      for line in lines {
        let halves = line.split(separator: "#")[0].split(separator: ":", maxSplits: 1)
        let value = halves[1].filter { !"[]".contains($0) }.drop(while: \.isWhitespace)
        setting[String(halves[0].filter { $0 != " " })] = .string(String(value.reversed().drop(while: \.isWhitespace).reversed()))
      }
      #expect(try ISRPA.settings(from: ["jobStatus": setting]).jobStatus != nil)
    }
  }
}
