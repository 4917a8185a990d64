import ArgumentParser
import HufuClient
import HufuPlatforms
import HufuProfiles
import HufuSigning

extension Platforms {
  /// The platform of that id, or of the profile of that name.
  ///
  /// - Throws: ``UsageError`` naming the nearest.
  static func named(_ id: String) throws -> any Platform.Type {
    if let platform = all.first(where: { $0.id == id }) { return platform }
    if let profile = try? ProfileFile.read(in: .current).profile(id) { return profile.platform }
    let ids = all.map { $0.id }
    let nearest = ids.nearest(to: id)
    throw UsageError(
      zh: "没有平台 \(id)。", en: "There is no platform \(id).",
      remedy: Bilingual(
        zh: (nearest.map { "是不是 \($0)？" } ?? "") + "有：\(ids.joined(separator: "、"))。",
        en: (nearest.map { "Did you mean \($0)? " } ?? "") + "There are: \(ids.joined(separator: ", "))."))
  }
}

extension Platform {
  /// The generation its settings choose when nothing is said; nil where there is only one.
  static func standardGeneration() throws -> String? { try Self(settings: try settings(from: [:])).catalogue.generation }

  /// Every generation's catalogue entries; the settings' defaults suffice, because entries hold all routes.
  static func entries() throws -> [CatalogueEntry] { try Self(settings: try settings(from: [:])).catalogue.entries() }
}
