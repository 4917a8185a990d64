import HufuClient
import HufuSigning

extension Client<BlueKingCI> {
  /// How a build stands; nil where the server does not know it (platforms/bkci.md §2.2, 2101163).
  func status(of build: BuildID) async throws -> BuildStatus? {
    do {
      let json = try await json("build.status", build.arguments)
      guard let status = BuildStatus(json) else { throw Self.unlike("build.status") }
      return status
    } catch let error as APIError where error.fault == "buildNotFound" {
      return nil
    }
  }

  func detail(of build: BuildID) async throws -> BuildDetail { BuildDetail(try await json("build.detail", build.arguments)) }

  /// Why steps failed, where the server has a call for it (v4 since 4.2); none where it has not.
  func failures(of build: BuildID, execution: Int) async throws -> [StepError] {
    guard api == .v4 else { return [] }
    do {
      let json = try await json("build.failures", build.arguments.with("executeCount", execution))
      return json.elements?.compactMap(StepError.init(failure:)) ?? []
    } catch let error as APIError where !error.kind.isTransient {
      return []
    }
  }

  /// A pipeline's builds, latest first.
  func history(of pipeline: String, in project: String, _ more: Arguments = [:]) async throws -> [BuildStatus] {
    var arguments = more
    arguments.set("project", .text(project))
    arguments.set("pipeline", .text(pipeline))
    return try await json("builds.list", arguments)["records"]?.elements?.compactMap(BuildStatus.init) ?? []
  }

  /// Who the server takes us for: what stands in `X-DEVOPS-UID`, else the token's own user; nil where only the server knows.
  func caller() async throws -> String? {
    let authorized = try await connection.authorizer.authorize(APIRequest(.get, "/"), .token)
    return authorized.request.headers["X-DEVOPS-UID"] ?? authorized.token?.subject
  }

  /// The page of a build, in the form that ``BlueKingCI/locate(_:)`` reads; nil behind the BlueKing API Gateway, whose host is not that of
  /// the pages.
  func page(of build: BuildID, _ settings: BlueKingCI.Settings) -> String? {
    guard settings.gateway == nil else { return nil }
    return "\(connection.endpoint)/console/pipeline/\(build.project)/\(build.pipeline)/detail/\(build.build)"
  }

  static func unlike(_ operation: String) -> APIError {
    APIError(
      .malformed, Bilingual(zh: "\(operation) 的回答里没有构建。", en: "The answer of \(operation) holds no build."), platform: BlueKingCI.id)
  }
}

extension Arguments {
  func with(_ name: String, _ value: some BinaryInteger) -> Arguments {
    var arguments = self
    arguments.set(name, .json(.int(value)))
    return arguments
  }
}
