public import HufuClient
import HufuSigning

extension MeterSphere {
  /// Which API is spoken, and where in MeterSphere its user works.
  public struct Settings: Decodable, Sendable {
    public var generation: Generation
    /// Id of the workspace (v1, v2).
    public var workspace: String?
    /// Id of the organization (v3).
    public var organization: String?
    /// Id of the project.
    public var project: String?

    public init(generation: Generation = .v2, workspace: String? = nil, organization: String? = nil, project: String? = nil) {
      self.generation = generation
      self.workspace = workspace
      self.organization = organization
      self.project = project
    }

    /// What stands above the project, by whichever of its two names it was given.
    var scope: String? {
      switch generation {
      case .v1, .v2: workspace ?? organization
      case .v3: organization ?? workspace
      }
    }
  }

  public static let settingFields = [
    SettingField(
      "generation", allowed: Generation.allCases.map(\.rawValue), default: Generation.v2.rawValue,
      help: Bilingual(zh: "API 代：v1（1.1–2.2）、v2（2.3–2.10）、v3（3.0 起）。", en: "The API: v1 (1.1–2.2), v2 (2.3–2.10), v3 (from 3.0).")),
    SettingField(
      "workspace",
      help: Bilingual(
        zh: "工作空间 id（v1、v2），作为 WORKSPACE 头发送；不填时服务器用该用户上次打开的工作空间。",
        en: "Workspace id (v1, v2), sent as header WORKSPACE; without it the server takes the one its user opened last.")),
    SettingField(
      "organization",
      help: Bilingual(
        zh: "组织 id（v3），作为 ORGANIZATION 头发送；不填时服务器用该用户上次打开的组织。",
        en: "Organization id (v3), sent as header ORGANIZATION; without it the server takes the one its user opened last.")),
    SettingField(
      "project",
      help: Bilingual(
        zh: "项目 id，作为 PROJECT 头发送，也是 project 参数的默认值；不填时权限取决于该用户上次打开的项目。",
        en:
          "Project id, sent as header PROJECT, default of the argument project; without it permissions depend on the project opened last."
      )),
  ]
}
