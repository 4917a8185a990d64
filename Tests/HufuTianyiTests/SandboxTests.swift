import HufuClient
import HufuSandbox
import HufuSigning
import HufuTesting
import Synchronization
import Testing

@testable import HufuTianyi

@Suite struct SandboxTests {
  static let samples: [String: Arguments] = [
    "authpage.get": ["state": "s"], "token.exchange": ["grant": "vcp_189"], "region.path": ["region": "65881101"],
    "region.totals": ["regions": "65881000,65881101"], "devices.page": ["region": "65881101"],
    "device.statuses": ["devices": "3HKC0500000001,none"],
    "device.states": ["devices": "3HKC0500000001", "what": "3"], "files.list": ["day": "20231114"],
    "file.url": ["file": "650223_18900000000_3HKC0500000001-1699977600000"],
    "file.rtmp": ["file": "650223_18900000000_3HKC0500000001-1699977600000"],
    "file.hls": ["file": "650223_18900000000_3HKC0500000001-1699977600000", "kind": "4"],
  ]

  @Test(arguments: Tianyi().catalogue.names.filter { $0 != "token.refresh" }, ["2.0", "1.1", "v1.0"])
  func `every operation is answered, opened and JSON`(name: String, version: String) async throws {
    let fixture = try Fixture()
    let connection = fixture.connection(Fixture.settings { $0.version = version })
    let operation = try connection.catalogue.operation(name)
    let reply = try await connection.call(name, Self.samples[name] ?? [:])
    let payload = try JSONSlice(reply.payload)
    let isAddress = name == "authpage.get" || operation.traits.contains("sealedRSA")
    #expect((isAddress ? [.string] : [.object, .array]).contains(payload.kind))
    let data = try #require(try JSONSlice(reply.response.body)["data"])
    #expect((data.kind == .string) == (name == "authpage.get" || !operation.traits.isEmpty))
    if operation.traits == ["sealed"], let text = data.text {
      #expect(version == "1.1" ? text == text.lowercased() : text == text.uppercased())
    }
  }

