import HufuClient
import HufuSigning

/// Finds the tokens in the answer of a token call, whose members the vendor does not name.
///
/// A pointer in the settings decides. Without one the likely places are searched, in this order: the members of `result`, of `data`, of the
/// whole, by name without regard to case, `_` and `-`; then `result` or `data` as a bare text; then as an array `[access, refresh]`, as the
/// vendor's 2020.5 article describes the return value (platforms/isrpa.md §2).
struct TokenReader {
  let settings: ISRPA.Settings

  static let accessNames = ["accesstoken", "token"]
  /// The second is how the vendor's own code spells it.
  static let refreshNames = ["refreshtoken", "refleshtoken"]
  /// Names that mean a life in seconds; `expires` and `expireTime` may as well be moments, so they are not taken for one.
  static let expiresNames = ["expiresin", "expirein"]

  /// - Parameters:
  ///   - answer: the whole body.
  ///   - now: the server's clock, from which the life counts.
  ///   - previous: keeps its refresh token when the answer brings no new one.
  /// - Throws: ``APIError`` with the client code 44 when no access token is found; it names members, never values.
  func token(in answer: [UInt8], at now: Timestamp, previous: AccessToken?) throws -> AccessToken {
    guard let whole = try? JSONSlice(answer),
      let access = text(settings.tokenPointer, Self.accessNames, position: 0, in: whole)
    else { throw unreadable(answer) }
    let refresh = text(settings.refreshPointer, Self.refreshNames, position: 1, in: whole).map { Secret($0) } ?? previous?.refresh
    let seconds = text(settings.expiresPointer, Self.expiresNames, position: nil, in: whole).flatMap(Int64.init)
    let life = seconds.flatMap { (1...3_153_600_000).contains($0) ? Duration.seconds($0) : nil }
    return AccessToken(Secret(access), refresh: refresh, issued: now, expires: life.map { now + $0 })
  }

  private func text(_ pointer: JSONPointer?, _ names: [String], position: Int?, in whole: JSONSlice) -> String? {
    if let pointer { return whole.at(pointer)?.filledText }
    let places = [whole["result"], whole["data"], whole].compactMap { $0 }
    for place in places {
      for name in names {
        if let found = place.members().first(where: { $0.key.plainName == name })?.value.filledText { return found }
      }
    }
    guard let position else { return nil }
    if position == 0, let bare = places.dropLast().lazy.compactMap(\.filledText).first { return bare }
    return places.lazy.compactMap { $0[position]?.filledText }.first
  }

  private func unreadable(_ answer: [UInt8]) -> APIError {
    let entry = ISRPA.errors["tokenUnreadable"]
    var error = ISRPA.errors.error(entry, for: APIResponse(200))
    error.clientCode = 44
    let places = (try? JSONSlice(answer))?.outline ?? []
    if !places.isEmpty { error.serverMessage = places.joined(separator: " ") }
    return error
  }
}

extension JSONSlice {
  /// A text or number that is not empty.
  fileprivate var filledText: String? { scalarText.flatMap { $0.isEmpty ? nil : $0 } }
}

extension String {
  /// Lower case, without `_` and `-`.
  fileprivate var plainName: String { lowercased().filter { $0 != "_" && $0 != "-" } }
}
