import HufuClient
import HufuSandbox
import HufuSigning
import HufuTesting
import Synchronization
import Testing

@testable import HufuTianyi

@Suite struct SandboxFaultTests {
  /// A connection that has its token already.
  static func ready() async throws -> (Fixture, Connection) {
    let fixture = try Fixture()
    let connection = fixture.connection()
    _ = try await connection.call("device.get")
    return (fixture, connection)
  }

  final class Heard: Sendable {
    private let notices = Mutex<[Notice]>([])
    func note(_ notice: Notice) { notices.withLock { $0.append(notice) } }
    var all: [Notice] { notices.withLock { $0 } }
  }

  @Test func `ciphertext cut short is told as such, and asked for again`() async throws {
    let (fixture, connection) = try await Self.ready()
    fixture.sandbox.inject(.truncatedCiphertext(times: 1), now: fixture.clock.now)
    #expect(try JSONSlice(await connection.call("stream.hls").payload)["url"]?.text != nil)
    fixture.sandbox.inject(.truncatedCiphertext(times: 9), now: fixture.clock.now)
    let error = try #require(await failure { try await connection.call("stream.hls") } as? APIError)
    #expect(error.fault == "sealTruncated" && error.kind.exitCode == .failure)
  }

  @Test func `a throttled call and a failed one are repeated, and tell their codes`() async throws {
    for (status, code, exit) in [(429, "30041", ExitCode.throttled), (500, "-1", .failure)] {
      let (fixture, connection) = try await Self.ready()
      fixture.sandbox.inject(.status(status, times: 1), now: fixture.clock.now)
      _ = try await connection.call("device.get")
      fixture.sandbox.inject(.status(status, times: 9), now: fixture.clock.now)
      let error = try #require(await failure { try await connection.call("device.get") } as? APIError)
      #expect(error.code == code && error.status == 200 && error.kind.exitCode == exit)
    }
  }

  @Test func `a gateway's pages and a refused address`() async throws {
    let (fixture, connection) = try await Self.ready()
    fixture.sandbox.inject(.status(502, times: 9), now: fixture.clock.now)
    #expect((await failure { try await connection.call("device.get") } as? APIError)?.kind == .unavailable)
    let (other, second) = try await Self.ready()
    other.sandbox.inject(.ipRefused(times: 1), now: other.clock.now)
    let refused = try #require(await failure { try await second.call("device.get") } as? APIError)
    #expect(refused.code == "30108" && refused.remedy?.zh.contains("127.0.0.1") == true)
    other.sandbox.inject(.html(times: 9), now: other.clock.now)
    #expect((await failure { try await second.call("device.get") } as? APIError)?.kind == .malformed)
  }

  @Test func `a page that comes twice and totals that move are reported`() async throws {
    for fault in [SandboxFault.duplicatedPage(times: 1), .movingTotal] {
      let fixture = try Fixture()
      let heard = Heard()
      let connection = fixture.connection(notice: { heard.note($0) })
      fixture.sandbox.inject(fault, now: fixture.clock.now)
      var seen: Set<String> = []
      var count = 0
      for try await item in try connection.items("devices.page", ["region": "65881101"]) {
        seen.insert(try #require(item["deviceCode"]?.text))
        count += 1
      }
      #expect(seen.count == count)
      #expect(heard.all.contains { $0.kind == .paging }, "\(fault)")
      if case .movingTotal = fault { #expect(count == 120) }
    }
  }
}
