import HufuClient
import HufuSigning

extension BlueKingCI.BuildJob {
  /// How often a start that came too soon after another is tried, and the waits in between.
  private static let patience: [Duration] = [.seconds(1), .seconds(2), .seconds(4), .seconds(8), .seconds(15)]

  mutating func prepare() async throws {
    let project = try await client.project(arguments.text("project") ?? "")
    let pipeline = try await client.pipeline(arguments.text("pipeline") ?? "", in: project.id)
    self.project = project
    self.pipeline = pipeline
    build = BuildID(project: project.id, pipeline: pipeline.id, build: "")
    caller = try await client.caller()
    let isChecked = arguments.bool("unchecked") != true
    // Where nothing is checked it is asked all the same, for what is sensitive.
    if !isChecked, values.isEmpty { return }
    var asked: Arguments = ["project": .string(project.id), "pipeline": .string(pipeline.id)]
    if let branch = arguments.text("branch") { asked.set("branch", .text(branch)) }
    let form: StartForm
    do {
      form = StartForm(try await client.json("build.startinfo", asked))
    } catch is APIError where !isChecked {
      // Whoever leaves the check out may do so because the form cannot be had.
      return learn(values.filter { StartForm.soundsSensitive($0.key) })
    }
    learn(values.filter { value in form.fields.first { $0.id == value.key }?.isSensitive ?? StartForm.soundsSensitive(value.key) })
    guard isChecked else { return }
    try checkNames(against: form)
    try form.check(values)
    self.form = form
  }

  /// Who passes a sensitive value wants it nowhere again: not in an error the server makes of it, either.
  private func learn(_ values: [JSONValue.Member]) {
    for value in values { client.connection.options.redactor.learn(value.value.plainText ?? "") }
  }

  /// Only a start that came too soon is repeated: refused, it has started nothing (2101020, platforms/bkci.md §2.4).
  mutating func start() async throws -> StartedRun {
    for wait in Self.patience {
      do {
        return try await startedOnce()
      } catch let error as APIError where error.fault == "startTooFrequent" {
        try await client.connection.timing.sleep(wait)
      }
    }
    return try await startedOnce()
  }

  private mutating func startedOnce() async throws -> StartedRun {
    do {
      before = try await client.buildsBefore(of: build.pipeline, in: build.project)
    } catch var error as APIError {
      // A look that failed has started nothing.
      error.mayHaveExecuted = false
      throw error
    }
    let operation = try client.connection.catalogue.operation("build.start")
    var own: Arguments = ["project": .string(build.project), "pipeline": .string(build.pipeline)]
    for name in ["buildNo", "branch"] { if let value = arguments[name] { own.set(name, .json(value)) } }
    var request = try client.connection.request(operation, own)
    // As they are, whatever their names: the operation has arguments of its own.
    request.body = .bytes(JSONWriter.compact(.object(values)))
    let answer = try client.parsed(try await client.connection.send(request, as: operation), of: operation.name)
    guard let id = answer["id"]?.text else { throw Client<BlueKingCI>.unlike(operation.name) }
    build.build = id
    // Servers before 2.1 do not say; a new build is in its first execution.
    execution = answer["executeCount"]?.int.flatMap { Int(exactly: $0) } ?? 1
    return started(note: form?.canStartByHand == false ? Self.notByHand : nil)
  }

  mutating func find(_ lost: LostStart) async throws -> FoundRun {
    guard let caller else { return .unknowable(Self.callerUnknown) }
    let found = try await client.builds(of: build.pipeline, in: build.project, since: before, by: caller, of: lost)
    return .among(found, id: { $0 }) { id in
      build.build = id
      execution = 1
      return started(note: Bilingual(zh: "启动请求的回答丢失；找到了由它启动的构建。", en: "The answer to the start was lost; the build it started was found."))
    }
  }

  mutating func resume(_ run: String) async throws -> StartedRun {
    build = try BuildID(run)
    return started(note: nil)
  }

  private func started(note: Bilingual?) -> StartedRun {
    StartedRun(build.description, link: client.page(of: build, settings), note: note)
  }

  private static let notByHand = Bilingual(
    zh: "这条流水线在页面上不能手动启动（canManualStartup 为 false）；通过接口启动不受影响。",
    en: "People cannot start this pipeline by hand (canManualStartup is false); a start through the API works all the same.")

  private static let callerUnknown = Bilingual(
    zh: "不知道令牌属于谁，无法在构建历史里认出它（在 profile 里填 user 就可以）",
    en: "whose the token is is not known, so the build cannot be told from others' (set user in the profile)")
}
