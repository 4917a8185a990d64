public import HufuClient
public import HufuSandbox
import HummingbirdCore
public import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import UnixSignals

/// A sandbox behind HTTP/1.1 on this machine: `hufu sandbox`.
///
/// Requests reach the platforms byte for byte as they were sent, answers leave with exactly the platform's status, headers and body.
///
///     let plan = try SandboxPlan(Platforms.all)
///     let server = SandboxServer(try plan.sandbox(), plan: plan)
///     try await server.run { print($0.baseURL) }               // until SIGINT or SIGTERM
///     try await server.serve { try await ask($0.baseURL) }     // as long as the closure runs
public struct SandboxServer: Sendable {
  /// The largest request body: 64 MiB; more is answered with 413.
  public static let bodyLimit = 64 << 20

  public let sandbox: Sandbox
  public let plan: SandboxPlan
  private let timing: Timing
  private let bodyLimit: Int
  private let logger: Logger

  /// - Parameters:
  ///   - sandbox: made of the plan.
  ///   - plan: says what is mounted where.
  ///   - timing: what the platforms take for the time, and how late answers wait.
  ///   - logger: hears of connections and of the server's life; nothing is logged without one, and never what a request holds.
  public init(
    _ sandbox: Sandbox, plan: SandboxPlan, timing: Timing = .system, bodyLimit: Int = SandboxServer.bodyLimit, logger: Logger? = nil
  ) {
    self.sandbox = sandbox
    self.plan = plan
    self.timing = timing
    self.bodyLimit = bodyLimit
    self.logger = logger ?? Logger(label: "hufu.sandbox", factory: { _ in SwiftLogNoOpLogHandler() })
  }

  /// Serves until SIGINT or SIGTERM, then finishes the requests at hand, for 5 seconds at most.
  ///
  /// - Parameters:
  ///   - host: the address or name to listen on.
  ///   - port: 0 takes any free one.
  ///   - onHangUp: done at every SIGHUP: read the config again and ``HufuSandbox/Sandbox/reload(_:)``. Without it SIGHUP ends the process.
  ///   - onStart: told where the server listens, once it does.
  /// - Throws: ``ListenError``.
  public func run(
    host: String = "127.0.0.1", port: Int = 7800, onHangUp: (@Sendable () async -> Void)? = nil,
    onStart: @escaping @Sendable (SandboxAddress) async -> Void = { _ in }
  ) async throws {
    var services = [server(host: host, port: port, onStart: onStart)]
    if let onHangUp { services.append(await HangUp(onHangUp)) }
    let group = group(services, stoppingAt: [.sigint, .sigterm])
    try await explaining(host, port) { try await group.run() }
  }

  /// Serves while `body` runs, and gives back what it gives. Signals stay as they are.
  ///
  /// - Throws: ``ListenError``, or what `body` throws.
  public func serve<Result: Sendable>(
    host: String = "127.0.0.1", port: Int = 0, while body: @Sendable (SandboxAddress) async throws -> Result
  ) async throws -> Result {
    let (starts, started) = AsyncStream.makeStream(of: SandboxAddress.self)
    let group = group([server(host: host, port: port) { started.yield($0) }], stoppingAt: [])
    return try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask {
        defer { started.finish() }
        try await explaining(host, port) { try await group.run() }
      }
      guard let address = await starts.first(where: { _ in true }) else {
        try await tasks.waitForAll()
        throw CancellationError()
      }
      let result: Swift.Result<Result, any Error>
      do { result = .success(try await body(address)) } catch { result = .failure(error) }
      await group.triggerGracefulShutdown()
      try await tasks.waitForAll()
      return try result.get()
    }
  }

  private func server(
    host: String, port: Int, onStart: @escaping @Sendable (SandboxAddress) async -> Void
  ) -> any Service {
    let door = Door(sandbox: sandbox, plan: plan, timing: timing, bodyLimit: bodyLimit)
    return WireChannel(bodyLimit: bodyLimit, respond: door.respond).server(
      configuration: ServerConfiguration(address: .hostname(host, port: port)),
      onServerRunning: { await onStart(SandboxAddress(host: host, port: $0.localAddress?.port ?? port)) },
      eventLoopGroup: MultiThreadedEventLoopGroup.singleton, logger: logger)
  }

  private func group(_ services: [any Service], stoppingAt signals: [UnixSignal]) -> ServiceGroup {
    var configuration = ServiceGroupConfiguration(services: services, gracefulShutdownSignals: signals, logger: logger)
    configuration.maximumGracefulShutdownDuration = .seconds(5)
    return ServiceGroup(configuration: configuration)
  }

  private func explaining(_ host: String, _ port: Int, _ body: () async throws -> Void) async throws {
    do {
      try await body()
    } catch let error as IOError {
      throw ListenError(host: host, port: port, detail: "\(error)", isTaken: error.errnoCode == EADDRINUSE)
    } catch let error as SocketAddressError {
      throw ListenError(host: host, port: port, detail: "\(error)", isTaken: false)
    }
  }
}
