import HufuClient
import HufuSigning
import Testing

@Suite struct URITemplateTests {
  @Test(
    arguments: [
      ("/a/{x}/c", "/a/b/c", ["x": "b"]), ("/a/{x}/c", "/a/%E7%94%B2%2Fz/c", ["x": "甲/z"]), ("/a/{x}/c{?q}", "/a//c", nil),
      ("/a/{x}/c", "/a/b/c/", nil), ("/a/{x}/", "/a/b/", ["x": "b"]), ("/v{x}.json", "/v12.json", ["x": "12"]),
      ("/v{x}.json", "/v.json", nil),
      ("/{x}/{y}", "/1/2", ["x": "1", "y": "2"]), ("/a/b", "/a/b", [:]), ("/a/b", "/a/B", nil),
    ] as [(String, String, [String: String]?)])
  func aTemplateCoversItsOwnPathsOnly(_ template: String, _ path: String, _ variables: [String: String]?) {
    #expect(URITemplate(template).variables(in: path) == variables)
  }

  @Test func twoVariablesInOneSegmentAreAMistake() {
    #expect(throws: CatalogueError.self) { try Catalogue("a.b  read\n  GET /x/{a}-{b}\n").operations() }
  }

  @Test func theMorePreciseRouteWins() throws {
    let operations = try Catalogue("a.any  read\n  GET /x/{a}\na.one  read\n  GET /x/one\na.put  write\n  PUT /x/{a}\n").operations()
    let table = RouteTable(operations)
    #expect(table.match(.get, path: "/x/one")?.operation.name == "a.one")
    #expect(table.match(.get, path: "/x/two")?.operation.name == "a.any")
    #expect(table.methods(for: "/x/two") == [.get, .put])
  }
}
