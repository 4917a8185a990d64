import Foundation
import Testing

/// No platform's name outside its folder and the registry. Texts between quotes are left out: help may give examples.
@Suite struct NamesLaw {
  static let words = ["metersphere", "tianyi", "codeanalysis", "isrpa", "bkci", "blueking", "xxtea_"]

  @Test func genericCodeKnowsNoPlatform() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let sources = root.appending(path: "Sources")
    let files = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
    var seen = 0
    for case let file as URL in files where file.pathExtension == "swift" {
      let path = file.path.dropFirst(sources.path.count + 1)
      if path.hasPrefix("Platforms/") || path.hasPrefix("HufuPlatforms/") || path.hasPrefix("Hufu/") { continue }
      seen += 1
      var isText = false
      let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
      for (number, line) in lines.enumerated() {
        if line.contains("\"\"\"") {
          isText.toggle()
          continue
        }
        guard !isText else { continue }
        let code = Self.code(of: line)
        for word in Self.words { #expect(!code.contains(word), "\(path):\(number + 1) names \(word)") }
      }
    }
    #expect(seen > 50)
  }

  /// The line without its comment and without what stands between quotes, in lower case.
  private static func code(of line: Substring) -> String {
    let text = line.drop { $0 == " " }
    if text.hasPrefix("//") { return "" }
    var code = ""
    var isQuoted = false
    for character in text.prefix(upTo: text.firstRange(of: " // ")?.lowerBound ?? text.endIndex) {
      if character == "\"" { isQuoted.toggle() } else if !isQuoted { code.append(character) }
    }
    return code.lowercased()
  }
}
