import HufuClient
import HufuSandbox
import HufuSigning
import HufuTesting
import Testing

@testable import HufuCodeAnalysis

@Suite struct CatalogueTests {
  static let operations = (try? CodeAnalysis().catalogue.operations()) ?? []

  @Test func parses() throws {
    #expect(try CodeAnalysis().catalogue.operations().count >= 35)
  }

  @Test(arguments: operations.map(\.name)) func everyAddressEndsInASlash(_ name: String) throws {
    let operation = try CodeAnalysis().catalogue.operation(name)
    #expect(operation.template.hasSuffix("/"))
    #expect(!operation.summary.zh.isEmpty && !operation.summary.en.isEmpty)
    if let page = operation.page { #expect(CodeAnalysis.pageStyles[page] != nil) }
    if operation.page == "offset" {
      #expect(operation.parameter("limit")?.defaultValue == "50" && operation.parameter("limit")?.range?.upper == 100)
      #expect(operation.parameter("offset") != nil)
    }
  }

  @Test(arguments: ["whoami", "userinfo", "health", "latestscan", "initscheme", "copyscheme"])
  func knowsTheVendorsNames(_ name: String) throws {
    _ = try CodeAnalysis().catalogue.operation(name)
  }

  @Test func writesTheRequestOfTheDocument() throws {
    let operation = try CodeAnalysis().catalogue.operation("repos.list")
    let request = try operation.request(["org": "helloworld", "team": "hellotca", "limit": 12, "offset": 0])
    #expect(request.target == "/server/main/api/orgs/helloworld/teams/hellotca/repos/?limit=12&offset=0")
    #expect(throws: UsageError.self) { try operation.request(["org": "o", "team": "t", "limit": 101]) }
    #expect(throws: UsageError.self) { try operation.request(["org": "o", "team": "t", "scope": "related_me"]) }
  }

  /// No operation is answered by a stub: each gives data, or a refusal for the reason we know.
  @Test(arguments: operations.map(\.name)) func theSandboxKnowsEveryOperation(_ name: String) async throws {
    let stage = try Stage()
    let arguments: [String: Arguments] = [
      "repo.create": ["url": "https://git.example.com/new/one.git", "type": "git"], "scheme.create": ["name": "nightly"],
      "scheme.copy": ["name": "copy", "from": 2], "project.create": ["branch": "topic", "scheme": 4], "job.get": ["job": 3],
      "job.cancel": ["job": 3], "issue.get": ["issue": 270_001], "scheme.checks": ["scheme": 4], "scheme.metrics": ["scheme": 4],
    ]
    if name == "server.health" {
      let text = try await stage.connection().call(name).payload
      return #expect(String(decoding: text, as: UTF8.self) == "main server status check success")
    }
    let payload = try await stage.call(name, arguments[name] ?? [:])
    let operation = try CodeAnalysis().catalogue.operation(name)
    switch operation.page {
    case "offset":
      #expect(payload["count"]?.int == payload["results"]?.elements.map { Int64($0.count) })
      #expect(payload["results"]?.elements?.isEmpty == false, "\(name) is empty")
    case "whole": #expect(payload.elements?.isEmpty == false)
    default: #expect(name == "repo.delete" || payload.members?.isEmpty == false)
    }
    if !operation.secrets.isEmpty { #expect(operation.secrets.allSatisfy { payload[$0] != nil }) }
  }
}
