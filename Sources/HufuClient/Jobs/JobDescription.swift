public import HufuSigning

/// What a job says of itself, without a connection: for help, `describe` and reading arguments.
public struct JobDescription: Sendable {
  public let name: String
  public let summary: Bilingual
  public let parameters: [JobParameter]
  public let isOpen: Bool
  public let reportsCases: Bool
  public let rhythm: Rhythm
  public let whyUnstoppable: Bilingual?

  public init(_ job: any Job.Type) {
    name = job.name
    summary = job.summary
    parameters = job.parameters
    isOpen = job.isOpen
    reportsCases = job.reportsCases
    rhythm = job.rhythm
    whyUnstoppable = job.whyUnstoppable
  }

  /// The job of that name.
  ///
  /// - Throws: ``UsageError`` with the nearest name.
  package static func named(_ name: String, among jobs: [JobDescription], of platform: String) throws -> JobDescription {
    guard let job = jobs.first(where: { $0.name == name }) else { throw unknown(name, among: jobs, of: platform) }
    return job
  }

  static func unknown(_ name: String, among jobs: [JobDescription], of platform: String) -> UsageError {
    let names = jobs.map(\.name)
    guard !names.isEmpty else { return none(platform) }
    let nearest = names.nearest(to: name)
    let list = names.joined(separator: ", ")
    return UsageError(
      zh: "\(platform) 没有任务 \(name)。", en: "\(platform) has no job \(name).",
      remedy: Bilingual(
        zh: (nearest.map { "是不是 \($0)？" } ?? "") + "可用任务：\(list)。",
        en: (nearest.map { "Did you mean \($0)? " } ?? "") + "It has: \(list)."))
  }

  package static func none(_ platform: String) -> UsageError {
    UsageError(
      zh: "\(platform) 没有可等待的任务。", en: "\(platform) has no jobs to run and wait for.",
      remedy: Bilingual(zh: "用 hufu call 调用它的操作。", en: "Call its operations with hufu call."))
  }

  /// The arguments of each run: one, or one for every value of the parameter that makes a series.
  public func runs(of arguments: Arguments) throws -> [Arguments] {
    var runs = [Arguments()]
    let series = arguments.items.filter { item in parameters.contains { $0.isSeries && $0.name == item.name } }
    guard Set(series.map(\.name)).count <= 1 else {
      throw UsageError(
        zh: "\(series.map(\.name).joined(separator: "、")) 不能同时给多个值。",
        en: "Only one of \(series.map(\.name).joined(separator: ", ")) can have several values.")
    }
    if series.count > 1 { runs = Array(repeating: Arguments(), count: series.count) }
    for item in arguments.items where series.isEmpty || item.name != series[0].name {
      for index in runs.indices { runs[index].append(item.name, item.value) }
    }
    for (index, item) in series.enumerated() { runs[index].append(item.name, item.value) }
    return runs
  }

  func unknown(_ argument: String) -> UsageError {
    let names = parameters.map(\.name)
    let nearest = parameters.first { $0.name == names.nearest(to: argument) }?.spelling
    let list = parameters.map(\.spelling).joined(separator: ", ")
    return UsageError(
      zh: "任务 \(name) 没有参数 \(argument)。", en: "Job \(name) has no argument \(argument).",
      remedy: Bilingual(
        zh: (nearest.map { "是不是 \($0)？" } ?? "") + "可用参数：\(list)。",
        en: (nearest.map { "Did you mean \($0)? " } ?? "") + "It takes: \(list)."))
  }

  func missing(_ parameter: JobParameter) -> UsageError {
    let all = parameters.filter(\.parameter.isRequired).map(\.spelling).joined(separator: ", ")
    let written = parameter.form == .option ? parameter.spelling + " VALUE" : parameter.name + "=VALUE"
    return UsageError(
      zh: "任务 \(name) 缺少参数 \(parameter.name)：\(parameter.help.zh)", en: "Job \(name) needs \(parameter.name): \(parameter.help.en)",
      remedy: Bilingual(
        zh: "写成 \(written)，或放进 profile 的 defaults。必填：\(all)。",
        en: "Write \(written), or set it in the profile's defaults. Required: \(all)."))
  }
}
