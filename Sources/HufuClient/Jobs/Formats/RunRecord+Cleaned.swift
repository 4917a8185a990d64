import HufuSigning

extension RunRecord {
  /// The record with every known secret replaced, whoever wrote it into a name, a message or a link.
  ///
  /// Cleaned before a format sees it: in XML or Markdown a secret is spelled as nobody would look for it.
  public func cleaned(by redactor: Redactor) -> RunRecord {
    var record = self
    record.label = redactor.clean(label)
    record.notes = notes.map(redactor.clean)
    record.outcome.reasons = outcome.reasons.map(redactor.clean)
    switch outcome.end {
    case .error(let error): record.outcome.end = .error(error.cleaned(by: redactor))
    case .skipped(let why): record.outcome.end = .skipped(redactor.clean(why))
    case .verdict, .detached, .interrupted: break
    }
    if let run = outcome.run {
      record.outcome.run = StartedRun(redactor.clean(run.id), link: run.link.map(redactor.clean), note: run.note.map(redactor.clean))
    }
    if var report = outcome.report {
      report.title = redactor.clean(report.title)
      report.link = report.link.map { ReportLink(redactor.clean($0.address), expires: $0.expires) }
      report.reasons = report.reasons.map(redactor.clean)
      report.warnings = report.warnings.map(redactor.clean)
      for index in report.cases.indices {
        report.cases[index].id = redactor.clean(report.cases[index].id)
        report.cases[index].name = redactor.clean(report.cases[index].name)
        report.cases[index].group = redactor.clean(report.cases[index].group)
        report.cases[index].message = report.cases[index].message.map(redactor.clean)
      }
      for index in report.issues.indices {
        report.issues[index].message = redactor.clean(report.issues[index].message)
        report.issues[index].file = redactor.clean(report.issues[index].file)
        report.issues[index].id = redactor.clean(report.issues[index].id)
        report.issues[index].tool = report.issues[index].tool.map(redactor.clean)
        report.issues[index].rule = redactor.clean(report.issues[index].rule)
        report.issues[index].author = report.issues[index].author.map(redactor.clean)
      }
      for index in report.steps.indices {
        report.steps[index].name = redactor.clean(report.steps[index].name)
        report.steps[index].code = report.steps[index].code.map(redactor.clean)
        report.steps[index].message = report.steps[index].message.map(redactor.clean)
      }
      for index in report.artifacts.indices { report.artifacts[index].path = redactor.clean(report.artifacts[index].path) }
      record.outcome.report = report
    }
    return record
  }
}

extension ExplainedError {
  /// The same error, its words cleaned. A connection cleans its own; what a job says of an answer it has read itself comes uncleaned.
  fileprivate func cleaned(by redactor: Redactor) -> any ExplainedError {
    if let error = self as? APIError { return error.cleaned(by: redactor) }
    let (message, remedy) = (redactor.clean(message), remedy.map(redactor.clean))
    guard message != self.message || remedy != self.remedy else { return self }
    return CleanedError(cause: self, message: message, remedy: remedy)
  }
}

/// An error with other words.
private struct CleanedError: ExplainedError {
  let cause: any ExplainedError
  let message: Bilingual
  let remedy: Bilingual?

  var kind: ErrorKind { cause.kind }
  var platform: String? { cause.platform }
  var code: String? { cause.code }
  var clientCode: Int? { cause.clientCode }
  var requestID: String? { cause.requestID }
}

extension Redactor {
  fileprivate func clean(_ text: Bilingual) -> Bilingual { Bilingual(zh: clean(text.zh), en: clean(text.en)) }
}
