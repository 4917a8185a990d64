import HufuClient
import HufuSigning

/// A call about one job, as a profile describes it: `GET /oapi/v1/job/detail?jobId={id}`, with `{id}` where the job's id goes.
///
/// Method, path and the parameter's name in one line, as a manual prints them. The signer moves the query to where the method carries its
/// parameters (``ParameterSigner``), so one form serves all methods.
struct JobCall: Sendable, Equatable {
  static let placeholder = "{id}"
  private static let methods: [Method] = [.get, .post, .put, .delete]

  let method: Method
  private let path: String
  private let query: [QueryItem]

  /// - Parameter name: where it stands, for errors: `jobStatus.call`.
  /// - Throws: ``HufuClient/ConfigurationError``.
  init(_ text: String, as name: String) throws(ConfigurationError) {
    let words = text.split(whereSeparator: \.isWhitespace)
    if words.count == 1, text.contains("/") {
      throw Self.flaw(
        name, zh: "缺少请求方法：\(text)", en: "lacks the method: \(text)", remedy: Bilingual(zh: "写成 GET \(text)。", en: "Write GET \(text)."))
    }
    guard words.count == 2 else { throw Self.flaw(name, zh: "应为“方法 路径”，不是：\(text)", en: "is a method and a path, not: \(text)") }
    method = try Self.method(words[0], as: name)
    let target = words[1]
    guard target.hasPrefix("/"), target.utf8.allSatisfy({ $0 != UInt8(ascii: "#") && $0 > 0x20 && $0 != 0x7F }) else {
      throw Self.flaw(name, zh: "里的路径应以 / 开头，不带服务器地址和 #：\(target)", en: "has a path that begins with /, without server and #: \(target)")
    }
    let halves = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    guard halves[0].utf8.allSatisfy({ $0 < 0x80 }) else {
      throw Self.flaw(name, zh: "里的路径含有非 ASCII 字符：\(halves[0])", en: "has a path that is not ASCII: \(halves[0])")
    }
    path = String(halves[0])
    query = halves.count > 1 ? QueryItem.parse(halves[1].utf8) : []
    try Self.checkPlaceholders([path] + query.map(\.value), as: name)
    try checkPath(as: name)
  }

  /// - Parameter job: as the server spells it.
  func request(for job: String) -> APIRequest {
    let items = query.map { QueryItem($0.name, $0.value.replacing(Self.placeholder, with: job)) }
    return APIRequest(
      method, path.replacing(Self.placeholder, with: PercentEncoding.unreserved.encode(job)),
      query: String(decoding: QueryItem.encode(items), as: UTF8.self))
  }

  private static func method(_ word: Substring, as name: String) throws(ConfigurationError) -> Method {
    if let method = Method(rawValue: word.uppercased()), methods.contains(method) { return method }
    let known = methods.map(\.rawValue)
    let nearest = known.nearest(to: String(word))
    throw flaw(
      name, zh: "的方法不能是 \(word)", en: "cannot have the method \(word)",
      remedy: Bilingual(
        zh: (nearest.map { "是不是 \($0)？" } ?? "") + "可用：\(known.joined(separator: ", "))。",
        en: (nearest.map { "Did you mean \($0)? " } ?? "") + "There are: \(known.joined(separator: ", "))."))
  }

  private static func checkPlaceholders(_ places: [String], as name: String) throws(ConfigurationError) {
    let rest = places.map { $0.replacing(placeholder, with: "") }
    if let odd = rest.first(where: { $0.contains("{") || $0.contains("}") }) {
      throw flaw(
        name, zh: "里有不认识的占位符：\(odd)", en: "has a placeholder that means nothing: \(odd)",
        remedy: Bilingual(zh: "只有 {id}，代表作业的编号。", en: "There is only {id}, which stands for the job's id."))
    }
    guard places.contains(where: { $0.contains(placeholder) }) else {
      throw flaw(name, zh: "没有写明作业编号的位置", en: "does not say where the job's id goes")
    }
  }

  /// Asking must never start anything.
  private func checkPath(as name: String) throws(ConfigurationError) {
    let known = RouteTable((try? ISRPA(settings: ISRPA.Settings()).catalogue.operations()) ?? [])
    let bare = String(path.reversed().drop { $0 == "/" }.reversed())
    guard known.methods(for: bare).isEmpty else {
      throw Self.flaw(
        name, zh: "不能是 \(path)：这个接口创建作业或换取令牌", en: "cannot be \(path), which creates jobs or trades tokens",
        remedy: Bilingual(zh: "写服务器手册里查询或停止作业的接口。", en: "Write the call of the server's manual that asks for a job, or stops one."))
    }
  }

  private static func flaw(_ name: String, zh: String, en: String, remedy: Bilingual? = nil) -> ConfigurationError {
    ConfigurationError(
      zh: "\(name) \(zh)。", en: "\(name) \(en).",
      remedy: remedy
        ?? Bilingual(
          zh: "写成 GET /路径?参数名={id}，或 GET /路径/{id}。", en: "Write GET /PATH?NAME={id}, or GET /PATH/{id}."))
  }
}
