import HufuSigning

/// What a MeterSphere server keeps under an access key. Disabled and deleted keys it does not find at all (platforms/metersphere.md §1.1).
struct StoredKey: Sendable {
  var secretKey: Secret
  /// Whether its life is over; only v3 gives keys a life.
  var isExpired = false
}
