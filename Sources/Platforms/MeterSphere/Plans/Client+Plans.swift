public import HufuClient
import HufuSigning

extension Client<MeterSphere> {
  /// The generation this client speaks.
  var generation: MeterSphere.Generation { connection.catalogue.generation.flatMap(MeterSphere.Generation.init) ?? .v2 }

  /// The one environment of that name or id.
  ///
  /// - Throws: `UsageError` listing the candidates when there is none, or more than one: names are unique by custom only.
  public func environment(_ text: String, project: String? = nil) async throws -> MeterSphere.Environment {
    let all = try await call("environments.list", Self.scoped(project), as: [MeterSphere.Environment].self)
    return try all.only(text, kind: Bilingual(zh: "环境", en: "environment"), whenEmpty: Self.nothing)
  }

  /// The one plan of that name or id, looked for over all pages.
  ///
  /// - Throws: `UsageError` listing the candidates when there is none, or more than one.
  public func plan(_ text: String, project: String? = nil) async throws -> MeterSphere.Plan {
    if generation.hasShape(ofID: text), let plan = try await plan(id: text) { return plan }
    var alike: [MeterSphere.Plan] = []
    var arguments = Self.scoped(project)
    arguments.append("name", .text(text))
    for try await plan in try items("plans.list", arguments, as: MeterSphere.Plan.self) { alike.append(plan) }
    var others: [MeterSphere.Plan] = []
    if alike.isEmpty {
      // Only to name candidates; one page will do.
      for try await plan in try items("plans.list", Self.scoped(project), as: MeterSphere.Plan.self).prefix(10) { others.append(plan) }
    }
    return try alike.only(text, kind: Bilingual(zh: "测试计划", en: "plan"), among: others, whenEmpty: Self.nothing)
  }

  /// nil where the server knows no such plan. v1 trips over a missing row: what looks like its failure may mean just that.
  private func plan(id: String) async throws -> MeterSphere.Plan? {
    do {
      return try await call("plan.get", ["plan": .string(id)], as: MeterSphere.Plan?.self)
    } catch let error as APIError
      where error.fault == "notOwner" || error.kind == .notFound || generation == .v1 && error.kind == .server
    {
      return nil
    }
  }

  private static var nothing: Bilingual {
    Bilingual(zh: "这个项目里什么也没有；核对 project。", en: "There is nothing in this project; check project.")
  }

  static func scoped(_ project: String?) -> Arguments { project.map { ["project": .string($0)] } ?? [:] }
}

extension MeterSphere.Generation {
  /// Whether a text looks like an id of this generation (platforms/metersphere.md §0): a UUID, in v3 a long number.
  func hasShape(ofID text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard self != .v3 else {
      return (6...50).contains(bytes.count) && bytes.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
    return bytes.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false).map(\.count) == [8, 4, 4, 4, 12]
      && bytes.allSatisfy { $0 == UInt8(ascii: "-") || Hex.value($0) != nil }
  }
}
