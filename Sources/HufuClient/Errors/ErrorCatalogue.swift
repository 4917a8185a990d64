public import HufuSigning

/// What a platform's refusals look like and mean. Order matters: the first entry that matches wins.
public struct ErrorCatalogue: Sendable {
  public let platform: String
  public let faults: [Fault]
  /// Response headers in which the platform names the request.
  public let requestIDHeaders: [String]

  public init(platform: String, requestIDHeaders: [String] = [], _ faults: [Fault]) {
    self.platform = platform
    self.requestIDHeaders = requestIDHeaders
    self.faults = faults
  }

  /// The entry of that Swift name.
  public subscript(name: String) -> Fault? { faults.first { $0.name == name } }

  /// The entry for a platform code, exactly as spelled.
  public func fault(code: String) -> Fault? { faults.first { $0.codes.contains(code) } }

  /// The entry one of whose texts stands in `text`, in any ASCII case.
  public func fault(in text: String) -> Fault? {
    let text = text.lowercased()
    return faults.first { $0.texts.contains { text.contains($0.lowercased()) } }
  }

  /// The entry for an answer known by its status and the form of its body alone.
  public func fault(status: Int, form: Fault.BodyForm) -> Fault? {
    faults.first { $0.status == status && $0.form == form && $0.codes.isEmpty && $0.texts.isEmpty }
  }

  /// Everything known about a code, a name or a pasted text, for `hufu explain`.
  public func explain(_ text: String) -> [Fault] {
    let exact = faults.filter { $0.codes.contains(text) || $0.name.lowercased() == text.lowercased() }
    if !exact.isEmpty { return exact }
    if let status = Int(text) {
      let known = faults.filter { $0.status == status }
      return known.isEmpty ? Fault.standard(status: status).map { [$0] } ?? [] : known
    }
    if let found = fault(in: text) { return [found] }
    let word = text.lowercased()
    return word.count < 4 ? [] : faults.filter { $0.texts.contains { $0.lowercased().contains(word) } }
  }

  /// Makes the error for a refusal: from the entry, or from what its HTTP status means everywhere.
  public func error(
    _ fault: Fault?, for response: APIResponse, code: String? = nil, message: String? = nil
  ) -> APIError {
    let known = fault ?? Fault.standard(status: response.status) ?? .unintelligible
    return APIError(
      known.kind, known.meaning, remedy: known.remedy, platform: platform, fault: known.name,
      code: code.map(Self.readable) ?? known.codes.first,
      status: response.status, serverMessage: message.map(Self.readable),
      requestID: requestIDHeaders.lazy.compactMap { response.head.headers[$0] }.first.map(Self.readable),
      mayHaveExecuted: !known.isBeforeWork, retryAfter: response.head.retryAfter, serverTime: response.head.date)
  }

  /// A server's text cut to one line of at most 300 characters, without what could move or turn the text on a terminal: control characters
  /// (C1 too, which hold the one-byte CSI) and marks of writing direction.
  package static func readable(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
    let clean = String(String.UnicodeScalarView(line.unicodeScalars.filter { !isUnprintable($0) }.prefix(300)))
    return line.unicodeScalars.count > 300 ? clean + "…" : clean
  }

  private static func isUnprintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
