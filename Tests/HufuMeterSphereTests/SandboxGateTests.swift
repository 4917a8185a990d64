import HufuClient
import HufuSandbox
import HufuSigning
import HufuTesting
import Testing

@testable import HufuMeterSphere

@Suite struct SandboxGateTests {
  private static let paths: [MeterSphere.Generation: String] = [
    .v1: "/user/key/validate", .v2: "/setting/user/key/validate", .v3: "/user/api/key/validate",
  ]

  private func request(_ generation: MeterSphere.Generation, _ headers: [HeaderField]) -> APIRequest {
    APIRequest(.get, Self.paths[generation] ?? "/", headers: headers)
  }

  @Test(arguments: MeterSphere.Generation.allCases)
  func refusesInTheWebServersWords(_ generation: MeterSphere.Generation) throws {
    let playground = try Playground(generation)
    func ask(_ accessKey: String, _ text: String, accept: String) throws -> APIResponse {
      let signature = try ticket(text, secretKey: World.secretKey, iv: World.accessKey)
      return playground.send(
        request(generation, [HeaderField("accessKey", accessKey), HeaderField("signature", signature), HeaderField("Accept", accept)]))
    }
    let json = try ask(World.accessKey, "\(World.accessKey)|x|1", accept: "application/json")
    #expect(json.status == 500)
    let body = try playground.json(json)
    #expect(body["message"] == "javax.servlet.ServletException: java.lang.RuntimeException: expired signature")
    #expect(body["url"]?.text == Self.paths[generation] && body["status"] == "500")
    let page = try ask("nobodyHasThisKey", "x", accept: "text/html")
    #expect(page.head.isHTML && page.text.contains("RuntimeException: invalid accessKey"))
    let number = try ask(World.accessKey, "\(World.accessKey)|1700000000000|x", accept: "application/json")
    #expect(try playground.json(number)["cause1"] == "java.lang.NumberFormatException: For input string: \"x\"")
  }

