import HufuClient
import HufuSigning

/// Which field a variable's name stands for.
struct EnvironmentFields {
  private var paths: [String: FieldPath] = [:]

  /// The fields every profile has.
  static let common = EnvironmentFields(
    FieldPath.scalars.map { FieldPath($0) } + FieldPath.tls.map { FieldPath(.tls, $0) })

  private init(_ paths: [FieldPath]) {
    for path in paths { self.paths[path.description.upperSnake] = path }
  }

  /// Adds the platform's own: credentials and settings by their names, then arguments as defaults.
  ///
  /// `DEFAULTS_PROJECT` tells an argument from a setting of the same name.
  mutating func add(_ platform: any Platform.Type, settings: [String: JSONValue], defaults: [String]) {
    let groups: [(FieldPath.Group, [String])] = [
      (.credentials, platform.fields.map(\.name)), (.settings, platform.settingFields.map(\.name)),
      (.defaults, defaults + platform.argumentNames(settings)),
    ]
    for (group, names) in groups {
      for name in names {
        for spelling in [name.upperSnake, "\(group.rawValue)_\(name)".upperSnake] where paths[spelling] == nil {
          paths[spelling] = FieldPath(group, name)
        }
      }
    }
  }

  subscript(name: String) -> FieldPath? { paths[name] }

  func nearest(to name: String) -> String? { paths.keys.sorted().nearest(to: name) }
}

extension Platform {
  /// Every argument some operation takes.
  fileprivate static func argumentNames(_ settings: [String: JSONValue]) -> [String] {
    guard let settings = try? self.settings(from: settings), let operations = try? Self(settings: settings).catalogue.operations() else {
      return []
    }
    return Set(operations.flatMap { $0.parameters.map(\.name) }).sorted()
  }
}
