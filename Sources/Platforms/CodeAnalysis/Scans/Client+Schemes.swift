import HufuClient
import HufuSigning

extension Client<CodeAnalysis> {
  /// The active scheme of that name or number; without one, the only one there is.
  ///
  /// - Throws: `UsageError` listing the schemes when it is not clear which is meant.
  func scheme(_ text: String?, in place: Place) async throws -> Candidate {
    var schemes: [Candidate] = []
    for try await row in try rows("schemes.list", place.arguments(.repo, ["status": 1])) {
      if let scheme = Candidate(scheme: row) { schemes.append(scheme) }
    }
    let remedy = Bilingual(
      zh: "代码库还没有扫描方案：用 scheme.create 新建，或用 template=模板。",
      en: "The repository has no scheme: make one with scheme.create, or give template=TEMPLATE.")
    if let text { return try schemes.only(text, kind: Bilingual(zh: "扫描方案", en: "scheme"), whenEmpty: remedy) }
    guard schemes.count != 1 else { return schemes[0] }
    guard !schemes.isEmpty else { throw UsageError(zh: "没有可用的扫描方案。", en: "There is no active scheme.", remedy: remedy) }
    throw UsageError(
      zh: "代码库有 \(schemes.count) 个扫描方案，没有说用哪一个：\(schemes.candidates)。",
      en: "The repository has \(schemes.count) schemes, and none was named: \(schemes.candidates).",
      remedy: Bilingual(zh: "写 scheme=名称或编号。", en: "Write scheme=NAME, or its number."))
  }

  /// The organisation's template of that name or number.
  func template(_ text: String, in place: Place) async throws -> Candidate {
    var templates: [Candidate] = []
    for try await row in try rows("templates.list", place.arguments(.org)) {
      if let template = Candidate(scheme: row) { templates.append(template) }
    }
    return try templates.only(
      text, kind: Bilingual(zh: "扫描方案模板", en: "template"),
      whenEmpty: Bilingual(zh: "团队没有扫描方案模板；用 scheme=方案。", en: "The organisation has no templates; give scheme=SCHEME."))
  }

  /// The analyses a scheme says it leaves out. What it does not say, or does not let us see, counts as switched on.
  ///
  /// - Throws: what is transient: a switch that could not be read now is not one that is on.
  func disabled(_ wanted: Set<Analysis>, inScheme scheme: Int64, of place: Place) async throws -> Set<Analysis> {
    var off: Set<Analysis> = []
    for (operation, analyses) in [("scheme.checks", [Analysis.lint]), ("scheme.metrics", [.duplication, .complexity])]
    where !wanted.isDisjoint(with: analyses) {
      do {
        let settings = try await read(operation, place.arguments(.repo, ["scheme": .int(scheme)]))
        for analysis in analyses where wanted.contains(analysis) && settings[analysis.settingName]?.bool == false { off.insert(analysis) }
      } catch let error as APIError where !error.kind.isTransient {
        continue
      }
    }
    return off
  }
}
