import HufuClient
import HufuSigning
import Testing

@testable import HufuTianyi

@Suite struct CatalogueTests {
  @Test func `every operation can be read, says what it is in both languages, and is a POST`() throws {
    let operations = try Tianyi().catalogue.operations()
    #expect(operations.count == 33)
    for operation in operations {
      #expect(operation.method == .post)
      #expect(!operation.summary.zh.isEmpty && !operation.summary.en.isEmpty, "\(operation.name)")
      #expect([[], ["sealed"], ["sealed", "sealedRSA"]].contains(operation.traits))
      #expect((operation.access == .token) == operation.template.hasPrefix("/open/token/"), "\(operation.name)")
      #expect((operation.effect == .read) != operation.name.hasPrefix("token."))
    }
    #expect(Set(operations.map(\.name)).count == operations.count)
  }

  @Test func `every list has a page style whose parameters it takes`() throws {
    for operation in try Tianyi().catalogue.operations()
    where operation.name.contains("s.") && operation.name.split(separator: ".")[1] == "list" {
      #expect(operation.page != nil, "\(operation.name)")
    }
    for operation in try Tianyi().catalogue.operations() {
      guard let page = operation.page else { continue }
      let style = try #require(Tianyi.pageStyles[page])
      if let size = style.size { #expect(operation.parameter(size) != nil, "\(operation.name) \(size)") }
      switch style.step {
      case .offset(let parameter), .number(let parameter, _), .cursor(let parameter, _, _, _):
        #expect(operation.parameter(parameter) != nil)
      case .whole: #expect(style.size == nil)
      }
    }
  }

  @Test func `the profile's settings are the authorization page's defaults`() throws {
    let set = try Tianyi(settings: Fixture.settings { $0.loginClientType = 20100 }).catalogue.operation("authpage.get")
    let request = try set.request(["state": "s"], form: .pairs)
    #expect(string(request.body.bytes ?? []) == "callbackUrl=\(Tianyi.Sample.callbackUrl)&state=s&loginClientType=20100")
    let unset = try Tianyi().catalogue.operation("authpage.get")
    #expect(throws: UsageError.self) { try unset.request(["state": "s"], form: .pairs) }
  }

  static let calls: [(String, Arguments, String)] = [
    ("token.exchange", ["code": "C"], "grantType=auth_code&authCode=C"),
    ("token.exchange", ["grant": "189_code", "tokenCode": "T"], "grantType=189_code&tokenCode=T"),
    ("token.refresh", ["refreshToken": "R"], "grantType=refresh_token&refreshToken=R"),
    ("regions.list", [:], "regionId="),
    ("devices.list", [:], "lastId=0&pageSize=100"),
    ("device.statuses", ["devices": ["a", "b"]], "deviceCodes=a,b"),
    ("device.statuses", ["devices": "a,b"], "deviceCodes=a,b"),
  ]

  @Test(arguments: calls)
  func `arguments become the plaintext in the documented order`(name: String, arguments: Arguments, plaintext: String) throws {
    let request = try Tianyi().catalogue.operation(name).request(arguments, form: .pairs)
    #expect(string(request.body.bytes ?? []) == plaintext)
  }

  @Test func `the vendor's own names lead to the operations`() throws {
    #expect(try Tianyi().catalogue.operation("getAllDeviceListNew").name == "devices.list")
    #expect(try Tianyi().catalogue.operation("streamUrlHls").traits == ["sealed", "sealedRSA"])
    #expect(Tianyi().catalogue.operation(matching: APIRequest(.post, "/open/oauth/getAccessToken"))?.access == .signed)
  }

  @Test func `profiles are read, and wrong ones name what is right`() throws {
    let settings = try Tianyi.settings(from: ["grant": "vcp_189", "clientType": 4, "hexCase": "upper", "version": "1.1"])
    #expect(settings.grant == .vcp189 && settings.clientType == 4 && settings.hexCase == .upper && settings.version == "1.1")
    #expect(settings.loginClientType == 10010)
    #expect(throws: ConfigurationError.self) { try Tianyi.settings(from: ["grant": "vcp189"]) }
    let missing = try #require(throws: ConfigurationError.self) { try Tianyi.credential(from: ["appId": Secret("100000000001")]) }
    #expect(missing.remedy?.zh.contains("开发者ID") == true)
  }

  @Test func `every fault explains itself and every code has one fault`() {
    let faults = Tianyi.errors.faults
    #expect(Set(faults.map(\.name)).count == faults.count)
    let codes = faults.flatMap(\.codes)
    #expect(Set(codes).count == codes.count)
    for fault in faults {
      #expect(!fault.meaning.zh.isEmpty && !fault.meaning.en.isEmpty && !fault.remedy.zh.isEmpty && !fault.remedy.en.isEmpty)
    }
    #expect(Tianyi.errors.explain("70012").map(\.name) == ["headerMissing"])
    #expect(Tianyi.errors.explain("30108").map(\.name) == ["addressNotListed"])
  }
}
