import HufuClient
import HufuSigning

extension MeterSphereSandbox {
  /// The payload of an operation's answer.
  mutating func answer(_ inquiry: Inquiry) throws(Refusal) -> JSONValue {
    switch inquiry.operation.name {
    case "key.validate": return .string(inquiry.user.id)
    case "version.get": return .string(version)
    case "site.get": return ["url": .string(world.site ?? inquiry.origin), "concurrency": .null, "prometheusHost": .null]
    case "workspaces.list": return try workspaces(inquiry)
    case "projects.list": return try projects(inquiry)
    case "environments.list": return try environments(inquiry)
    case "pools.list": return .array(world.pools.map { ["id": .string($0.id), "name": .string($0.name)] })
    case "plans.list": return try listPlans(inquiry)
    case "plan.get": return try plan(inquiry["id"], inquiry).json(world)
    case "plan.check": return .bool(try plan(inquiry["id"], inquiry).outcome != .empty)
    case "plan.statistics": return try statistics(inquiry)
    case "plan.run": return .string(try start(inquiry))
    case "plan.batch": return try startAll(inquiry)
    case "report.status": return try status(inquiry)
    case "report.get": return try report(inquiry["reportId"], inquiry).detail(world, at: inquiry.now)
    case "reports.list": return try listReports(inquiry)
    case "report.stop": return try stop(inquiry)
    case "reportCases.list": return try listCases(inquiry)
    case "scenarios.list": return try listScenarios(inquiry)
    case "scenario.run": return try startScenario(inquiry)
    case "scenarioReport.get": return try scenarioRun(inquiry).report(world, at: inquiry.now)
    case "scenario.stop": return try stopScenario(inquiry)
    case "report.share": return try share(inquiry)
    case "share.get": return try openShare(inquiry)
    case "share.life": return shareLife(inquiry)
    case "keys.list": return .array(world.keys(of: inquiry.user).map { $0.json(generation) })
    case "key.create", "key.enable", "key.disable", "key.update", "key.delete": return try changeKeys(inquiry)
    default: throw .unknownPath
    }
  }

  private var version: String {
    switch generation {
    case .v1: "v1.20.24-lts-7b1d2e4f"
    case .v2: "v2.10.20-lts-5c0a9d31"
    case .v3: "v3.3.0-2f6e8b17"
    }
  }

  /// Refuses a project the caller is no member of: the one named in the call, else the one in the header (platforms/metersphere.md §1.5).
  func checkProject(_ named: String?, _ inquiry: Inquiry, permission: String) throws(Refusal) {
    if let project = named ?? inquiry.project, project != world.project { throw .forbidden(permission: permission) }
  }

  /// One page in this generation's style.
  mutating func page(_ items: [JSONValue], _ inquiry: Inquiry) throws(Refusal) -> JSONValue {
    generation == .v3 ? try pages.modern(items, inquiry) : try pages.classic(items, inquiry)
  }

  private mutating func workspaces(_ inquiry: Inquiry) throws(Refusal) -> JSONValue {
    let item: JSONValue = [
      "id": .string(world.workspace), "name": .string(World.workspaceName), "description": "", "createTime": 1_690_000_000_000,
    ]
    return generation == .v3 ? try page([item], inquiry) : .array([item])
  }

  private func projects(_ inquiry: Inquiry) throws(Refusal) -> JSONValue {
    let scope = inquiry[generation == .v3 ? "organizationId" : "workspaceId"]
    guard scope == nil || scope == world.workspace else {
      throw .forbidden(permission: generation == .v3 ? "ORGANIZATION_PROJECT:READ" : "WORKSPACE_PROJECT_MANAGER:READ")
    }
    let key = generation == .v3 ? "organizationId" : "workspaceId"
    return .array([
      .object([
        .init("id", .string(world.project)), .init(key, .string(world.workspace)), .init("name", .string(World.projectName)),
        .init("createTime", 1_690_000_000_000),
      ])
    ])
  }

  private func environments(_ inquiry: Inquiry) throws(Refusal) -> JSONValue {
    try checkProject(inquiry["projectId"], inquiry, permission: "PROJECT_ENVIRONMENT:READ")
    return .array(
      world.environments.enumerated().map { index, environment in
        let host = "env-\(index + 1).example.com"
        guard generation != .v3 else {
          return ["id": .string(environment.id), "name": .string(environment.name), "domain": .array([.string(host)]), "mock": false]
        }
        // These four are JSON inside a text, and may hold credentials.
        return [
          "id": .string(environment.id), "name": .string(environment.name), "projectId": .string(world.project), "protocol": "https",
          "socket": .string(host), "domain": .string(host), "port": 443, "createUser": .string(World.user.id),
          "createTime": 1_690_000_000_000, "updateTime": 1_690_000_000_000, "variables": "[]", "headers": "[{\"name\":\"X-Env\"}]",
          "config": "{\"httpConfig\":{\"conditions\":[]},\"databaseConfigs\":[]}", "hosts": "[]",
        ]
      })
  }
}
