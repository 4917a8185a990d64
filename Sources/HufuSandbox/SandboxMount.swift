public import HufuClient
public import HufuSigning

/// One platform, in one of its forms, at one place of a sandbox.
public struct SandboxMount: Sendable {
  /// `metersphere`, `metersphere@v1`: the platform's id, and the form's suffix where it has one.
  public var name: String
  /// The platform's id.
  public var platform: String
  public var title: Bilingual
  /// What stands before its paths: `/metersphere@v1`, or nothing when it is served at the root.
  public var prefix: String
  public var variant: SandboxVariant

  /// The made-up credentials that open it.
  public var profile: SampleProfile { variant.profile }

  init(_ platform: any Platform.Type, _ variant: SandboxVariant, isAtRoot: Bool) {
    name = platform.id + (variant.suffix.isEmpty ? "" : "@" + variant.suffix)
    self.platform = platform.id
    title = platform.title
    prefix = isAtRoot ? "" : "/" + name
    self.variant = variant
  }

  /// Whether `generation` means this form: its suffix, or the generation its profile names (the ordinary form has no suffix).
  func isGeneration(_ generation: String) -> Bool { generations.contains(generation) }

  var generations: [String] {
    [variant.suffix, profile.settings["generation"] ?? ""].filter { !$0.isEmpty }
  }
}
