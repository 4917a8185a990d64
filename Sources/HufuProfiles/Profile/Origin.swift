import HufuClient
import HufuSigning

/// Where a value comes from: `hufu profile show` tells it, and errors point there.
public enum Origin: Sendable, Equatable, CustomStringConvertible {
  /// An option of the command line, as written: `--url`.
  case flag(String)
  /// An environment variable.
  case environment(String)
  /// Lines and columns counted from 1.
  case file(String, line: Int, column: Int)
  /// The platform's own default.
  case standard

  public var description: String {
    switch self {
    case .flag(let name): name
    case .environment(let name): "$" + name
    case .file(let path, let line, let column): "\(path):\(line):\(column)"
    case .standard: "默认 default"
    }
  }

  /// An error about what stands here. In a file the place goes into the error's own fields, else into its text.
  func error(_ message: Bilingual, remedy: Bilingual? = nil) -> ConfigurationError {
    switch self {
    case .file(let path, let line, let column):
      ConfigurationError(message, remedy: remedy, file: path, line: line, column: column)
    case .environment(let name):
      ConfigurationError(
        Bilingual(zh: "环境变量 \(name)：\(message.zh)", en: "Environment variable \(name): \(message.en)"), remedy: remedy)
    case .flag(let name): ConfigurationError(Bilingual(zh: "\(name)：\(message.zh)", en: "\(name): \(message.en)"), remedy: remedy)
    case .standard: ConfigurationError(message, remedy: remedy)
    }
  }

  /// Runs `body` and puts this place into the usage and configuration errors it throws.
  package func locating<Result>(_ what: String, _ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch {
      throw located(error, what)
    }
  }

  /// The same for a body that waits.
  package func locating<Result>(_ what: String, _ body: () async throws -> Result) async throws -> Result {
    do {
      return try await body()
    } catch {
      throw located(error, what)
    }
  }

  /// What is wrong with something that stands here is wrong here, unless it has a place of its own.
  private func located(_ found: any Error, _ what: String) -> any Error {
    guard let found = found as? any ExplainedError, (found as? ConfigurationError)?.line == nil,
      found is ConfigurationError || found is UsageError
    else { return found }
    let file = (found as? ConfigurationError)?.file.map { $0 + ": " } ?? ""
    return error(
      Bilingual(zh: "\(what)：\(file)\(found.message.zh)", en: "\(what): \(file)\(found.message.en)"), remedy: found.remedy)
  }
}

/// A value with its origin.
public struct Sourced<Value: Sendable>: Sendable {
  public var value: Value
  public var origin: Origin

  public init(_ value: Value, from origin: Origin) {
    self.value = value
    self.origin = origin
  }
}

extension Sourced: Equatable where Value: Equatable {}
