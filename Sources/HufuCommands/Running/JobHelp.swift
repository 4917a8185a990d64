import HufuClient
import HufuPlatforms
import HufuProfiles
import HufuSigning

/// What a job takes and how it is followed: `hufu run PROFILE JOB --help`, `hufu describe PLATFORM JOB`.
struct JobHelp {
  private let job: JobDescription
  private let profile: String
  private let parameters: [JobParameter]

  /// - Parameter generation: the profile's; what only others take is left out. Nil for all.
  init(_ job: JobDescription, for profile: String, generation: String? = nil) {
    self.job = job
    self.profile = profile
    parameters = job.parameters.filter { parameter in
      generation.map { parameter.generations.isEmpty || parameter.generations.contains($0) } ?? true
    }
  }

  func lines(width: Int, in language: Language) -> [String] {
    func text(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }
    var lines = ["hufu run \(profile) \(job.name)  \(job.summary[language])", ""]
    for parameter in parameters {
      let facts = Self.facts(parameter, text).joined(separator: " · ")
      lines.append("  " + (facts.isEmpty ? Self.spelling(parameter) : Self.spelling(parameter).padded(to: 30) + facts))
      lines += wrapped(parameter.help[language], to: max(40, min(width, 100) - 6)).map { "      " + $0 }
    }
    if job.isOpen { lines.append("  " + text("… 其他名称的参数原样交给平台", "… arguments of any other name are passed on")) }
    let rhythm = job.rhythm
    let (first, longest, deadline) = (rhythm.first.briefText, rhythm.longest.briefText, rhythm.deadline.briefText)
    lines += [
      "",
      text(
        "查询间隔 \(first) 到 \(longest)，默认最多等 \(deadline)（--timeout）；连续 \(rhythm.tolerance) 次没有回答才放弃。",
        "Asked every \(first) to \(longest), for \(deadline) at most unless --timeout says otherwise; \(rhythm.tolerance) unanswered questions in a row are borne."
      ),
    ]
    if let why = job.whyUnstoppable { lines.append(text("不能停止：", "Cannot be stopped: ") + why[language]) }
    let required = parameters.filter(\.parameter.isRequired).map { "\($0.name)=…" }
    lines += ["", text("例：", "Example: ") + (["hufu run", profile, job.name] + required).joined(separator: " ")]
    lines.append(
      text("共有的选项（报告文件、--resume、--detach …）：hufu run --help", "Options of all jobs (report files, --resume, --detach …): hufu run --help"))
    return lines
  }

  var json: JSONValue {
    [
      "name": .string(job.name), "kind": "job", "zh": .string(job.summary.zh), "en": .string(job.summary.en), "open": .bool(job.isOpen),
      "deadlineSeconds": .int(job.rhythm.deadline.wholeMilliseconds / 1000),
      "parameters": .array(
        job.parameters.map { parameter in
          [
            "name": .string(parameter.name), "spelling": .string(parameter.spelling), "form": .string(parameter.form.rawValue),
            "type": .string(parameter.parameter.kind.rawValue), "required": .bool(parameter.parameter.isRequired),
            "allowed": .array(parameter.parameter.allowed.map(JSONValue.string)),
            "default": parameter.parameter.defaultValue.map(JSONValue.string) ?? .null, "series": .bool(parameter.isSeries),
            "generations": .array(parameter.generations.map(JSONValue.string)), "zh": .string(parameter.help.zh),
            "en": .string(parameter.help.en),
          ]
        }),
    ]
  }

  private static func spelling(_ parameter: JobParameter) -> String {
    switch parameter.form {
    case .argument: parameter.name + "=…"
    case .option: parameter.spelling + (parameter.parameter.kind == .bool ? "" : " …")
    }
  }

  private static func facts(_ parameter: JobParameter, _ text: (String, String) -> String) -> [String] {
    var facts: [String] = []
    let inner = parameter.parameter
    if inner.isRequired { facts.append(text("必填", "required")) }
    if !inner.allowed.isEmpty {
      facts.append(inner.allowed.joined(separator: "|"))
    } else if inner.kind != .text {
      facts.append(inner.kind.rawValue + (inner.range.map { " \($0)" } ?? ""))
    }
    if let value = inner.defaultValue { facts.append(text("默认 ", "default ") + value) }
    if parameter.isSeries { facts.append(text("可给多个", "several")) }
    if !parameter.generations.isEmpty { facts.append(parameter.generations.joined(separator: " ")) }
    return facts
  }

  /// Broken at spaces, and between Chinese characters where a line is full.
  private func wrapped(_ text: String, to width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var word = ""
    func put() {
      if !line.isEmpty, line.columns + word.columns > width {
        lines.append(line)
        line = String(word.drop { $0 == " " })
      } else {
        line += word
      }
      word = ""
    }
    for character in text {
      if character == " " || String(character).columns == 2 { put() }
      word.append(character)
    }
    put()
    return lines + (line.isEmpty ? [] : [line])
  }
}

extension Platform {
  static var jobDescriptions: [JobDescription] { jobs.map { JobDescription($0) } }

  /// - Throws: ``UsageError`` with the nearest name.
  static func job(named name: String) throws -> JobDescription { try JobDescription.named(name, among: jobDescriptions, of: id) }
}

extension Profile {
  /// The generation of its platform that it speaks; nil where the platform has no such setting.
  var generation: String? {
    settings["generation"]?.value.plainText ?? platform.settingFields.first { $0.name == "generation" }?.defaultValue
  }
}
