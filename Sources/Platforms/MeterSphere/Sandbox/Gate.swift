import HufuClient
import HufuSandbox
import HufuSigning

/// The filter in front of everything: who comes in, and in what words the others are turned away (platforms/metersphere.md §1.2–1.3).
struct Gate: Sendable {
  let generation: MeterSphere.Generation
  let isStrict: Bool
  private var replays = ReplayMemory(window: TicketVerifier.window * 2)

  init(generation: MeterSphere.Generation, isStrict: Bool) {
    self.generation = generation
    self.isStrict = isStrict
  }

  /// Lets a request in, or throws the true reason why not.
  mutating func admit(_ request: APIRequest, keys: [APIKey], at wall: Timestamp) throws(SignatureRejection) -> Proof {
    let proof = try TicketVerifier(strict: isStrict).verify(request, at: wall) { accessKey in
      keys.first { $0.accessKey == accessKey && $0.isEnabled }
        .map { StoredKey(secretKey: $0.secretKey, isExpired: generation == .v3 && $0.isExpired(at: wall)) }
    }
    if isStrict { try replays.admit(proof, at: wall) }
    return proof
  }

  /// What the caller is told.
  func answer(to rejection: SignatureRejection, _ request: APIRequest) -> SandboxAnswer {
    let response = rejection.reason == .missing ? signedOut : failure(words(for: rejection), request)
    return SandboxAnswer(response, refusal: "\(rejection.reason.rawValue): \(rejection.detail)")
  }

  /// Strict says nothing about how a ticket fails to open.
  private func words(for rejection: SignatureRejection) -> String {
    switch rejection.reason {
    case .unknownKey, .expired: rejection.detail
    case .mismatch, .replayed, .missing: SignatureRejection.invalidSignature.detail
    case .malformed: isStrict ? SignatureRejection.invalidSignature.detail : rejection.detail
    }
  }

  /// No ticket: v1 and v3 send a browser to its login page, v2's gateway fails.
  private var signedOut: APIResponse {
    switch generation {
    case .v1: Self.redirect(to: "/login")
    case .v2:
      .json(500, ["success": false, "message": "401 UNAUTHORIZED \"Not found session, Please Login again.\"", "data": .null])
    case .v3: Self.redirect(to: "/")
    }
  }

  private static func redirect(to path: String) -> APIResponse {
    APIResponse(302, headers: [HeaderField("Location", path), HeaderField("Authentication-Status", "invalid")])
  }

  /// The web server's own error page, for the exception is thrown before any code of MeterSphere could word it.
  private func failure(_ words: String, _ request: APIRequest) -> APIResponse {
    let cause = words.hasPrefix("java.lang.") ? words : "java.lang.RuntimeException: \(words)"
    guard request.headers["Accept"]?.lowercased().contains("json") ?? false else {
      return .html(
        500,
        "<html><head><title>Error 500 javax.servlet.ServletException: \(cause)</title></head>\n<body><h2>HTTP ERROR 500 "
          + "javax.servlet.ServletException: \(cause)</h2>\n<table><tr><th>URI:</th><td>\(request.path)</td></tr>\n"
          + "<tr><th>STATUS:</th><td>500</td></tr></table></body></html>\n")
    }
    return .json(
      500,
      [
        "url": .string(request.path), "status": "500", "message": .string("javax.servlet.ServletException: \(cause)"),
        "servlet": "dispatcherServlet", "cause0": .string("javax.servlet.ServletException: \(cause)"), "cause1": .string(cause),
      ])
  }
}
