import HufuClient
import HufuSigning

extension CodeAnalysis {
  /// Scans a branch under a scheme, waits, and holds the scan's own numbers against limits (platforms/tca.md §0, §4).
  ///
  /// A project that is being scanned is joined, not scanned again, unless forced to. A scan that another one has replaced is followed to
  /// that other one. Numbers count only if they are this scan's; where they are not to be had the verdict is inconclusive.
  struct ScanJob: Job {
    typealias P = CodeAnalysis

    static let name = "scan"
    static let summary = Bilingual(zh: "扫描一个分支，等待结果，并按阈值判定", en: "Scan a branch, wait for the result and judge it by limits")

    /// What is scanned.
    enum Target: Sendable {
      case project(Int64)
      /// A branch under a scheme of the repository; nil for the only one there is.
      case branch(String?, scheme: String?)
      /// A branch under the scheme that was made from a template of the organisation.
      case template(String, branch: String?)

      /// The branch it names.
      var branch: String? {
        switch self {
        case .project: nil
        case .branch(let branch, _), .template(_, let branch): branch
        }
      }
    }

    let arguments: JobArguments
    let client: Client<CodeAnalysis>
    let target: Target
    let limits: Limits

    var place: Place
    /// Who we are to the server; nil until asked.
    var user: String?
    var scheme: Candidate?
    var template: Candidate?
    /// The branches the repository has projects of, when this one has none yet.
    var known: [String] = []
    /// What was there before the start.
    var before = JobsBefore()
    /// The job as it was last seen.
    var record: JobRecord?
    /// The jobs that were replaced by the one we follow, oldest first.
    var replaced: [Int64] = []

    init(_ arguments: JobArguments, of platform: CodeAnalysis, on client: Client<CodeAnalysis>) throws {
      self.arguments = arguments
      self.client = client
      target = try Self.target(arguments)
      limits = try Limits(arguments)
      place = Place(org: arguments.text("org") ?? "", team: arguments.text("team") ?? "")
    }

    /// Somebody else's scan may be followed, not stopped.
    var whyUnstoppable: Bilingual? {
      guard let creator = record?.creator, let user, creator != user else { return nil }
      return Bilingual(
        zh: "这次扫描是 \(creator) 启动的，不替别人取消；需要时请用 job.cancel。",
        en: "\(creator) started this scan; another's is not cancelled. Use job.cancel if it must be.")
    }

    mutating func stop() async throws {
      _ = try await client.read("job.cancel", place.arguments(.job, ["remarks": "hufu"]))
    }

    /// Of the project's last scans that found something to do.
    func earlierDurations() async throws -> [Duration] {
      guard place.project != nil else { return [] }
      var durations: [Duration] = []
      var earlier = place
      for id in try await client.jobs(of: place, ["state": "2", "resultFrom": 0, "resultTo": 0], atMost: 5) {
        earlier.job = id
        let job = try await client.job(earlier)
        if let start = job.created, let end = job.ended, end > start { durations.append(end - start) }
      }
      return durations
    }
  }
}
