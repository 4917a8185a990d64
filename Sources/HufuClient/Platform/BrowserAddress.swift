public import HufuSigning

/// An address as a person copied it from the browser: the server, the path, and what a single-page application keeps behind `#`.
///
/// Read by ``Platform/locate(_:)``. Nothing of its query is ever shown: tokens stand there.
public struct BrowserAddress: Sendable {
  /// Scheme, host and port, without any path.
  public let server: Endpoint
  /// The path's segments, decoded.
  public let path: [String]
  public let query: [QueryItem]
  /// The segments behind `#`: `#/track/plan/view/ID?projectId=…`.
  public let route: [String]
  public let routeQuery: [QueryItem]
  /// The path's segments as they were written.
  private let written: [String]

  /// - Throws: ``ConfigurationError`` for what is no address at all.
  public init(_ text: String) throws {
    let text = text.trimmingBlanks
    let afterScheme = text.firstRange(of: "://")?.upperBound ?? text.startIndex
    let end = text[afterScheme...].firstIndex { "/?#".contains($0) } ?? text.endIndex
    server = try Endpoint.parse(String(text[..<end])).endpoint
    let (page, fragment) = Self.halves(text[end...], at: "#")
    let (path, query) = Self.halves(page, at: "?")
    let (route, routeQuery) = Self.halves(fragment, at: "?")
    written = path.split(separator: "/").map(String.init)
    self.path = written.map(Self.decoded)
    self.query = QueryItem.parse(query.utf8)
    self.route = route.split(separator: "/").map { Self.decoded(String($0)) }
    self.routeQuery = QueryItem.parse(routeQuery.utf8)
  }

  /// The profile's url when the application begins at the segment of that index; a proxy's prefix stands before it.
  public func url(before index: Int? = nil) -> String {
    server.origin + written.prefix(index ?? written.count).map { "/" + $0 }.joined()
  }

  /// Where `words` stand one after the other in the path; nil stands for any one segment.
  public func place(of words: [String?]) -> Int? {
    guard path.count >= words.count else { return nil }
    return (0...(path.count - words.count)).first { start in
      zip(path[start...], words).allSatisfy { segment, word in word == nil || word == segment }
    }
  }

  /// For an address whose server is plain and whose page is not.
  public func unknownPage(of platform: String, url: String) -> ConfigurationError {
    ConfigurationError(
      zh: "认出了服务器 \(url)，但不认识 \(platform) 的这个页面。", en: "The server is \(url); the page is none of \(platform)'s that Hufu knows.",
      remedy: Bilingual(
        zh: "只给服务器地址：--url \(url)，id 用 --set 给出。", en: "Give the server alone, --url \(url), and the ids by --set."))
  }

  private static func halves(_ text: Substring, at mark: Character) -> (Substring, Substring) {
    guard let place = text.firstIndex(of: mark) else { return (text, "") }
    return (text[..<place], text[text.index(after: place)...])
  }

  private static func decoded(_ segment: String) -> String { String(decoding: PercentEncoding.decode(segment.utf8), as: UTF8.self) }
}

extension String {
  fileprivate var trimmingBlanks: String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
