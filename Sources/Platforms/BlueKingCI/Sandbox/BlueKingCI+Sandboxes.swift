public import HufuClient
import HufuSigning

extension BlueKingCI {
  /// The sandbox with token authentication on, and with it off.
  public static let sandboxes = [
    SandboxVariant(
      profile: SampleProfile(
        "bkci", credentials: ["accessToken": sampleToken, "user": TokenDesk.sampleUser], settings: ["api": "v4"], defaults: sampleDefaults)
    ) { try BlueKingCISandbox($0, isEnabled: true) },
    SandboxVariant(
      suffix: "off",
      profile: SampleProfile("bkci-off", credentials: ["user": TokenDesk.sampleUser], settings: ["api": "v4"], defaults: sampleDefaults)
    ) { try BlueKingCISandbox($0, isEnabled: false) },
  ]

  private static let sampleDefaults = ["project": Pipeline.main.project, "pipeline": Pipeline.main.id]
  private static let sampleToken = (try? TokenDesk(SandboxOptions(), isEnabled: true))?.sample?.encoded ?? ""
}
