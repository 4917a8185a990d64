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
    if let run = outcome.run {
      record.outcome.run = StartedRun(redactor.clean(run.id), link: run.link.map(redactor.clean), note: run.note.map(redactor.clean))
    }
    if var report = outcome.report {
      report.title = redactor.clean(report.title)
      report.link = report.link.map { ReportLink(redactor.clean($0.address), expires: $0.expires) }
      report.reasons = report.reasons.map(redactor.clean)
      report.warnings = report.warnings.map(redactor.clean)
      for index in report.cases.indices {
        report.cases[index].name = redactor.clean(report.cases[index].name)
        report.cases[index].message = report.cases[index].message.map(redactor.clean)
      }
      for index in report.issues.indices {
        report.issues[index].message = redactor.clean(report.issues[index].message)
        report.issues[index].file = redactor.clean(report.issues[index].file)
      }
      for index in report.steps.indices {
        report.steps[index].name = redactor.clean(report.steps[index].name)
        report.steps[index].message = report.steps[index].message.map(redactor.clean)
      }
      record.outcome.report = report
    }
    return record
  }
}

extension Redactor {
  fileprivate func clean(_ text: Bilingual) -> Bilingual { Bilingual(zh: clean(text.zh), en: clean(text.en)) }
}
