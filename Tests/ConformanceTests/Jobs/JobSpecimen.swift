import HufuClient
import HufuPlatforms
import HufuSandbox
import HufuSigning
import HufuTesting
import Testing

/// A job of one platform in one form of its sandbox: what the laws about jobs are run over.
struct JobSpecimen: Sendable, CustomTestStringConvertible {
  let platform: any Platform.Type
  let variant: SandboxVariant
  let row: JobRow
  /// The sandbox's platform as it is before anything was asked; a value, so every run begins with it.
  let service: any SandboxService
  private let routes: RouteTable

  /// Every job there is a row for, in every form of the sandbox that has a place for it.
  static let all: [JobSpecimen] = Platforms.all.flatMap { platform in
    platform.jobs.compactMap { JobRow.of(platform, $0.name) }.flatMap { row in
      platform.sandboxes.filter { !row.endings($0).isEmpty }.compactMap { try? JobSpecimen(platform, $0, row) }
    }
  }

  private init(_ platform: any Platform.Type, _ variant: SandboxVariant, _ row: JobRow) throws {
    self.platform = platform
    self.variant = variant
    self.row = row
    // A strict one also refuses what was signed once and used twice.
    service = try variant.make(SandboxOptions(mode: .strict))
    routes = RouteTable(try Specimen(platform: platform, variant: variant).connection().catalogue.operations())
  }

  var testDescription: String { "\(variant.profile.name) \(row.job)" }

  /// A sandbox of its own for one run.
  func sandbox() -> Sandbox { Sandbox { [platform.id: service] } }

  func connection(over line: any Transport, clock: StepClock, unit: Double = 0.5) throws -> Connection {
    try platform.connect(
      credentials: variant.profile.credentials.mapValues { Secret($0) },
      settings: variant.profile.settings.mapValues(JSONValue.string).merging(row.settings) { $1 },
      at: SandboxTransport.endpoint(of: platform.id), over: line, timing: clock.timing, entropy: .counting(unit: unit),
      defaults: variant.profile.defaults)
  }

  /// Whether such a request begins a run.
  func begins(_ method: Method, _ path: String) -> Bool {
    routes.match(method, path: path).map { row.starts.contains($0.operation.name) } ?? false
  }

  /// How many starts the platform has carried out, by its journal.
  func starts(in journal: [JournalEntry]) -> Int { journal.count { $0.refusal == nil && begins($0.method, $0.path) } }
}
