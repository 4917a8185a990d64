import HufuSigning

/// The server's half: rebuilds the source text from the query of a GET, or takes the body of all others exactly as sent.
///
/// As lenient as a server is believed to be: either spelling of `/`, broken sequences in the query left as they are, and nothing asked of
/// the query of a POST, which repeats what the body says. Strict takes one spelling of `/`, wants a query it can read, and compares it with
/// the body; any percent-encoding that says the same is good, so the vendor's own client passes with values it does not corrupt.
struct ParameterVerifier: RequestVerifier {
  /// What a server keeps about a token it has lent.
  struct Lease: Sendable {
    var subject: String
    /// nil when its life is unknown.
    var expires: Timestamp?
  }

  /// How far the signed time may be from the server's clock, either way (platforms/isrpa.md §1).
  static let window = Duration.seconds(600)

  let settings: ISRPA.Settings
  let isStrict: Bool

  func verify(_ request: APIRequest, at now: Timestamp, key lease: (String) -> Lease?) throws(SignatureRejection) -> Proof {
    let token = try header("accesstoken", of: request)
    let timestamp = try header("timestamp", of: request)
    let signature = try header("signature", of: request)
    guard timestamp.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }), let milliseconds = Int64(timestamp) else {
      throw SignatureRejection(.malformed, "timestamp is not a number of milliseconds")
    }
    guard let lease = lease(token) else { throw SignatureRejection(.unknownKey, "no such token was issued") }
    let signedAt = Timestamp(milliseconds)
    if let expires = lease.expires, now >= expires { throw SignatureRejection(.expired, "the token's life is over") }
    guard now - signedAt <= Self.window, signedAt - now <= Self.window else {
      throw SignatureRejection(.expired, "timestamp is more than 10 minutes from the server's clock")
    }
    let source = SourceSignature.source(try signedText(of: request), token: token, timestamp: timestamp)
    let isRight = quotings.contains { quoting in
      constantTimeEqual(SourceSignature(key: token.utf8, quoting: quoting).text(of: source), Array(signature.utf8))
    }
    guard isRight else { throw SignatureRejection(.mismatch, "signature does not fit the parameters") }
    return Proof(subject: lease.subject, signedAt: signedAt, replayKey: signature)
  }

  private var quotings: [PercentEncoding] { isStrict ? [settings.slash.quoting] : [.pythonQuote, .pythonQuoteAll] }
  private var isSorted: Bool { settings.jsonStyle != .repr }

  private func header(_ name: String, of request: APIRequest) throws(SignatureRejection) -> String {
    guard let value = request.headers[name], !value.isEmpty else { throw SignatureRejection(.missing, "header \(name)") }
    return value
  }

  private func signedText(of request: APIRequest) throws(SignatureRejection) -> [UInt8] {
    guard let body = request.body.bytes else { throw SignatureRejection(.malformed, "the body is not at hand") }
    switch request.method {
    case .get:
      guard isStrict else { return Parameters(found: request.queryItems, isSorted: isSorted).pairs }
      return try parameters(.get, query: request.query, body: body).pairs
    case .post, .put, .delete:
      if isStrict { try checkQuery(of: request, repeats: body) }
      return body
    case .head, .patch: throw SignatureRejection(.malformed, "no such method: \(request.method.rawValue)")
    }
  }

  /// A POST's query says what its body says; the others have none. A body in Python's `repr` is not read back.
  private func checkQuery(of request: APIRequest, repeats body: [UInt8]) throws(SignatureRejection) {
    guard settings.jsonStyle != .repr else { return }
    let said = try parameters(.post, query: request.query, body: [])
    let meant = request.method == .post ? try parameters(.post, query: [], body: body) : Parameters(found: [], isSorted: true)
    guard said.query == meant.query else { throw SignatureRejection(.malformed, "the query does not repeat the body") }
  }

  private func parameters(_ method: Method, query: [UInt8], body: [UInt8]) throws(SignatureRejection) -> Parameters {
    do throws(SigningError) {
      return try Parameters(method, query: query.span, body: body.span, stringify: .rejectNested, isSorted: isSorted)
    } catch {
      throw SignatureRejection(.malformed, error.message.en)
    }
  }
}