  @Test func `all devices come over three pages by cursor, and as many by directory`() async throws {
    let fixture = try Fixture()
    let connection = fixture.connection()
    var sizes: [Int] = []
    for try await page in try connection.pages("devices.list") { sizes.append(page.items.count) }
    #expect(sizes == [100, 100, 37])
    var codes: Set<String> = []
    var levels = [""]
    while let region = levels.popLast() {
      for try await item in try connection.items("regions.list", ["region": .string(region)]) {
        let id = try #require(item["id"]?.scalarText)
        if item["hasChildren"]?.int == 1 { levels.append(id) }
        if item["havDevice"]?.int == 1 {
          for try await device in try connection.items("devices.page", ["region": .string(id)]) {
            codes.insert(try #require(device["deviceCode"]?.text))
          }
        }
      }
    }
    #expect(codes.count == CameraWorld.cameraCount)
    var below = 0
    for try await _ in try connection.items("devices.list", ["region": "65881100"]) { below += 1 }
    let totals = try JSONSlice(await connection.call("region.totals", ["regions": "65881100"]).payload)
    #expect(totals[0]?["totalCount"]?.int == Int64(below) && below > 120)
  }

  @Test func `recordings and alarms are paged to their end`() async throws {
    let connection = try Fixture().connection()
    let folders = try JSONSlice(await connection.call("folders.list").payload)["list"]
    #expect(folders?.elements().map { $0["name"]?.text }.prefix(2) == ["20231115", "20231114"])
    var names: [String] = []
    for try await file in try connection.items("files.list", ["day": "20231114", "order": 2]) {
      names.append(try #require(file["name"]?.text))
    }
    #expect(names.count == 288 && names == names.sorted() && names.first == "20231114000000-20231114000500.ps")
    var some = 0
    for try await _ in try connection.items("files.list", ["day": "20231114", "by": 2, "from": "202311141200", "to": "202311141259"]) {
      some += 1
    }
    #expect(some == 12)
    var alarms = 0, online = 0
    for try await alarm in try connection.items("alarms.list", ["size": 10]) {
      alarms += 1
      if alarm["alertType"]?.int == 10 { online += 1 }
    }
    #expect(alarms == 36 && online == 3)
  }

  @Test func `without the header it is 70012, whatever the application`() async throws {
    let fixture = try Fixture()
    let signer = try Tianyi().signer(for: Fixture.credential, token: nil)
    var request = try signer.signed(
      APIRequest(.post, "/open/oauth/getAccessToken", body: .bytes(utf8("grantType=vcp_189"))), at: fixture.clock.now, nonce: "")
    request.headers.removeAll { $0.isNamed("apiVersion") }
    let answer = fixture.sandbox.deliver(request, to: "tianyi", at: fixture.clock.now).answer
    #expect(answer.response.text == #"{"code":70012,"msg":"应用不存在"}"#)
    #expect(answer.response.status == 200)
    #expect(answer.refusal?.contains("apiVersion") == true)
  }

  @Test func `another application, a wrong secret, an unknown path`() async throws {
    let fixture = try Fixture()
    let stranger = Tianyi.Credential(appId: "100000000002", appSecret: Fixture.credential.appSecret)
    let unknown = try #require(await failure { try await fixture.connection(Fixture.settings(), stranger).call("device.get") } as? APIError)
    #expect(unknown.code == "30043")
    let wrong = Tianyi.Credential(appId: Tianyi.Sample.appId, appSecret: Secret(String(Tianyi.Sample.appSecret.reversed())))
    let refused = try #require(await failure { try await fixture.connection(Fixture.settings(), wrong).call("device.get") } as? APIError)
    #expect(refused.fault == "signatureRefused" && refused.kind.exitCode == .authentication)
    let path = try #require(await failure { try await fixture.connection().send(APIRequest(.post, "/open/token/none")) } as? APIError)
    #expect(path.code == "30201")
  }

  @Test func `real takes any clock; strict learns the skew from Date and is answered`() async throws {
    let slow = StepClock(Timestamp(1_700_000_000_000 - 3_600_000))
    let real = try Fixture()
    _ = try await real.connection(localClock: slow).call("authpage.get", ["state": "s"])
    #expect(real.sandbox.journal.count == 1)
    let strict = try Fixture(mode: .strict)
    let connection = strict.connection(localClock: slow)
    _ = try await connection.call("authpage.get", ["state": "s"])
    #expect(strict.sandbox.journal.map { $0.refusal?.contains("expired") } == [true, nil])
    #expect(connection.authorizer.skew.offset == .seconds(3600))
    let stubborn = try Fixture(mode: .strict)
    var options = ConnectionOptions()
    options.correctsSkew = false
    let uncorrected = Connection(
      Tianyi(settings: Fixture.settings()), Fixture.credential, at: SandboxTransport.endpoint(of: "tianyi"),
      over: SandboxTransport(stubborn.sandbox, timing: stubborn.clock.timing), timing: slow.timing, entropy: .counting(), options: options)
    let error = try #require(await failure { try await uncorrected.call("authpage.get", ["state": "s"]) } as? APIError)
    #expect(error.fault == "staleTimestamp")
  }

  @Test func `strict refuses the same signature twice`() throws {
    let request = try FormVerifierTests.signed("callbackUrl=http://a.example&state=s&loginClientType=10010")
    for (mode, refused) in [(SandboxOptions.Mode.real, false), (.strict, true)] {
      let fixture = try Fixture(mode: mode)
      var page = request
      page.path = "/open/oauth/login/getAuthPageUrl"
      #expect(fixture.sandbox.deliver(page, to: "tianyi", at: fixture.clock.now).answer.refusal == nil)
      #expect((fixture.sandbox.deliver(page, to: "tianyi", at: fixture.clock.now).answer.refusal != nil) == refused)
    }
  }

  @Test func `the list of addresses is the caller's, and the error names it`() async throws {
    let fixture = try Fixture(config: ["ipWhitelist": ["127.0.0.1"]])
    _ = try await fixture.connection().call("device.get")
    let refused = try #require(
      await failure { try await fixture.connection(headers: [HeaderField("X-Forwarded-For", "203.0.113.7, 10.0.0.1")]).call("device.get") }
        as? APIError)
    #expect(refused.code == "30108" && refused.kind == .forbidden)
    #expect(refused.remedy?.zh.contains("203.0.113.7") == true && refused.remedy?.en.contains("服务器 IP 配置") == true)
  }

  @Test(arguments: [("", "40104"), ("127.0.0.1:8889", "40105"), ("http://evil.example/cb", "40105"), ("https://App.Example:9/other", nil)])
  func `only the callback's domain is compared, and it needs its scheme`(callback: String, code: String?) async throws {
    let fixture = try Fixture(config: ["callbackDomain": "http://app.example"])
    let error =
      await failure { try await fixture.connection().call("authpage.get", ["state": "s", "callback": .string(callback)]) } as? APIError
    #expect(error?.code == code)
  }

  @Test func `the sandbox's own settings are checked`() {
    #expect(throws: ConfigurationError.self) { try Fixture(config: ["ipWhiteList": []]) }
    #expect(throws: ConfigurationError.self) { try Fixture(config: ["callbackDomain": "app.example"]) }
    #expect(throws: ConfigurationError.self) { try Fixture(config: ["tokenCode": "x"]) }
  }

  @Test func `a grant the application may not use, and a token without its owner`() async throws {
    let fixture = try Fixture(config: ["grants": ["auth_code"], "tokenCode": 30999])
    let grant = try #require(await failure { try await fixture.connection().call("device.get") } as? APIError)
    #expect(grant.code == "30040")
    let open = try Fixture()
    let ownerless = open.connection(Fixture.settings { $0.enterpriseUser = nil })
    #expect((await failure { try await ownerless.call("device.get") } as? APIError)?.code == "30045")
    let device = await failure { try await open.connection().call("device.get", ["device": "x"]) } as? APIError
    #expect(device?.code == "20001")
  }

  @Test func `the codes that had to be assumed are settings`() async throws {
    let fixture = try Fixture(config: ["tokenCode": 30999])
    let connection = fixture.connection()
    await connection.authorizer.tokens?.adopt(AccessToken(Secret("Nobody-knows-this-token")))
    _ = try await connection.call("device.get")
    #expect(fixture.sandbox.journal.first?.refusal?.hasPrefix("30999") == true)
  }
}
