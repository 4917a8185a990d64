import HufuClient
import HufuSigning
import Testing

@Suite struct CatalogueParserTests {
  static let text = """
    plan.run  write
      zh 运行测试计划
      en Run a test plan
      v1 POST /test/plan/run  since=1.12
          plan>testPlanId* mode(serial|parallel)=serial envMap:json={}
      v2 POST /track/test/plan/run
          plan>testPlanId* mode(serial|parallel)=serial

    repos.list  read  page=offset
      also repos
      GET ~/orgs/{org}/repos/{?scope,limit,offset}
          limit:int(1..100)=50
    """

  @Test func readsRoutesOfAGeneration() throws {
    let operation = try Catalogue(Self.text, generation: "v2").operation("plan.run")
    #expect(operation.template == "/track/test/plan/run")
    #expect(operation.parameter("plan")?.wire == "testPlanId")
    let request = try operation.request(["plan": "p 1"])
    #expect(request.body == .bytes(Array(#"{"testPlanId":"p 1","mode":"serial"}"#.utf8)))
  }

  @Test func fillsPathAndQuery() throws {
    let operation = try Catalogue(Self.text, base: "/api").operation("repos")
    let request = try operation.request(["org": "甲/乙", "scope": "a b"])
    #expect(request.target == "/api/orgs/%E7%94%B2%2F%E4%B9%99/repos/?scope=a%20b&limit=50")
    #expect(throws: UsageError.self) { try operation.request(["org": "x", "limt": 5]) }
    #expect(throws: UsageError.self) { try operation.request(["org": "x", "limit": 101]) }
    #expect(throws: UsageError.self) { try operation.request([:]) }
  }

  /// `..` would reach another resource, nothing would reach the collection; a slash alone is data.
  @Test(arguments: [.string(""), .string("."), .string(".."), .string("a/../../b"), .string("..\\b"), .null, [1, 2], [:]] as [JSONValue])
  func aValueInThePathStaysInItsPlace(_ value: JSONValue) throws {
    let operation = try Catalogue("thing.delete  destructive\n  DELETE /things/{id}\n").operation("thing.delete")
    #expect(throws: UsageError.self) { try operation.request(["id": value]) }
    #expect(try operation.request(["id": "a/b..c"]).path == "/things/a%2Fb..c")
  }

  @Test func aHeaderThatIsNoTextIsRefusedNotDropped() throws {
    let operation = try Catalogue("thing.read  read\n  GET /thing\n      scope>X-Scope@header\n").operation("thing.read")
    #expect(try operation.request(["scope": 7]).headers == [HeaderField("X-Scope", "7")])
    #expect(throws: UsageError.self) { try operation.request(["scope": [1]]) }
  }
}
