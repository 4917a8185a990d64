import HufuClient
import HufuISRPA
import HufuSigning
import Testing

@Suite struct CatalogueTests {
  static let catalogue = ISRPA(settings: .init()).catalogue

  @Test func `only what is public, with its true access and effect`() throws {
    let operations = try Self.catalogue.operations()
    let told = operations.map { "\($0.name) \($0.effect) \($0.access)" }
    #expect(told == ["token.get read open", "token.refresh write open", "job.create write token"])
    for operation in operations {
      #expect(!operation.summary.zh.isEmpty && !operation.summary.en.isEmpty)
      #expect(operation.page == nil)
    }
  }

  @Test func `token addresses are the document's`() throws {
    let get = try Self.catalogue.operation("token.get").request(["accessKey": "AK", "secretKey": "SK"])
    let refresh = try Self.catalogue.operation("token.refresh").request(["refreshToken": "RT"])
    let endpoints = try [Endpoint("https://192.0.2.11"), Endpoint("https://192.0.2.11:8443")]
    let known = try VectorFile.file.get().token_urls.map(\.url)
    for (request, urls) in [(get, known.prefix(2)), (refresh, known.suffix(1))] {
      for (endpoint, url) in zip(endpoints, urls) {
        #expect(endpoint.address(of: request) == url.replacing("192.168.202.11", with: "192.0.2.11"))
      }
    }
  }

  @Test func `job.create takes any names`() throws {
    let request = try Self.catalogue.operation("job.create").request(["流程": "日报", "n": 7])
    #expect(request.body == .bytes(utf8(#"{"流程":"日报","n":7}"#)))
    #expect(request.target == "/oapi/v1/job/create")
  }

  @Test func `a raw request to the token path is open`() throws {
    #expect(Self.catalogue.operation(matching: APIRequest(.get, "/oapi/v1/token", query: "refreshToken=x"))?.access == .open)
  }

  @Test func `secrets of the token answers are named`() throws {
    for name in ["token.get", "token.refresh"] {
      let secrets = try Self.catalogue.operation(name).secrets
      #expect(secrets.contains("accessToken") && secrets.contains("refreshToken") && secrets.contains("access_token"))
    }
  }
}
