import HufuSigning

/// Reads `Authorization` as Django REST framework does: white space parts the words, the scheme word is compared without case.
///
/// A key is the name of the token's owner. `strict` takes the header only as the document spells it: `Token`, one space, the token.
struct TokenVerifier: RequestVerifier {
  var strict = false

  func verify(_ request: APIRequest, at now: Timestamp, key: (String) -> String?) throws(SignatureRejection) -> Proof {
    let line = request.headers["Authorization"] ?? ""
    let words = line.split(whereSeparator: \.isWhitespace)
    guard words.first?.lowercased() == "token" else { throw .noToken }
    guard words.count > 1 else { throw .emptyToken }
    guard words.count == 2 else { throw .spacedToken }
    if strict, line != "Token \(words[1])" { throw .looseToken }
    guard let owner = key(String(words[1])) else { throw .strangeToken }
    return Proof(subject: owner)
  }
}

extension SignatureRejection {
  static let noToken = SignatureRejection(.missing, "no Authorization header with the word Token")
  static let emptyToken = SignatureRejection(.malformed, "nothing follows the word Token")
  static let spacedToken = SignatureRejection(.malformed, "the token holds a space")
  static let looseToken = SignatureRejection(.malformed, "the header is not spelled 'Token', one space, the token")
  static let strangeToken = SignatureRejection(.unknownKey, "no such token")
}