  @Test(
    arguments: [
      (.v1, 302, "/login"), (.v3, 302, "/"), (.v2, 500, nil),
    ] as [(MeterSphere.Generation, Int, String?)])
  func withoutATicketOneIsNotSignedIn(_ generation: MeterSphere.Generation, _ status: Int, _ location: String?) throws {
    let playground = try Playground(generation)
    for headers in [[], [HeaderField("accessKey", World.accessKey)], [HeaderField("accessKey", " "), HeaderField("signature", "x")]] {
      let answer = playground.send(request(generation, headers))
      #expect(answer.status == status)
      #expect(answer.head.headers["Location"] == location)
      #expect(answer.head.headers["Authentication-Status"] == (location == nil ? nil : "invalid"))
      if generation == .v2 {
        #expect(answer.text == #"{"success":false,"message":"401 UNAUTHORIZED \"Not found session, Please Login again.\"","data":null}"#)
      }
    }
    if let location { #expect(playground.send(APIRequest(.get, location)).head.isHTML) }
  }

  @Test(arguments: MeterSphere.Generation.allCases)
  func realTakesATicketTwiceAndStrictOnce(_ generation: MeterSphere.Generation) throws {
    for mode in SandboxOptions.Mode.allCases {
      let playground = try Playground(generation, mode: mode)
      let signed = try playground.signed(request(generation, []))
      #expect(playground.send(signed).status == 200)
      #expect(playground.send(signed).status == (mode == .real ? 200 : 500))
      playground.clock.advance(by: .milliseconds(1_800_001))
      #expect(playground.send(signed).text.contains("expired signature"))
    }
  }

  @Test func strictDoesNotTellHowATicketFailsToOpen() throws {
    let texts = ["", "\(World.accessKey)|x|y", "\(World.accessKey)|not-a-uuid|1700000000000", "OTHERaccessKey01|x|1700000000000"]
    func answers(_ mode: SandboxOptions.Mode) throws -> Set<String> {
      let playground = try Playground(.v2, mode: mode)
      return Set(
        try texts.map { text in
          let signature = try ticket(text, secretKey: World.secretKey, iv: World.accessKey)
          let headers = [
            HeaderField("accessKey", World.accessKey), HeaderField("signature", signature), HeaderField("Accept", "application/json"),
          ]
          return playground.send(request(.v2, headers)).text
        })
    }
    #expect(try answers(.strict).count == 1)
    #expect(try answers(.real).count == 4)
  }

  @Test func aWrongSecretEndsInExit4WithTheVendorsMenu() async throws {
    for generation in MeterSphere.Generation.allCases {
      let playground = try Playground(generation, secretKey: "wrongwrongwrong1")
      let error = try #require(await playground.failure("key.validate") as? APIError)
      #expect(error.fault == "invalidSignature")
      #expect(error.kind.exitCode == .authentication)
      #expect(error.remedy?.zh.contains("【个人信息】-【API Keys】") == true)
      #expect(playground.sandbox.journal.count == 1)
      #expect(!String(reflecting: error).contains("wrongwrong"))
    }
  }

  @Test func aWrongClockIsCorrectedOnceAndReported() async throws {
    let playground = try Playground(.v2)
    playground.sandbox.inject(.skew(milliseconds: 7_200_000), now: playground.clock.now)
    #expect(try await playground.client.call("key.validate", as: String.self) == World.userID)
    #expect(playground.notices.kinds == [.skew])
    #expect(playground.sandbox.journal.map(\.status) == [500, 200])

    let stubborn = try Playground(.v2, correctsSkew: false)
    stubborn.sandbox.inject(.skew(milliseconds: -7_200_000), now: stubborn.clock.now)
    let error = try #require(await stubborn.failure("key.validate") as? APIError)
    #expect(error.fault == "expiredSignature")
    #expect(error.kind.exitCode == .authentication)
  }

  @Test func aV3KeyHasALife() async throws {
    for config: JSONValue in [["expireTime": 1_699_999_999_999], ["forever": false]] {
      let playground = try Playground(.v3, config: config)
      let error = try #require(await playground.failure("key.validate") as? APIError)
      #expect(error.fault == "accessKeyExpired")
      #expect(error.kind.exitCode == .authentication)
    }
    #expect(await (try Playground(.v3, config: ["expireTime": 1_700_000_000_001])).failure("key.validate") == nil)
    #expect(await (try Playground(.v2, config: ["expireTime": 1])).failure("key.validate") == nil)
    let disabled = try #require(await (try Playground(.v1, config: ["enable": false])).failure("key.validate") as? APIError)
    #expect(disabled.fault == "invalidAccessKey")
    #expect(throws: ConfigurationError.self) { try Playground(.v3, config: ["expires": 1]) }
    #expect(throws: ConfigurationError.self) { try Playground(.v3, config: ["shareReportTime": "24"]) }
  }

  @Test func expiredAndDisabledKeysAreRefusedWhileTheSandboxRuns() async throws {
    let playground = try Playground(.v3)
    playground.sandbox.inject(.expireTokens, now: playground.clock.now)
    #expect((await playground.failure("key.validate") as? APIError)?.fault == "accessKeyExpired")

    for generation in MeterSphere.Generation.allCases {
      let playground = try Playground(generation)
      _ = try await playground.connection.call("key.create")
      let keys = try await playground.client.call("keys.list", as: [[String: JSONText]].self)
      #expect(keys.count == 2)
      #expect(keys.allSatisfy { $0["accessKey"]?.text?.count == 16 && $0["secretKey"]?.text?.count == 16 })
      let id = try #require(keys.first?["id"]?.text)
      _ = try await playground.connection.call("key.disable", ["key": .string(id)])
      #expect((await playground.failure("key.validate") as? APIError)?.fault == "invalidAccessKey")
    }
  }

  @Test(arguments: MeterSphere.Generation.allCases)
  func injectedStatusesHaveTheTrueBodies(_ generation: MeterSphere.Generation) async throws {
    let expected: [(Int, ErrorKind)] = [
      (302, .unauthenticated), (403, .forbidden), (404, .notFound), (500, generation == .v3 ? .refused : .server), (503, .unavailable),
      (400, .invalid),
    ]
    for (status, kind) in expected {
      let playground = try Playground(generation)
      playground.sandbox.inject(.status(status, times: 9), now: playground.clock.now)
      let error = try #require(await playground.failure("key.validate") as? APIError)
      #expect(error.kind == kind, "\(status)")
    }
    let playground = try Playground(generation)
    playground.sandbox.inject(.html(times: 9), now: playground.clock.now)
    #expect((await playground.failure("key.validate") as? APIError)?.kind == .malformed)
  }
}

/// A member of an answer read as text where it is one.
struct JSONText: Decodable {
  var text: String?
  init(from decoder: any Decoder) throws { text = try? decoder.singleValueContainer().decode(String.self) }
}
