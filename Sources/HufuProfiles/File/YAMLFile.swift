import HufuClient
public import HufuSigning

/// A YAML (or JSON) file that is no configuration of Hufu's own: a sandbox's settings, a platform's `common.yml`.
public enum YAMLFile {
  /// Its content as a value; an empty file is an empty object.
  ///
  /// - Throws: ``HufuClient/ConfigurationError`` with file, line and column.
  public static func json(at path: String) throws -> JSONValue {
    let reader = NodeReader(path: path)
    guard let root = try reader.compose(String(decoding: try bytes(of: path), as: UTF8.self)) else { return .object([]) }
    return reader.json(root)
  }

  /// Its bytes, at most a megabyte.
  static func bytes(of path: String) throws -> [UInt8] {
    do {
      return try LocalFile(path).bytes
    } catch {
      let why: Bilingual =
        switch error {
        case .missing: Bilingual(zh: "文件不存在", en: "there is no such file")
        case .unreadable(let reason): Bilingual(zh: reason, en: reason)
        case .tooLarge: Bilingual(zh: "超过 1 MB", en: "it is larger than 1 MB")
        }
      throw ConfigurationError(Bilingual(zh: "文件读不了：\(why.zh)。", en: "The file cannot be read: \(why.en)."), file: path)
    }
  }
}
