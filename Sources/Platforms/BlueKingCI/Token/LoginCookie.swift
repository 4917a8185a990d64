import HufuSigning

/// A browser's login cookie, as people copy it: the bare value, `bk_token=…`, or the whole `Cookie` header.
struct LoginCookie: Sendable {
  /// What goes into the header `Cookie`.
  let header: Secret

  /// - Parameter name: of a bare value's cookie.
  init(_ text: Secret, name: String) {
    var value = text.reveal().split(whereSeparator: \.isNewline).joined()
    let heading = "cookie:"
    if value.lowercased().hasPrefix(heading) { value = String(value.dropFirst(heading.count).drop { $0 == " " }) }
    let isHeader = value.contains(";") || ([name] + Self.known).contains { value.hasPrefix($0 + "=") }
    header = isHeader ? Secret(value) : Secret("\(name)=\(value)")
  }

  /// The logins BlueKing CI is deployed with (platforms/bkci.md §1.5).
  private static let known = ["bk_token", "bk_ticket"]
}
