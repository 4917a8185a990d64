import HufuClient
import HufuSandbox
import HufuSigning
import HufuTesting
import Testing

@testable import HufuCommands

/// What is typed or pasted at a prompt that does not show it.
@Suite struct SecretLinesTests {
  private func read(_ lines: [String]) -> (secret: String?, rest: [String]) {
    var lines = lines
    let secret = SecretLines.read { lines.isEmpty ? nil : lines.removeFirst() }
    return (secret, lines)
  }

  @Test func aPEMIsReadToItsEnd() {
    let pem = ["-----BEGIN RSA PRIVATE KEY-----", "MIIB", "AAAA", "-----END RSA PRIVATE KEY-----"]
    let found = read(pem + ["next"])
    #expect(found.secret == pem.joined(separator: "\n"))
    #expect(found.rest == ["next"])
    #expect(read(["one", "two"]).secret == "one")
    #expect(read(["-----BEGIN X-----AA-----END X-----", "two"]).rest == ["two"])
    #expect(read([]).secret == nil)
  }

  @Test func aPEMThatIsCutIsSaid() async throws {
    let desk = try Desk()
    let outcome = await desk.login(
      ["x", "--platform", "tianyi", "--url", "http://127.0.0.1:7800/tianyi", "--set", "grant=vcp_189"], environment: ["S": "s"],
      person: Person(types: ["1"], unseen: ["env:S", "-----BEGIN PRIVATE KEY-----\nMIIB"]))
    #expect(outcome.exit == .usage, "\(outcome.errors)")
    #expect(outcome.errors.contains("-----END"), "\(outcome.errors)")
  }

  @Test func aNoticeIsOneObject() async throws {
    let desk = try Desk()
    desk.sandbox.inject(.status(503, times: 1), at: "tca", now: desk.clock.now)
    let outcome = await desk.hufu("call", "tca", "user.get", "--output", "json")
    #expect(outcome.exit == .ok)
    let notes = try outcome.errors.split(separator: "\n").map { try JSONValue(parsing: Array($0.utf8)) }
    let note = try #require(notes.first { $0["notice"]?.text == "retry" }, "\(outcome.errors)")
    #expect(note["message"]?.text?.contains("Retry 1") ?? false)
  }
}
