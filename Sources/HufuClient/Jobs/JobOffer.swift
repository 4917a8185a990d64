import HufuSigning

/// A job of one connection, without its type: what generic code starts runs from.
public struct JobOffer: Sendable {
  public let description: JobDescription
  private let make: @Sendable (JobArguments, Connection) throws -> any Job

  init<P: Platform>(_ job: any Job<P>.Type, of platform: P) {
    description = JobDescription(job)
    make = { arguments, connection in try Self.make(job, arguments, platform, connection) }
  }

  private static func make<P: Platform, J: Job<P>>(
    _ job: J.Type, _ arguments: JobArguments, _ platform: P, _ connection: Connection
  ) throws -> any Job {
    try job.init(arguments, of: platform, on: Client<P>(connection))
  }

  /// One run's job, its arguments checked; nothing is sent.
  ///
  /// - Parameter isResumed: whether it takes up a run that is there already, and so needs no names.
  public func job(_ arguments: Arguments, on connection: Connection, isResumed: Bool = false) throws -> any Job {
    try job(checked(arguments, on: connection, isResumed: isResumed), on: connection)
  }

  /// The arguments of one run with the connection's defaults and the job's own, for whoever needs to know one of them.
  ///
  /// - Throws: ``UsageError`` as ``job(_:on:isResumed:)`` does.
  public func checked(_ arguments: Arguments, on connection: Connection, isResumed: Bool = false) throws -> JobArguments {
    try JobArguments(arguments, for: description, defaults: connection.defaults, isResumed: isResumed)
  }

  /// The job of arguments that are checked.
  public func job(_ arguments: JobArguments, on connection: Connection) throws -> any Job { try make(arguments, connection) }
}

extension Connection {
  /// The job of that name.
  ///
  /// - Throws: ``UsageError`` with the nearest name.
  public func job(named name: String) throws -> JobOffer {
    if let offer = jobs.first(where: { $0.description.name == name }) { return offer }
    throw JobDescription.unknown(name, among: jobs.map(\.description), of: platform)
  }
}
