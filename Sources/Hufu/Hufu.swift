// What a Swift program imports: `import Hufu` brings the client, the platforms, profiles and the HTTP transport.
@_exported public import HufuBlueKingCI
@_exported public import HufuClient
@_exported public import HufuCodeAnalysis
@_exported public import HufuHTTP
@_exported public import HufuISRPA
@_exported public import HufuMeterSphere
@_exported public import HufuPlatforms
@_exported public import HufuProfiles
@_exported public import HufuSigning
@_exported public import HufuTianyi

extension ProfileFile {
  /// The user's own profiles with every platform Hufu knows: where a Swift program starts.
  ///
  /// - Throws: ``HufuClient/ConfigurationError`` with file, line and column.
  public static func standard() throws -> ProfileFile { try ProfileFile(platforms: Platforms.all) }

  /// Binds a profile over the network for as long as `body` runs.
  ///
  /// ```swift
  /// try await ProfileFile.standard().withConnection("tca") { connection in
  ///   for try await repository in try connection.items("repos.list") { print(repository["name"]?.text ?? "") }
  /// }
  /// ```
  public func withConnection<Result>(
    _ profile: String, options: ConnectionOptions = ConnectionOptions(), _ body: (Connection) async throws -> Result
  ) async throws -> Result {
    var network: HTTPTransport?
    let connection = try await self.profile(profile).connection(options: options) { way, notice in
      let opened = try HTTPTransport(way, notice: notice)
      network = opened
      return opened
    }
    do {
      let result = try await body(connection)
      await network?.shutdown()
      return result
    } catch {
      await network?.shutdown()
      throw error
    }
  }
}
