import HufuClient
import HufuSandbox
import HufuSigning

/// MeterSphere of one generation, played: gate, routes, world.
struct MeterSphereSandbox: SandboxService {
  let generation: MeterSphere.Generation
  var gate: Gate
  var world: World
  var pages = PageCutter()
  /// How many starts are still to be answered with success and nothing behind it.
  var swallowedStarts = 0
  private let routes: RouteTable

  init(_ generation: MeterSphere.Generation, _ options: SandboxOptions) throws {
    self.generation = generation
    gate = Gate(generation: generation, isStrict: options.mode == .strict)
    world = World(generation, seed: options.seed, config: try SandboxConfiguration(options))
    routes = RouteTable(try MeterSphere(settings: MeterSphere.Settings(generation: generation)).catalogue.operations())
  }

  mutating func respond(to request: APIRequest, at moment: Moment) -> SandboxAnswer {
    world.clock = moment.wall - moment.now
    if let page = webPage(request, at: moment) { return page }
    var user = World.user
    if needsTicket(request) {
      do {
        let key = try gate.admit(request, keys: world.keys, at: moment.wall).subject
        user = world.keys.first { $0.accessKey == key }?.owner ?? user
      } catch { return gate.answer(to: error, request) }
    }
    var answer: SandboxAnswer
    do throws(Refusal) {
      guard let match = routes.match(request.method, path: request.path) else { throw unknownRoute(request) }
      answer = SandboxAnswer(wrapped(try self.answer(inquiry(match, request, by: user, moment.now))))
    } catch {
      answer = error.answer(generation, path: request.path, wall: moment.wall)
    }
    // The server signs its one-request user out again.
    answer.response.head.headers.append(HeaderField("Set-Cookie", "rememberMe=deleteMe; Path=/; Max-Age=0; SameSite=lax"))
    return answer
  }

  func refusal(for fault: SandboxFault, to request: APIRequest, at moment: Moment) -> SandboxAnswer? {
    func refused(_ refusal: Refusal) -> SandboxAnswer { refusal.answer(generation, path: request.path, wall: moment.wall) }
    switch fault {
    case .status(302, _): return gate.answer(to: SignatureRejection(.missing, "injected"), request)
    case .status(400, _): return refused(.invalid(field: "pageSize", "must be greater than or equal to 5"))
    case .status(403, _): return refused(.forbidden(permission: "PROJECT_TRACK_PLAN:READ+RUN"))
    case .status(404, _): return refused(.unknownPath)
    case .status(405, _): return refused(.methodNotAllowed)
    case .status(500, _): return refused(.unhandled("java.lang.IllegalStateException"))
    case .html: return SandboxAnswer(.html(200, WebPages.start), refusal: "injected web page")
    default: return nil
    }
  }

  mutating func apply(_ fault: SandboxFault, at moment: Moment) {
    switch fault {
    case .expireTokens:
      // Only v3 looks at a key's life.
      for index in world.keys.indices {
        world.keys[index].isForever = false
        world.keys[index].expireTime = moment.wall - .milliseconds(1)
      }
    case .duplicatedPage(let times): pages.repeats += times
    case .movingTotal: pages.isGrowing = true
    case .startSwallowed(let times): swallowedStarts += times
    default: break
    }
  }

  private func inquiry(
    _ match: RouteTable.Match, _ request: APIRequest, by user: SandboxUser, _ now: Timestamp
  ) throws(Refusal) -> Inquiry {
    var body = JSONValue.null
    if let bytes = request.body.bytes, !bytes.isEmpty {
      do { body = try JSONValue(parsing: bytes) } catch { throw .invalid(field: "body", "JSON parse error") }
    }
    return Inquiry(
      operation: match.operation, variables: match.variables, query: request.queryItems, body: body, user: user,
      project: request.headers["PROJECT"],
      origin: Self.origin(of: request), now: now)
  }

  private static func origin(of request: APIRequest) -> String {
    let scheme = request.headers["X-Forwarded-Proto"] == "https" ? "https" : "http"
    return "\(scheme)://\(request.headers["Host"] ?? "127.0.0.1:7800")\(request.headers["X-Forwarded-Prefix"] ?? "")"
  }

  private func wrapped(_ data: JSONValue) -> APIResponse {
    switch generation {
    case .v1, .v2: .json(200, ["success": true, "message": .null, "data": data])
    case .v3: .json(200, ["code": 100_200, "message": .null, "messageDetail": .null, "data": data])
    }
  }

  /// v1 also makes share links for anybody; a strict sandbox wants a ticket for what is no page (platforms/metersphere.md §2).
  private func needsTicket(_ request: APIRequest) -> Bool {
    if let operation = routes.match(request.method, path: request.path)?.operation {
      if operation.access == .open { return false }
      return operation.name != "report.share" || generation != .v1 || gate.isStrict
    }
    return true
  }

  /// v2's gateway knows services by the first segment of a path.
  private func unknownRoute(_ request: APIRequest) -> Refusal {
    if !routes.methods(for: request.path).isEmpty { return .methodNotAllowed }
    let services = ["setting", "project", "performance", "api", "track", "report", "workstation"]
    let service = request.path.split(separator: "/").first.map(String.init) ?? ""
    return generation == .v2 && !services.contains(service) ? .business("404 NOT_FOUND") : .unknownPath
  }
}
