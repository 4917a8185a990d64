import HufuSigning

extension JobRun {
  enum Start {
    case run(StartedRun)
    /// It was started, or not; nobody can say.
    case unknown(Bilingual)
  }

  /// Takes up the run that was named, or prepares and starts one.
  mutating func begun() async throws -> Start {
    if let id = options.resume { return .run(try await job.resume(id)) }
    observe(.preparing)
    try await job.prepare()
    try Task.checkCancellation()
    return try await started()
  }

  /// Starts it, and where the answer is lost, finds out what became of it. Not to be interrupted halfway: a run nobody knows the id of
  /// would be the worst of all ends.
  private mutating func started() async throws -> Start {
    let before = self
    let (after, start) = try await Task {
      var drive = before
      let start = try await drive.startedForSure()
      return (drive, start)
    }.value
    self = after
    return start
  }

  private mutating func startedForSure() async throws -> Start {
    let sent = timing.now()
    do {
      return .run(try await job.start())
    } catch let error as APIError where error.leavesOutcomeOpen {
      observe(.lost(error))
      return await lookedUp(LostStart(sent: sent, lost: timing.now(), error: error))
    }
  }

  /// How often a lost run is looked for; the waits in between double from a second.
  private static let lookUps = 6

  private mutating func lookedUp(_ lost: LostStart) async -> Start {
    for attempt in 0..<Self.lookUps {
      do {
        try await timing.sleep(.seconds(1 << attempt))
        switch try await job.find(lost) {
        case .found(let run): return .run(run)
        case .none: continue
        case .ambiguous(let candidates):
          let list = candidates.joined(separator: ", ")
          return lost.unknown(zh: "可能由它启动的运行不止一个：\(list)", en: "several runs may be of it: \(list)")
        case .unknowable(let why): return lost.unknown(zh: why.zh, en: why.en)
        }
      } catch let error as APIError where error.kind.isTransient {
        observe(.trouble(error, count: attempt + 1))
      } catch {
        let cause = (error as? any ExplainedError ?? UnexplainedError(error)).message
        return lost.unknown(zh: "也查不到它是否启动：\(cause.zh)", en: "whether it began cannot be looked up: \(cause.en)")
      }
    }
    return lost.unknown(zh: "也找不到由它启动的运行", en: "no run of it was found")
  }
}

extension APIError {
  /// Whether the work may have been begun and the answer that says so is not to be had: cut, unreadable, too large, or a server's failure.
  fileprivate var leavesOutcomeOpen: Bool { mayHaveExecuted && (kind.isTransient || kind == .local) }
}

extension LostStart {
  fileprivate func unknown(zh: String, en: String) -> JobRun.Start {
    let cause = error.message
    return .unknown(
      Bilingual(
        zh: "启动请求没有得到回答（\(cause.zh.unstopped)），\(zh.unstopped)；没有重复启动。请在平台上核实。",
        en: "The start was not answered (\(cause.en.unstopped)); \(en.unstopped). It was not repeated; look on the platform."))
  }
}

extension String {
  /// Without the full stop at its end, to stand inside a sentence.
  fileprivate var unstopped: String { hasSuffix("。") || hasSuffix(".") ? String(dropLast()) : self }
}
