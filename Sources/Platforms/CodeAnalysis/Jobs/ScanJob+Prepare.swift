import HufuClient
import HufuSigning

extension CodeAnalysis.ScanJob {
  mutating func prepare() async throws {
    place.repo = try await client.repository(arguments.text("repo") ?? "", in: place).id
    user = try await client.read("user.get", [:])["username"]?.words
    switch target {
    case .project(let id): place.project = id
    case .branch(let branch, let wanted):
      let branch = try Self.named(branch)
      let scheme = try await client.scheme(wanted, in: place)
      self.scheme = scheme
      let found = try await client.projects(ofBranch: branch, path: path, in: place).filter { $0.scheme?.id == scheme.id }
      place.project = found.first?.id
    case .template(let wanted, let branch):
      let branch = try Self.named(branch)
      let template = try await client.template(wanted, in: place)
      self.template = template
      // A scheme of the repository that came from the template serves it; another start would make another copy.
      let found = try await client.projects(ofBranch: branch, path: path, in: place).filter { $0.template == template.id }
      guard found.count <= 1 else { throw Self.severalCopies(of: template, found) }
      place.project = found.first?.id
      scheme = found.first?.scheme
    }
    if place.project != nil { before = try await client.jobsBefore(in: place) } else { try await checkBranch() }
    try await checkLimits()
  }

  /// A project is made on demand, also for a branch that is only misspelt: what the repository has is told, or the new one refused.
  private mutating func checkBranch() async throws {
    guard let branch = target.branch else { return }
    known = try await client.branches(in: place)
    guard arguments.bool("noCreate") == true else { return }
    let isKnown = known.contains(branch)
    let others = known.joined(separator: ", ")
    throw UsageError(
      zh: isKnown ? "分支 \(branch) 在这个扫描方案下没有分析项目。" : "代码库没有分支 \(branch) 的分析项目。",
      en: isKnown
        ? "Branch \(branch) has no analysis project under this scheme." : "The repository has no analysis project of branch \(branch).",
      remedy: isKnown
        ? Bilingual(zh: "换一个 scheme，或去掉 --no-create。", en: "Give another scheme, or leave --no-create out.")
        : Bilingual(
          zh: (known.nearest(to: branch).map { "是不是 \($0)？" } ?? "") + "已有：\(others)。要新建，去掉 --no-create。",
          en: (known.nearest(to: branch).map { "Did you mean \($0)? " } ?? "") + "There are: \(others). To make one, leave --no-create out."
        ))
  }

  var path: String { arguments.text("path") ?? "/" }

  private static func named(_ branch: String?) throws -> String {
    if let branch, !branch.isEmpty { return branch }
    throw UsageError(
      zh: "没有说扫描哪个分支。", en: "No branch is named.",
      remedy: Bilingual(zh: "写 branch=分支，或 project=分析项目编号。", en: "Write branch=BRANCH, or project=NUMBER for an analysis project."))
  }

  private static func severalCopies(of template: Candidate, _ projects: [AnalysisProject]) -> UsageError {
    let schemes = projects.compactMap(\.scheme).candidates
    return UsageError(
      zh: "模板「\(template.name)」在这个分支上有 \(projects.count) 个方案：\(schemes)。",
      en: "The branch has \(projects.count) schemes made from the template \"\(template.name)\": \(schemes).",
      remedy: Bilingual(zh: "写 scheme=名称或编号，代替 template。", en: "Give scheme=NAME instead of template."))
  }

  /// A limit for an analysis that is switched off would be learned to be of no use only after the scan.
  private func checkLimits() async throws {
    guard limits.areAsked, let scheme else { return }
    let disabled = try await client.disabled(limits.analyses, inScheme: scheme.id, of: place)
    guard let gauge = Gauge.allCases.first(where: { limits.values[$0] != nil && disabled.contains($0.analysis) }) else { return }
    throw UsageError(
      zh: "给了 \(gauge.rawValue) 的上限，但扫描方案「\(scheme.name)」没有启用\(gauge.analysis.title.zh)。",
      en: "There is a limit for \(gauge.rawValue), but the scheme \"\(scheme.name)\" has \(gauge.analysis.title.en) switched off.",
      remedy: Bilingual(
        zh: "在扫描方案里启用它，或去掉这个上限。", en: "Switch it on in the scheme, or leave the limit out."))
  }
}
