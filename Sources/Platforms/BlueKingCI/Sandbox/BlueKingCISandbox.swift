import HufuClient
import HufuSandbox
import HufuSigning

/// BlueKing CI on this machine: its gateway, its token filter, and the resources behind them, v3 and v4 alike.
///
/// The sandbox does not know its own address, so artifact addresses are relative to it.
struct BlueKingCISandbox: SandboxService {
  private let options: SandboxOptions
  let tokens: TokenDesk
  let routes: RouteTable
  var world: World?
  var pages = PageCut()
  /// Starts that will be answered with success and come to nothing.
  var swallowed = 0
  /// When each pipeline was started of late.
  var starts: [String: [Timestamp]] = [:]
  private var expired: Set<[UInt8]> = []
  private var seen: Set<[UInt8]> = []
  private var requests = 0

  init(_ options: SandboxOptions, isEnabled: Bool) throws {
    self.options = options
    tokens = try TokenDesk(options, isEnabled: isEnabled)
    var operations: [Operation] = []
    for api in BlueKingCI.Settings.API.allCases { operations += try BlueKingCI(settings: .init(api: api)).catalogue.operations() }
    routes = RouteTable(operations)
  }

  mutating func respond(to request: APIRequest, at moment: Moment) -> SandboxAnswer {
    requests += 1
    var answer: SandboxAnswer
    do throws(Refusal) {
      answer = SandboxAnswer(try handle(request, at: moment))
    } catch {
      answer = SandboxAnswer(error.response, refusal: error.reason)
    }
    // The gateway numbers requests and tells the number, unless the client brought one.
    if request.headers["X-DEVOPS-RID"] == nil {
      answer.response.head.headers.append(HeaderField("X-DEVOPS-RID", StableID.hex("request \(requests)")))
    }
    return answer
  }

  /// What stands in front of the resources, in the platform's order: path, token, route, user, parameters.
  private mutating func handle(_ request: APIRequest, at moment: Moment) throws(Refusal) -> APIResponse {
    let path = Self.plainPath(request.path)
    let match = routes.match(request.method, path: path)
    guard request.path.hasPrefix("/ms/openapi/") else {
      guard let match else { throw .unknownRoute }
      return try open(try Call(match, request, user: "", at: moment), request)
    }
    guard Self.prefixes.contains(where: { request.path.hasPrefix($0) }) else { throw .pathIllegal(String(request.path.dropFirst(11))) }
    let user = try admit(request, at: moment)
    guard let match else { throw routes.methods(for: path).isEmpty ? .unknownResource : .wrongMethod }
    guard !user.isEmpty else { throw .parameterMissing("userId", of: match.operation) }
    if world == nil { world = World(startedAt: moment.now, seed: options.seed) }
    return try answer(try Call(match, request, user: user, at: moment))
  }

  private static let prefixes = [
    "/ms/openapi/api/apigw/", "/ms/openapi/api/apigw-user/", "/ms/openapi/api/apigw-app/", "/ms/openapi/api/op/",
  ]

  /// The three audiences of openapi have the same resources (platforms/bkci.md §1.6).
  private static func plainPath(_ path: String) -> String {
    for prefix in prefixes[1...2] where path.hasPrefix(prefix) { return prefixes[0] + path.dropFirst(prefix.count) }
    return path
  }

  /// The token filter; gives back who calls, empty when nobody said.
  private mutating func admit(_ request: APIRequest, at moment: Moment) throws(Refusal) -> String {
    let given = request.queryItems["access_token"].flatMap { try? TokenText($0) }?.ciphertext
    do throws(SignatureRejection) {
      let proof = try AccessTokenVerifier(isStrict: options.mode == .strict).verify(request, at: moment.wall) { _ in tokens.key }
      guard let given, tokens.isEnabled else { return proof.subject }
      guard !expired.contains(given) else { throw AccessTokenVerifier.expired(moment.wall - .seconds(1)) }
      seen.insert(given)
      return proof.subject
    } catch { throw tokens.refusal(for: error, isStrict: options.mode == .strict) }
  }

  /// What needs no token: the token address itself, and artifacts at their signed addresses.
  private mutating func open(_ call: Call, _ request: APIRequest) throws(Refusal) -> APIResponse {
    if call.operation.name == "token.get" {
      let issued = try tokens.issue(for: request, at: call.moment.wall)
      seen.insert(issued.token.ciphertext)
      return .success(issued.answer)
    }
    if world == nil { world = World(startedAt: call.moment.now, seed: options.seed) }
    return try download(call)
  }

  mutating func apply(_ fault: SandboxFault, at moment: Moment) {
    switch fault {
    case .expireTokens: expired.formUnion(seen.union(tokens.sample.map { [$0.ciphertext] } ?? []))
    case .duplicatedPage(let times): pages.duplicates += times
    case .movingTotal: pages.isMoving = true
    case .startSwallowed(let times): swallowed += times
    default: break
    }
  }

  func refusal(for fault: SandboxFault, to request: APIRequest, at moment: Moment) -> SandboxAnswer? {
    guard case .status(let status, _) = fault, let refusal = InjectedRefusal.refusal(status, to: request) else { return nil }
    return SandboxAnswer(refusal.response, refusal: "injected: \(refusal.reason)")
  }
}
