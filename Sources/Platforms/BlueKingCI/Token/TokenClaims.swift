import HufuSigning

/// What stands inside an access token: who it speaks for, and until when.
struct TokenClaims: Sendable, Equatable {
  /// Nil when the token names nobody.
  var user: String?
  /// The token is good up to and including this millisecond.
  var expires: Timestamp

  init(user: String?, expires: Timestamp) {
    self.user = user
    self.expires = expires
  }

  /// Reads the decrypted text; key order, white space and further keys do not matter (platforms/bkci.md §1.1).
  init?(plaintext: [UInt8]) {
    guard let object = try? JSONValue(parsing: plaintext), object.members != nil else { return nil }
    guard let time = object["expirationTime"]?.scalarText.flatMap({ Int64($0) }) else { return nil }
    switch object["userId"] {
    case .string(let name)?: user = name
    case .null?, nil: user = nil
    default: return nil
    }
    expires = Timestamp(time)
  }

  /// The text the server encrypts: compact JSON, keys in this order.
  var plaintext: [UInt8] {
    JSONWriter.compact(["userId": user.map(JSONValue.string) ?? .null, "expirationTime": .int(expires.milliseconds)])
  }
}
