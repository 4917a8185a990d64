public import HufuClient
import HufuSigning

extension BlueKingCI {
  /// The sandbox with token authentication on, and with it off.
  public static let sandboxes = [
    SandboxVariant(
      profile: SampleProfile(
        "bkci", credentials: ["accessToken": sampleToken, "user": TokenDesk.sampleUser], settings: ["api": "v4"], defaults: sampleDefaults),
      endings: endings
    ) { try BlueKingCISandbox($0, isEnabled: true) },
    SandboxVariant(
      suffix: "off",
      profile: SampleProfile("bkci-off", credentials: ["user": TokenDesk.sampleUser], settings: ["api": "v4"], defaults: sampleDefaults),
      endings: endings
    ) { try BlueKingCISandbox($0, isEnabled: false) },
  ]

  /// How the builds of the pipelines end (`Pipeline`).
  private static let endings: [SandboxEnding] = [
    (.passed, "demo-build"), (.failed, "demo-unit-test"), (.stopped, "demo-nightly"), (.passed, "demo-macos"), (.failed, "demo-crowded"),
    (.failed, "demo-terminated"), (.passed, "demo-modern"), (.running, "demo-release"), (.running, "demo-guarded"),
    (.running, "demo-halfhour"),
  ].map { verdict, pipeline in SandboxEnding("build", verdict, ["pipeline": .string(pipeline)]) }

  private static let sampleDefaults = ["project": Pipeline.main.project, "pipeline": Pipeline.main.id]
  private static let sampleToken = (try? TokenDesk(SandboxOptions(), isEnabled: true))?.sample?.encoded ?? ""
}
