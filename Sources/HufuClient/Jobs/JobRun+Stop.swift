import HufuSigning

extension JobRun {
  /// How long the end of a run is awaited that was asked to stop.
  private static let stopDeadline = Duration.seconds(120)
  /// How often it is asked to.
  private static let stopAttempts = 4

  /// Stops the run and waits for its end, in a task of its own: ours is cancelled.
  func stopped(_ watch: RunWatch) async -> RunOutcome {
    observe(.stopping)
    let before = self
    return await Task {
      var drive = before
      var watch = watch
      watch.troubles = 0
      watch.deadline = before.timing.now() + Self.stopDeadline
      do {
        try await drive.askedToStop()
        return try await drive.followed(&watch)
      } catch {
        // A run that is over already cannot be stopped; then its end is the answer.
        if let status = try? await drive.job.status(), case .ended(let verdict) = status.phase {
          return await drive.concluded(verdict, watch)
        }
        return RunOutcome(drive.end(of: error), run: watch.run)
      }
    }.value
  }

  private mutating func askedToStop() async throws {
    for attempt in 1...Self.stopAttempts {
      do {
        return try await job.stop()
      } catch let error as APIError where error.kind.isTransient && attempt < Self.stopAttempts {
        observe(.trouble(error, count: attempt))
        try await timing.sleep(rhythm.delay(after: attempt - 1, unit: entropy.unit()))
      }
    }
  }
}
