import HufuClient
import HufuSigning

extension Finding {
  /// A failure in the error's own words, with the place in the file where there is one.
  init(_ error: any Error) {
    guard let error = error as? any ExplainedError else {
      self.init(.fail, Bilingual(zh: "\(error)", en: "\(error)"), kind: .local)
      return
    }
    var text = error.message
    if let found = error as? ConfigurationError, let file = found.file {
      let place = [file, found.line.map(String.init), found.column.map(String.init)].compactMap { $0 }.joined(separator: ":")
      text = Bilingual(zh: "\(place)：\(text.zh)", en: "\(place): \(text.en)")
    }
    self.init(.fail, text, remedy: error.remedy, kind: error.kind)
  }
}
