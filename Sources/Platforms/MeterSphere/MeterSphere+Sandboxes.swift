public import HufuClient

extension MeterSphere {
  public static let sandboxes = [
    variant(.v2, suffix: "", profile: "ms"), variant(.v1, suffix: "v1", profile: "ms-v1"), variant(.v3, suffix: "v3", profile: "ms-v3"),
  ]

  private static func variant(_ generation: Generation, suffix: String, profile name: String) -> SandboxVariant {
    let numbering = Numbering(generation: generation)
    let workspace = numbering.id(.workspace), project = numbering.id(.project)
    let profile = SampleProfile(
      name, credentials: ["accessKey": World.accessKey, "secretKey": World.secretKey],
      settings: ["generation": generation.rawValue, generation == .v3 ? "organization" : "workspace": workspace, "project": project],
      defaults: ["project": project, "workspace": workspace, "user": World.userID, "plan": numbering.id(.plan)])
    return SandboxVariant(suffix: suffix, profile: profile) { options in try MeterSphereSandbox(generation, options) }
  }
}
