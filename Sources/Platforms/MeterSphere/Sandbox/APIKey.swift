import HufuSigning

/// A user's pair of keys as the sandbox keeps it.
struct APIKey: Sendable {
  var id: String
  var owner: SandboxUser
  var accessKey: String
  var secretKey: Secret
  var isEnabled = true
  /// v3: whether it lives for ever; else until ``expireTime``, and without one not at all.
  var isForever = true
  var expireTime: Timestamp?
  var createTime: Timestamp
  var description = ""

  func isExpired(at now: Timestamp) -> Bool { !isForever && expireTime.map { $0 < now } ?? true }

  func json(_ generation: MeterSphere.Generation) -> JSONValue {
    let common: [JSONValue.Member] = [
      .init("id", .string(id)), .init("accessKey", .string(accessKey)), .init("secretKey", .string(secretKey.reveal())),
      .init("createTime", .int(createTime.milliseconds)),
    ]
    switch generation {
    case .v1, .v2: return .object(common + [.init("userId", .string(owner.id)), .init("status", isEnabled ? "ACTIVE" : "DISABLED")])
    case .v3:
      return .object(
        common + [
          .init("createUser", .string(owner.id)), .init("enable", .bool(isEnabled)), .init("forever", .bool(isForever)),
          .init("expireTime", expireTime.map { .int($0.milliseconds) } ?? .null), .init("description", .string(description)),
        ])
    }
  }
}
