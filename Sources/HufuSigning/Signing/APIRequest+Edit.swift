extension APIRequest {
  /// This request with the scheme's own names dropped and the edit put in.
  public func applying(_ edit: RequestEdit, owned: OwnedNames) -> APIRequest {
    var request = self
    request.headers.removeAll { owned.owns(header: $0.name) }
    for line in edit.lines { request.headers.set(edit.string(line.name), edit.string(line.value)) }
    if !owned.query.isEmpty { request.query = query.droppingItems(named: owned.query) }
    switch edit.query {
    case .keep: break
    case .append(let range):
      if !request.query.isEmpty { request.query.append(UInt8(ascii: "&")) }
      request.query += edit.text[range]
    case .replace(let range): request.query = Array(edit.text[range])
    }
    switch edit.body {
    case .keep: break
    case .append(let range): request.body = .bytes((body.bytes ?? []) + edit.text[range])
    case .replace(let range): request.body = .bytes(Array(edit.text[range]))
    }
    return request
  }
}

extension [UInt8] {
  /// A raw query without the items of these (decoded) names; every other byte stays as it was.
  fileprivate func droppingItems(named names: [String]) -> [UInt8] {
    let kept = split(separator: UInt8(ascii: "&"), omittingEmptySubsequences: false).filter { piece in
      let name = piece.prefix { $0 != UInt8(ascii: "=") }
      return !names.contains(String(decoding: PercentEncoding.decode(name, plusAsSpace: true), as: UTF8.self))
    }
    return Array(kept.joined(separator: [UInt8(ascii: "&")]))
  }
}
