import HufuSigning

/// A form that was found genuine: who sent it, and what was sealed in it.
struct SignedForm {
  /// The header every call carries; without it the platform answers 70012 (platforms/tianyi.md §1).
  static let apiVersion = "2.0"
  static let contentType = "application/x-www-form-urlencoded"

  var proof: Proof
  /// The form's `version`: it decides how answers are sealed.
  var version: String
  /// The private parameters, in the clear.
  var parameters: [QueryItem]

  subscript(name: String) -> String? { parameters[name] }

  /// The fields between `params` and the timestamp's digits, as they stand in the form.
  static func commonFields(appId: String, version: String, clientType: String) -> [UInt8] {
    let encoding = PercentEncoding.formPython
    return Array(
      "&appId=\(encoding.encode(appId))&version=\(encoding.encode(version))&clientType=\(encoding.encode(clientType))&timestamp=".utf8)
  }

  /// Checks the access token inside.
  ///
  /// - Parameter isOptional: whether the operation does without one.
  func requireToken(_ token: Secret, unless isOptional: Bool) throws(SignatureRejection) {
    guard let shown = self["accessToken"] else {
      if isOptional { return }
      throw SignatureRejection(.missing, "no accessToken in params")
    }
    guard constantTimeEqual(Array(shown.utf8), token.bytes) else { throw SignatureRejection(.unknownKey, "another accessToken") }
  }
}
