public import HufuSigning

/// One field of a platform's credential, described well enough to ask for it, check it, and say where to find it.
public struct CredentialField: Sendable, Equatable {
  public var name: String
  /// What it is and where the vendor's own pages show it: 【个人信息】-【API Keys】.
  public var help: Bilingual
  public var isSecret: Bool
  public var isRequired: Bool

  public init(_ name: String, secret isSecret: Bool = false, required isRequired: Bool = true, help: Bilingual) {
    self.name = name
    self.help = help
    self.isSecret = isSecret
    self.isRequired = isRequired
  }
}
