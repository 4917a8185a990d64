import HufuClient
import HufuSigning

extension BlueKingCI.BuildJob {
  static let silence = Bilingual(zh: "", en: "")

  static func place(_ position: Int64?) -> Bilingual {
    guard let position, position > 0 else { return silence }
    return Bilingual(zh: "排队第 \(position) 位", en: "number \(position) in the queue")
  }

  static func running(_ status: BuildStatus) -> Bilingual {
    let names = status.stages.filter { $0.word.sort == .running }.map(\.name)
    guard !names.isEmpty else { return silence }
    return Bilingual(zh: "阶段「\(names.joined(separator: "、"))」", en: "stage \(names.joined(separator: ", "))")
  }

  /// What the build waits for, and who may let it go on, as far as the answers say.
  func waiting(_ status: BuildStatus) async -> Bilingual {
    switch status.word.text {
    case "TRIGGER_REVIEWING":
      return Bilingual(zh: "等待审核这次触发，通过后才会排队", en: "the trigger itself waits for a review before it is queued")
    case "QUALITY_CHECK_WAIT": return Bilingual(zh: "质量红线等待把关", en: "a quality gate waits for a decision")
    default: break
    }
    // A comfort only: without it the stage is named and nobody.
    let detail = try? await client.detail(of: build)
    guard let stage = status.heldStage else { return Self.asking(detail?.heldSteps.first) }
    if let group = detail?.stages.first(where: { $0.id == stage.id })?.asked, !group.people.isEmpty {
      let people = group.people.joined(separator: ", ")
      let name = group.name.map { "（\($0)）" } ?? ""
      return Bilingual(
        zh: "阶段「\(stage.name)」等待 \(people) 审核\(name)",
        en: "stage \(stage.name) waits for a review by \(people)" + (group.name.map { " (\($0))" } ?? ""))
    }
    if let step = detail?.heldSteps.first(where: { $0.stage == stage.name }) { return Self.asking(step) }
    return Bilingual(zh: "阶段「\(stage.name)」等待审核", en: "stage \(stage.name) waits for a review")
  }

  private static func asking(_ step: BuildDetail.Step?) -> Bilingual {
    guard let step else { return Bilingual(zh: "等待审核", en: "waits for a review") }
    let people = step.reviewers.joined(separator: ", ")
    return Bilingual(
      zh: "步骤「\(step.stage) / \(step.name)」等待" + (people.isEmpty ? "人工处理" : " \(people) 审核"),
      en: "step \(step.stage) / \(step.name) waits for " + (people.isEmpty ? "a person" : "a review by \(people)"))
  }
}

extension BuildDetail {
  /// Steps that wait for a person.
  var heldSteps: [Step] { steps.filter { $0.word.sort == .held } }
}
