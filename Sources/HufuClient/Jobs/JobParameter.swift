public import HufuSigning

/// One argument of a job, in the words a catalogue uses for operations.
public struct JobParameter: Sendable {
  /// How it is written on a command line.
  public enum Form: String, Sendable {
    /// `name=value`
    case argument
    /// `--name value`, or `--name` alone for a `bool`; the name in kebab case.
    case option
  }

  public var parameter: Parameter
  public var help: Bilingual
  public var form: Form
  /// Whether each value given is a run of its own, one after the other.
  public var isSeries: Bool
  /// The platform generations that have it; empty for all.
  public var generations: [String]

  public var name: String { parameter.name }

  /// - Parameter name: lower camel case; the standard term of the field.
  public init(
    _ name: String, _ kind: Parameter.Kind = .text, required: Bool = false, allowed: [String] = [], range: ParameterRange? = nil,
    default defaultValue: String? = nil, form: Form = .argument, series: Bool = false, generations: [String] = [], help: Bilingual
  ) {
    parameter = Parameter(
      name: name, isRequired: required, kind: kind, allowed: allowed, range: range, defaultValue: defaultValue)
    self.help = help
    self.form = form
    isSeries = series
    self.generations = generations
  }

  /// As it is written on a command line: `failOnReview` is `--fail-on-review`.
  public var spelling: String {
    guard form == .option else { return name }
    return "--" + name.reduce(into: "") { $0 += $1.isUppercase ? "-" + $1.lowercased() : String($1) }
  }

  /// For a job whose reports list files: whoever drives the run saves them there.
  public static let artifacts = JobParameter(
    "artifacts", form: .option,
    help: Bilingual(zh: "把产物存到这个目录；有一个取不到就不算成功。", en: "Save its files into this folder; one that cannot be had is no success."))
}
