import HufuSigning
import Testing

@testable import HufuSandbox

struct JournalTests {
  private let now = Timestamp(1_700_000_000_000)

  @Test func itKeepsTheLastRequestsInOrder() {
    var journal = Journal()
    for index in 1...(Journal.capacity + 3) {
      journal.note(APIRequest(.get, "/\(index)"), at: "echo", now: now + .milliseconds(index), status: 200, refusal: nil)
    }
    #expect(journal.entries.map(\.number) == Array(4...(Journal.capacity + 3)))
    #expect(journal.entries.first?.path == "/4")
    #expect(journal.entries.last?.path == "/\(Journal.capacity + 3)")
  }

  @Test func itHoldsNamesAndNoValues() throws {
    var journal = Journal()
    let request = APIRequest(
      .post, "/a%2Fb/", query: "access_token=S3CRET-1&na+me=S3CRET-2&S3CRET-3&\(String(repeating: "S3CRET-4", count: 9))=1",
      headers: [HeaderField("Authorization", "S3CRET-5")], body: .bytes(Array("S3CRET-6".utf8)))
    journal.note(request, at: "echo", now: now, status: nil, refusal: "why")
    let entry = try #require(journal.entries.first)
    #expect(entry.queryNames == ["access_token", "na me", "…", "…"])
    #expect(!String(reflecting: entry).contains("S3CRET"))
    #expect(
      String(decoding: JSONWriter.compact(entry.json), as: UTF8.self)
        == #"{"number":1,"time":1700000000000,"mount":"echo","method":"POST","path":"/a%2Fb/","query":["access_token","na me","…","…"],"#
        + #""status":null,"refusal":"why"}"#)
  }
}
