public import HufuSigning

/// Remote work that is started, followed and judged: a test plan, a scan, a build.
///
/// A job knows one platform's traps: how names become ids, what a start answers, which words mean that it is over, which numbers decide.
/// Waiting, deadlines, lost answers, interrupts and everything printed belong to ``JobRun``, which drives every job the same way.
///
/// A job is a value that learns as it goes: what `prepare` resolved and the run that `start` began are its own state.
public protocol Job<P>: Sendable {
  associatedtype P: Platform

  /// The word in `hufu run PROFILE NAME`.
  static var name: String { get }
  static var summary: Bilingual { get }
  /// What it takes, as `name=value` or, where declared so, as `--name value`.
  static var parameters: [JobParameter] { get }
  /// Whether it also takes arguments of any other name and passes them on.
  static var isOpen: Bool { get }
  /// Whether its reports hold test cases, told apart by ids: only of those can a gate allow some to fail.
  static var reportsCases: Bool { get }
  /// How often it is asked, and for how long.
  static var rhythm: Rhythm { get }
  /// Why a run of it cannot be stopped; nil where it can, or where that depends on the settings.
  static var whyUnstoppable: Bilingual? { get }

  /// Why this run cannot be stopped, under these settings; nil where it can.
  var whyUnstoppable: Bilingual? { get }
  /// Why nobody can follow a run of it under these settings; nil where one can. Such a run is started and left alone.
  var whyUnfollowed: Bilingual? { get }

  /// Reads its arguments; nothing is sent.
  ///
  /// - Throws: ``UsageError`` for arguments that do not go together, or not with these settings.
  init(_ arguments: JobArguments, of platform: P, on client: Client<P>) throws

  /// Resolves names and checks what can be checked before anything is started. Sends reads only.
  ///
  /// - Throws: ``UsageError`` when a name matches nothing or several things; it lists the candidates.
  mutating func prepare() async throws
  /// Starts the work, once.
  ///
  /// - Throws: an ``APIError`` that is transient and may have been carried out means a lost answer, and so does an answer that is too large:
  ///   ``find(_:)`` is asked, and the start is never repeated.
  mutating func start() async throws -> StartedRun
  /// Looks for the run whose start was not answered: by an id of our own choosing, else by owner and time.
  mutating func find(_ lost: LostStart) async throws -> FoundRun
  /// Takes up a run by the id that ``start()`` gave, so that it can be followed by another process; arguments that only name the work to
  /// start are not needed then.
  mutating func resume(_ run: String) async throws -> StartedRun
  /// How it stands now. Errors that are transient are tolerated by the caller; the state must survive them.
  mutating func status() async throws -> RunStatus
  /// Reads the result and judges it; the verdict of the last status may turn out worse, never better than what the platform said.
  mutating func report(_ verdict: Verdict) async throws -> RunReport
  /// Asks the platform to stop it; the end is seen by ``status()``.
  mutating func stop() async throws
  /// How long runs of the same work took before; empty where that is not known.
  func earlierDurations() async throws -> [Duration]
}

extension Job {
  public static var isOpen: Bool { false }
  public static var reportsCases: Bool { false }
  public static var rhythm: Rhythm { Rhythm() }
  public static var whyUnstoppable: Bilingual? { nil }
  public var whyUnstoppable: Bilingual? { Self.whyUnstoppable }
  public var whyUnfollowed: Bilingual? { nil }
  public mutating func prepare() async throws {}
  public mutating func stop() async throws {}
  public func earlierDurations() async throws -> [Duration] { [] }
}
