import HufuSigning

/// Writes `Authorization: Token …`. Nothing else of a request is vouched for (documents/tca.txt, 接口鉴权方式).
struct TokenSigner: RequestSigner {
  /// `SERVER-TICKET` is the servers' own credential for each other; a cookie would open a browser's session.
  let owned = OwnedNames(headers: ["Authorization", "Accept", "Cookie", "SERVER-TICKET"])
  private let standing: RequestEdit

  init(_ credential: CodeAnalysis.Credential) throws(SigningError) {
    let token = try credential.headerToken()
    var edit = RequestEdit()
    edit.set("Authorization", secret: true) { line in
      line.put("Token ")
      line.put(token)
    }
    edit.set("Accept") { $0.put("application/json") }
    standing = edit
  }

  func needs(_ method: Method) -> SigningNeeds { [] }

  func sign(
    _ method: Method, path: Span<UInt8>, query: Span<UInt8>, body: Span<UInt8>, at time: Timestamp, nonce: String,
    into edit: inout RequestEdit
  ) throws(SigningError) {
    edit.put(standing)
  }
}
