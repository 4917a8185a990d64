import HufuSigning

extension JobRun {
  enum Start {
    case run(StartedRun)
    /// It was started, or not; nobody can say.
    case unknown(Bilingual)
  }

  /// Takes up the run that was named, or prepares and starts one.
  mutating func begun(by deadline: Timestamp) async throws -> Start {
    if let id = options.resume {
      let late = Bilingual(zh: "期限已到，还没有接上这次运行。", en: "The time was over before the run could be taken up.")
      return .run(try await asked(by: deadline, orElse: late) { try await $0.resume(id) })
    }
    observe(.preparing)
    let late = Bilingual(zh: "期限已到，参数还没有核对完；什么都没有启动。", en: "The time was over while names were being looked up; nothing was started.")
    try await asked(by: deadline, orElse: late) { try await $0.prepare() }
    try Task.checkCancellation()
    return try await started(by: deadline)
  }

  /// What is asked before there is a run to wait for, no longer than the whole may take.
  private mutating func asked<Answer: Sendable>(
    by deadline: Timestamp, orElse late: Bilingual, _ question: @escaping @Sendable (inout any Job) async throws -> Answer
  ) async throws -> Answer {
    let answered = try await timing.within(deadline - timing.now()) { [job] in
      var job = job
      let answer = try await question(&job)
      return (job, answer)
    }
    guard let answered else {
      let remedy = Bilingual(zh: "服务器太慢，或 --timeout 太短。", en: "The server is slow, or --timeout is too short.")
      throw APIError(.network, late, remedy: remedy, mayHaveExecuted: false)
    }
    job = answered.0
    return answered.1
  }

  /// Starts it, and where the answer is lost, finds out what became of it. Not to be interrupted halfway: a run nobody knows the id of
  /// would be the worst of all ends.
  private mutating func started(by deadline: Timestamp) async throws -> Start {
    let before = self
    let (after, start) = try await Task {
      var drive = before
      let start = try await drive.startedForSure(by: deadline)
      return (drive, start)
    }.value
    self = after
    return start
  }

  private mutating func startedForSure(by deadline: Timestamp) async throws -> Start {
    let sent = timing.now()
    do {
      return .run(try await job.start())
    } catch let error as APIError where error.leavesOutcomeOpen {
      observe(.lost(error))
      return await lookedUp(LostStart(sent: sent, lost: timing.now(), error: error), by: deadline)
    }
  }

  /// How often a lost run is looked for; the waits in between double from a second.
  private static let lookUps = 6

  private mutating func lookedUp(_ lost: LostStart, by deadline: Timestamp) async -> Start {
    // It is looked for once even when the time is over: of a run nobody knows the id of, nobody can say anything later.
    for attempt in 0..<Self.lookUps where attempt == 0 || timing.now() < deadline {
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
        let cause = error.explained.message
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
