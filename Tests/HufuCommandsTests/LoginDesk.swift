import Foundation
import HufuClient
import HufuCommands
import HufuHTTP
import HufuSandbox
import HufuSigning
import HufuTesting
import Synchronization

/// A person at a desk who signs in: what they type, and what their browser does.
final class Person: Sendable {
  private let lines: Mutex<[String]>
  private let secrets: Mutex<[String]>
  private let questions = Mutex<[String]>([])

  init(types lines: [String] = [], unseen secrets: [String] = []) {
    self.lines = Mutex(lines)
    self.secrets = Mutex(secrets)
  }

  /// Everything they were asked.
  var heard: String { questions.withLock { $0.joined(separator: "\n") } }

  func answer(_ question: String) -> String? { answer(question, from: lines) }
  func answerUnseen(_ question: String) -> String? { answer(question, from: secrets) }

  private func answer(_ question: String, from answers: borrowing Mutex<[String]>) -> String? {
    questions.withLock { $0.append(question) }
    return answers.withLock { $0.isEmpty ? nil : $0.removeFirst() }
  }
}

extension Desk {
  /// Runs one `hufu login` with a person, or a browser, beside it.
  ///
  /// - Parameters:
  ///   - input: standard input, made when it is read: of what was printed so far.
  ///   - browse: what the browser does with the page; it is told what was printed so far.
  func login(
    _ arguments: [String], environment: [String: String] = [:], language: Language = .en, person: Person? = nil,
    input: @escaping @Sendable (_ printed: String) -> String = { _ in "" },
    browse: (@Sendable (_ page: String, _ printed: String) async throws -> Void)? = nil
  ) async -> Outcome {
    let out = Mutex<[UInt8]>([]), err = Mutex<[UInt8]>([])
    let printed: @Sendable () -> String = { err.withLock { String(decoding: $0, as: UTF8.self) } }
    var shell = Shell(
      environment: ["HUFU_CONFIG": config, "XDG_CACHE_HOME": folder + "/cache"].merging(environment) { $1 }, language: language,
      output: OutputStream { bytes in out.withLock { $0 += bytes } }, errors: OutputStream { bytes in err.withLock { $0 += bytes } },
      readInput: { Array(input(printed()).utf8) }, timing: clock.timing, entropy: .counting(),
      transport: SandboxTransport(sandbox, timing: clock.timing))
    if let person {
      shell.ask = { person.answer($0) }
      shell.askSecret = { person.answerUnseen($0) }
    }
    if let browse { shell.browse = { page in Task { try await browse(page, printed()) } } }
    let exit = await HufuCommand.run(["login"] + arguments, in: shell)
    let bytes = out.withLock { $0 }
    return Outcome(exit: exit, output: String(decoding: bytes, as: UTF8.self), errors: printed(), outputBytes: bytes)
  }

  /// What a browser does on Tianyi's page: the person agrees or declines, and it is sent on.
  ///
  /// - Returns: the callback address with all that was added to it.
  func choose(on page: String, agreeing: Bool = true) -> String? {
    guard let start = page.firstRange(of: "/tianyi/"), let query = page.split(separator: "?").last else { return nil }
    let path = "/" + page[start.upperBound...].prefix { $0 != "?" }
    let request = APIRequest(.get, path, query: "\(query)&confirm=\(agreeing ? 1 : 0)", headers: [HeaderField("Host", "127.0.0.1:7800")])
    return sandbox.deliver(request, to: "tianyi", at: clock.now).answer.response.head.headers["Location"]
  }

  /// How often tokens were asked for.
  var exchanges: Int { sandbox.journal.count { $0.path.hasSuffix("/getAccessToken") } }
}

/// A browser's visit to an address of this machine.
enum BrowserVisitor {
  /// - Parameters:
  ///   - target: path and query, with whatever stands before them dropped.
  ///   - printed: what the command printed; it names the port it listens on.
  static func get(_ target: String, at printed: String) async throws -> APIResponse {
    guard let start = printed.firstRange(of: "http://127.0.0.1:"), let port = Int(printed[start.upperBound...].prefix { $0.isNumber })
    else {
      throw TourFailure(zh: "没有监听", en: "nobody listens")
    }
    let rest = target.firstRange(of: "://").map { target[$0.upperBound...].drop { $0 != "/" } } ?? target[...]
    let halves = rest.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let transport = try HTTPTransport(environment: [:])
    let request = APIRequest(.get, halves[0], query: halves.count > 1 ? halves[1] : "")
    let incoming = try await transport.open(request, to: Endpoint(scheme: .http, host: "127.0.0.1", port: port))
    let response = try await incoming.collect(upTo: 1 << 20)
    await transport.shutdown()
    return response
  }
}
