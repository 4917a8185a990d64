public import HufuSigning

/// One form of a platform's sandbox: a generation, or a way it is set up.
public struct SandboxVariant: Sendable {
  /// Empty for the ordinary one; else what stands behind `@` in the mount: `v1`, `off`.
  public var suffix: String
  /// What a client needs to talk to it; its url is filled in by whoever serves it.
  public var profile: SampleProfile
  /// Runs of its jobs, one for every way to end that it plays.
  public var endings: [SandboxEnding]
  public var make: @Sendable (SandboxOptions) throws -> any SandboxService

  public init(
    suffix: String = "", profile: SampleProfile, endings: [SandboxEnding] = [],
    make: @escaping @Sendable (SandboxOptions) throws -> any SandboxService
  ) {
    self.suffix = suffix
    self.profile = profile
    self.endings = endings
    self.make = make
  }
}

/// The profile of a sandbox: made-up credentials that open it and nothing else.
public struct SampleProfile: Sendable, Equatable {
  public var name: String
  public var credentials: [String: String]
  public var settings: [String: String]
  public var defaults: [String: String]

  public init(_ name: String, credentials: [String: String], settings: [String: String] = [:], defaults: [String: String] = [:]) {
    self.name = name
    self.credentials = credentials
    self.settings = settings
    self.defaults = defaults
  }
}

/// How a sandbox is set up.
public struct SandboxOptions: Sendable {
  /// How strict it is.
  public enum Mode: String, Sendable, CaseIterable {
    /// As lenient as the platform is known to be.
    case real
    /// Also refuses replays and malformed nonces, and answers alike for every decryption failure.
    case strict
  }

  public var mode: Mode
  public var seed: UInt64
  /// Server-side settings of this platform, from `--config`; an object, empty by default.
  public var config: JSONValue

  public init(mode: Mode = .real, seed: UInt64 = 1, config: JSONValue = .object([])) {
    self.mode = mode
    self.seed = seed
    self.config = config
  }
}
