import HufuClient
import HufuSigning

/// Lets a request in to a view, in the order of the real servers: address, `Accept`, token, existence, membership, method.
///
/// Before the analysis server nginx asks for token and permission first, and says no in HTML (platforms/tca.md §1).
struct Gate {
  let routes: RouteTable
  let world: World
  let isStrict: Bool

  /// nil for the health check, which asks nobody who they are.
  func admit(_ request: APIRequest, to server: Desk.Server, at now: Timestamp) throws(Refusal) -> Asked? {
    if server == .analysis { try guardAnalysis(request, at: now) }
    let methods = routes.methods(for: request.path)
    guard !methods.isEmpty else { throw unrouted(request) }
    var reading = request
    if request.method == .head { reading.method = .get }
    let match = routes.match(reading.method, path: request.path)
    if match?.operation.access == .open { return nil }

    let name = match?.operation.name ?? methods.lazy.compactMap { routes.match($0, path: request.path)?.operation.name }.first ?? ""
    var desk = Desk(server: server, allow: Self.allow(methods, name))
    guard Self.accepts(request.headers["Accept"]) else { throw desk.refusal(406, "无法满足Accept HTTP头的请求。", because: "Accept") }
    let resident: Resident
    do {
      resident = try authenticate(request, at: now)
    } catch {
      desk.sawToken = error.reason != .missing
      throw refusal(error, request, at: desk)
    }
    let variables = methods.lazy.compactMap { routes.match($0, path: request.path)?.variables }.first ?? [:]
    try checkPlace(variables, at: desk)
    if variables["org"] != nil, !resident.isMember { throw desk.forbidden }
    guard let match else { throw desk.refusal(405, "方法 “\(request.method.rawValue)” 不被允许。", because: "method") }
    return Asked(
      operation: match.operation.name, request: request, variables: variables, query: request.queryItems, body: .object([]),
      resident: resident,
      desk: desk, now: now)
  }

  private func authenticate(_ request: APIRequest, at now: Timestamp) throws(SignatureRejection) -> Resident {
    let proof = try TokenVerifier(strict: isStrict).verify(request, at: now) { shown in
      world.residents.first { constantTimeEqual(Array($0.token.utf8), Array(shown.utf8)) }?.username
    }
    guard let resident = world.residents.first(where: { $0.username == proof.subject }) else { throw .strangeToken }
    return resident
  }

  private func refusal(_ rejection: SignatureRejection, _ request: APIRequest, at desk: Desk) -> Refusal {
    let word = request.headers["Authorization"]?.split(separator: " ").first
    if rejection == .noToken, request.headers["SERVER-TICKET"] != nil {
      return desk.refusal(401, code: "-2", "鉴权失败", because: "a SERVER-TICKET that is none of ours")
    }
    let text =
      switch rejection {
      case .noToken: word == "CodeDog" ? "鉴权失效" : "身份认证信息未提供。"
      case .emptyToken: "没有提供认证信息（认证令牌HTTP头无效）。"
      case .spacedToken: "认证令牌字符串不应该包含空格（无效的认证令牌HTTP头）。"
      default: "认证令牌无效。"
      }
    return desk.refusal(401, text, because: rejection.detail)
  }

  /// nginx's `auth_request` before the analysis server.
  private func guardAnalysis(_ request: APIRequest, at now: Timestamp) throws(Refusal) {
    let resident: Resident
    do {
      resident = try authenticate(request, at: now)
    } catch {
      throw Refusal(WebPage.nginx(401, "Authorization Required"), error.detail)
    }
    let parts = request.path.split(separator: "/").map(String.init)
    let isOurs = parts.count > 8 && Array(parts[2..<7]) == ["api", "orgs", Team.org, "teams", Team.name] && parts[7] == "repos"
    guard isOurs, Int(parts[8]).flatMap({ world.shelf.repository($0) }) != nil, resident.isMember else {
      throw Refusal(WebPage.nginx(403, "Forbidden"), "not a member, or no such org, team or repository")
    }
  }

  /// Whether what the path names exists; asked before membership, so that existence leaks as in the real server.
  private func checkPlace(_ variables: [String: String], at desk: Desk) throws(Refusal) {
    if let org = variables["org"], org != Team.org { throw desk.unknown }
    if let team = variables["team"], team != Team.name { throw desk.unknown }
    guard let text = variables["repo"] else { return }
    guard let repo = Int(text), world.shelf.repository(repo) != nil else { throw desk.unknown }
    if let project = variables["project"] {
      guard let id = Int(project), world.project(id, in: repo) != nil else { throw desk.unknown }
    }
  }

  private func unrouted(_ request: APIRequest) -> Refusal {
    if !request.path.hasSuffix("/"), !routes.methods(for: request.path + "/").isEmpty {
      return Refusal(WebPage.missingSlash(request), "missing trailing slash")
    }
    guard let template = Self.ticketOnly.first(where: { $0.variables(in: request.path) != nil }) else {
      return Refusal(WebPage.notFound, "no such address")
    }
    let isOne = template.variables(in: request.path)?["scan"] != nil
    let desk = Desk(server: .analysis, allow: isOne ? "GET, PUT, PATCH, HEAD, OPTIONS" : "GET, POST, HEAD, OPTIONS")
    var refusal = desk.refusal(401, "身份认证信息未提供。", because: "the servers' own ticket only")
    refusal.answer.response.head.headers.set("WWW-Authenticate", "main-internal-ticket")
    return refusal
  }

  /// Addresses of the analysis server that no person's token opens (platforms/tca.md §0.6).
  private static let ticketOnly = ["", "{scan}/"].map {
    URITemplate("/server/analysis/api/orgs/{org}/teams/{team}/repos/{repo}/projects/{project}/scans/" + $0)
  }

  /// `Allow` as the view would write it: Django's order, `HEAD` with `GET`, `PATCH` with `PUT`.
  private static func allow(_ methods: [Method], _ operation: String) -> String {
    var known = methods
    switch operation {
    case "user.get": known.append(.put)
    case "repo.get", "repo.delete": known += [.get, .put, .delete]
    case "orgs.list", "teams.list": known.append(.post)
    default: break
    }
    if known.contains(.put), operation != "token.get" { known.append(.patch) }
    if known.contains(.get) { known.append(.head) }
    let order: [Method] = [.get, .post, .put, .patch, .delete, .head]
    return (order.filter(known.contains).map(\.rawValue) + ["OPTIONS"]).joined(separator: ", ")
  }

  private static func accepts(_ header: String?) -> Bool {
    guard let header, !header.isEmpty else { return true }
    return header.split(separator: ",").contains { range in
      let type = range.prefix { $0 != ";" }.filter { $0 != " " }.lowercased()
      return type == "*/*" || type == "application/*" || type == "application/json"
    }
  }
}
