import HufuClient
import HufuSigning
import Testing

@testable import HufuBlueKingCI

@Suite struct CatalogueTests {
  static func catalogue(_ api: BlueKingCI.Settings.API) -> Catalogue { BlueKingCI(settings: .init(api: api)).catalogue }

  @Test(arguments: BlueKingCI.Settings.API.allCases)
  func `parses, and pages by what its routes take`(api: BlueKingCI.Settings.API) throws {
    let operations = try Self.catalogue(api).operations()
    #expect(operations.count == (api == .v3 ? 22 : 25))
    for operation in operations {
      #expect(!operation.summary.zh.isEmpty && !operation.summary.en.isEmpty)
      guard let page = operation.page else { continue }
      let style = try #require(BlueKingCI.pageStyles[page])
      if case .number(let parameter, _) = style.step { #expect(operation.parameter(parameter) != nil) }
      if let size = style.size { #expect(operation.parameter(size) != nil) }
    }
  }

  @Test func `what both have takes the same necessary arguments`() throws {
    let v3 = try Self.catalogue(.v3).operations()
    let v4 = Self.catalogue(.v4)
    for operation in v3 {
      let newer = try v4.operation(operation.name)
      let names = Set(newer.parameters.map(\.name))
      for parameter in operation.parameters where parameter.isRequired {
        #expect(names.contains(parameter.name), "\(operation.name) \(parameter.name)")
      }
      #expect(newer.effect == operation.effect && newer.summary == operation.summary)
    }
    let missing = try v4.operations().map(\.name).filter { name in !v3.contains { $0.name == name } }
    #expect(missing == ["pipelines.search", "builds.statuses", "build.failures"])
  }

  @Test func `the names of the platform's own tools work`() throws {
    #expect(try Self.catalogue(.v4).operation("v4_user_build_start").name == "build.start")
    #expect(throws: UsageError.self) { try Self.catalogue(.v3).operation("pipelines.search") }
  }

  @Test(arguments: [
    (BlueKingCI.Settings.API.v3, "/ms/openapi/api/apigw/v3/projects/demo/pipelines/p-1/builds/start"),
    (.v4, "/ms/openapi/api/apigw/v4/projects/demo/build_start?pipelineId=p-1"),
  ])
  func `a start's parameters are texts, and never nothing`(api: BlueKingCI.Settings.API, target: String) throws {
    let operation = try Self.catalogue(api).operation("build.start")
    let plain = try operation.request(["project": "demo", "pipeline": "p-1"])
    #expect(plain.target == target)
    #expect(plain.body == .bytes(Array("{}".utf8)))
    let full = try operation.request(["project": "demo", "pipeline": "p-1", "A": "1", "B": 2, "C": true, "D": "", "E": 1.50])
    #expect(full.body == .bytes(Array(#"{"A":"1","B":"2","C":"true","D":"","E":"1.5"}"#.utf8)))
    for unfit in [JSONValue.null, ["x"], ["x": 1]] {
      #expect(throws: UsageError.self) { try operation.request(["project": "demo", "pipeline": "p-1", "A": unfit]) }
    }
  }

  @Test func `several builds are asked for in one body`() throws {
    let request = try Self.catalogue(.v4).operation("builds.statuses").request(["project": "demo", "pipeline": "p-1", "builds": "b-1,b-2"])
    #expect(request.body == .bytes(Array(#"["b-1","b-2"]"#.utf8)))
  }

  @Test func `what people paste behind the host is dropped`() throws {
    for suffix in ["/ms/openapi/api/apigw/v3", "/ms/openapi/api/apigw", "/ms/", "/console/", ""] {
      let (endpoint, _) = try Endpoint.parse("https://ci.example.com\(suffix)", dropping: BlueKingCI.droppedURLSuffixes)
      #expect(endpoint.description == "https://ci.example.com")
    }
  }

  @Test func `a raw request of the document is known`() throws {
    #expect(Self.catalogue(.v3).operation(matching: APIRequest(.get, "/ms/openapi/api/apigw/v3/projects"))?.name == "projects.list")
    let token = try #require(Self.catalogue(.v4).operation(matching: APIRequest(.get, "/ms/auth/api/user/token/get")))
    #expect(token.access == .open && token.secrets == ["accessToken"])
  }
}
