import HufuClient
import HufuSigning

/// One line of what the doctor says.
struct Diagnosis: Sendable {
  /// The profile it is about; nil for what all share.
  var profile: String?
  /// The check's name for programs.
  var name: String
  var title: Bilingual
  var finding: Finding

  init(_ check: Check, _ finding: Finding, profile: String? = nil) {
    self.init(name: check.rawValue, title: check.title, finding, profile: profile)
  }

  init(name: String, title: Bilingual, _ finding: Finding, profile: String?) {
    self.profile = profile
    self.name = name
    self.title = title
    self.finding = finding
  }

  func json(in language: Language) -> JSONValue {
    [
      "profile": profile.map(JSONValue.string) ?? .null, "name": .string(name), "status": .string(finding.status.rawValue),
      "finding": .string(finding.text[language]), "remedy": finding.remedy.map { .string($0[language]) } ?? .null,
      "exit": .int(finding.kind?.exitCode.rawValue ?? 0),
    ]
  }
}

extension [Diagnosis] {
  /// The failure to mend first.
  var firstFailure: Diagnosis? { first { $0.finding.status == .fail } }
  var warnings: [Diagnosis] { filter { $0.finding.status == .warn } }
}
