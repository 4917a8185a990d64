import HufuClient
import HufuSigning

extension MeterSphereSandbox {
  /// One user has at most five pairs of keys (platforms/metersphere.md §1).
  private static let keyLimit = 5

  mutating func changeKeys(_ inquiry: Inquiry) throws(Refusal) -> JSONValue {
    if inquiry.operation.name == "key.create" {
      guard world.keys(of: inquiry.user).count < Self.keyLimit else { throw .business("API Key 数量已达上限") }
      let id = world.newID(.key, world.keys.count)
      let accessKey = world.newKeyText(), secretKey = world.newKeyText()
      world.keys.append(
        APIKey(id: id, owner: inquiry.user, accessKey: accessKey, secretKey: Secret(secretKey), createTime: inquiry.now))
      return .null
    }
    guard let index = world.keys.firstIndex(where: { $0.id == inquiry["id"] && $0.owner == inquiry.user }) else { throw .notOwner }
    switch inquiry.operation.name {
    case "key.enable": world.keys[index].isEnabled = true
    case "key.disable": world.keys[index].isEnabled = false
    case "key.delete": world.keys.remove(at: index)
    default:
      world.keys[index].isForever = inquiry.body["forever"]?.bool ?? true
      world.keys[index].expireTime = inquiry.body["expireTime"]?.int.map { Timestamp($0) }
      world.keys[index].description = inquiry["description"] ?? ""
    }
    return .null
  }
}
