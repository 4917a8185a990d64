import HufuClient
import HufuSandbox
import HufuSigning

/// A TCA deployment on this machine: the web front end, the main server, and the analysis server behind its nginx.
///
/// Configuration: `repositories`, how many the team has (30), made row by row.
struct CodeAnalysisSandbox: SandboxService {
  var world: World
  private let routes: RouteTable
  private let isStrict: Bool
  private var repeats = 0
  private var isGrowing = false

  init(_ options: SandboxOptions) throws {
    try options.checkConfig(of: CodeAnalysis.id, knows: ["repositories"])
    let wanted = options.config["repositories"]
    guard let count = wanted == nil ? 30 : wanted?.int, (30...100_000_000).contains(count) else {
      throw ConfigurationError(
        zh: "沙箱设置 repositories 应为 30 到 100000000 之间的整数。",
        en: "The sandbox setting repositories must be a whole number from 30 to 100000000.")
    }
    world = World(seed: options.seed, repositories: Int(count))
    routes = RouteTable(try CodeAnalysis().catalogue.operations())
    isStrict = options.mode == .strict
  }

  mutating func respond(to request: APIRequest, at moment: Moment) -> SandboxAnswer {
    world.clock = moment.wall - moment.now
    var answer: SandboxAnswer
    do {
      answer = SandboxAnswer(try served(request, at: moment))
    } catch {
      answer = error.answer
    }
    if request.method == .head { answer.response.body = [] }
    return answer
  }

  mutating func apply(_ fault: SandboxFault, at moment: Moment) {
    switch fault {
    case .duplicatedPage(let times): repeats += times
    case .movingTotal: isGrowing = true
    default: break
    }
  }

  private mutating func served(_ request: APIRequest, at moment: Moment) throws(Refusal) -> APIResponse {
    guard let server = Self.server(of: request.path) else {
      guard request.method == .get || request.method == .head else { throw Refusal(WebPage.nginx(405, "Not Allowed"), "a static page") }
      throw Refusal(WebPage.front, "no path of the API")
    }
    let route = try Gate(routes: routes, world: world, isStrict: isStrict).admit(request, to: server, at: moment.now)
    guard var asked = route else { return Self.health }
    asked.body = try BodyReader.members(of: request, at: asked.desk)
    if asked.operation == "repos.list" { disturb(asked) }
    if asked.operation == "issues.list" { shuffle(&asked) }
    switch try serve(asked) {
    case .data(let data, let status): return asked.desk.data(data, status: status)
    case .noContent: return asked.desk.noContent
    case .list(let count, let row):
      guard let window = PageWindow(asked.query) else { throw Refusal(WebPage.serverError, "limit or offset beyond 64 bits") }
      return asked.desk.data(window.payload(count: count, of: request, row: row), status: 200)
    }
  }

  /// Somebody adds repositories between two pages: newest first, the older ones move on (platforms/tca.md §2).
  private mutating func disturb(_ asked: Asked) {
    guard let window = PageWindow(asked.query), window.offset > 0 else { return }
    if repeats > 0 {
      repeats -= 1
      world.shelf.grow(by: window.limit)
    }
    if isGrowing { world.shelf.grow(by: 1) }
  }

  /// The issues come in another order between two pages: half of the last page comes again, and as many rows never do.
  private mutating func shuffle(_ asked: inout Asked) {
    guard repeats > 0, let window = PageWindow(asked.query), window.offset > 0 else { return }
    repeats -= 1
    asked.query.removeAll { $0.name == "offset" }
    asked.query.append(QueryItem("offset", String(max(0, window.offset - window.limit / 2))))
  }

  static func server(of path: String) -> Desk.Server? {
    path.hasPrefix("/server/main/") ? .main : path.hasPrefix("/server/analysis/") ? .analysis : nil
  }

  /// Plain text that calls itself HTML, as Django does by default.
  private static let health = APIResponse(
    200, headers: [WebPage.server, HeaderField("Content-Type", "text/html; charset=utf-8")] + WebPage.guards,
    body: Array("main server status check success".utf8))
}
