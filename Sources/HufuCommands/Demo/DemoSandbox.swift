import HufuClient
import HufuPlatforms
import HufuSandbox
import HufuSigning

/// What became of one platform's tour.
struct DemoOutcome: Sendable {
  var lastStep: String
  var requests: Int
  /// Why it did not come to its end; nil when it did.
  var failure: String?
}

/// The demo's sandbox: every platform in its ordinary form, in this process.
enum DemoSandbox {
  static func make() throws -> Sandbox {
    try Sandbox {
      var services: [String: any SandboxService] = [:]
      for platform in Platforms.all { services[platform.id] = try platform.sandboxes.first?.make(SandboxOptions()) }
      return services
    }
  }

  /// Lives one platform's story and tells its steps to the board.
  static func visit<P: Platform>(_ platform: P.Type, _ sandbox: Sandbox, _ board: DemoBoard, row: Int, _ shell: Shell) async -> DemoOutcome
  {
    var failure: String?
    do {
      guard let profile = P.sandboxes.first?.profile else { throw TourFailure(zh: "\(P.id) 没有沙箱。", en: "\(P.id) has no sandbox.") }
      let transport = SandboxTransport(sandbox, timing: shell.timing)
      let endpoint = SandboxTransport.endpoint(of: P.id)
      var options = ConnectionOptions()
      options.redactor = shell.redactor
      let credentials = profile.credentials.mapValues { Secret($0) }
      let connection = try P.connect(
        credentials: credentials, settings: profile.settings.mapValues(JSONValue.string), at: endpoint, over: transport,
        timing: shell.timing,
        entropy: shell.entropy, defaults: profile.defaults, options: options)
      let visit = Visit<P>(
        client: Client(connection), credential: try P.credential(from: credentials), timing: shell.timing,
        browser: { try await transport.open($0, to: endpoint).collect(upTo: 1 << 20) },
        say: { board.tell($0[shell.language], row: row) })
      try await P.tour(visit)
    } catch let error as any ExplainedError {
      failure = "\(P.id): " + ErrorReport(error).line(in: shell.language)
    } catch {
      failure = "\(P.id): \(error)"
    }
    let requests = sandbox.journal.count { $0.mount == P.id }
    return DemoOutcome(lastStep: board.lastStep(of: row), requests: requests, failure: failure)
  }
}
