import HufuClient
import HufuSigning

extension AccessToken {
  /// The form in a token file. It holds the secrets in clear; the file's mode protects them.
  func storedText(of key: TokenKey) -> [UInt8] {
    var members: [JSONValue.Member] = [
      .init("version", 1), .init("platform", .string(key.platform)), .init("endpoint", .string(key.endpoint)),
      .init("account", .string(key.account)),
      .init("value", .string(value.reveal())),
    ]
    func add(_ name: String, _ value: JSONValue?) { if let value { members.append(.init(name, value)) } }
    add("refresh", refresh.map { .string($0.reveal()) })
    add("subject", subject.map(JSONValue.string))
    add("issued", issued.map { .int($0.milliseconds) })
    add("expires", expires.map { .int($0.milliseconds) })
    add("refreshExpires", refreshExpires.map { .int($0.milliseconds) })
    return JSONWriter.pretty(.object(members)) + [UInt8(ascii: "\n")]
  }

  /// nil for anything that is not what ``storedText(of:)`` writes.
  init?(stored bytes: [UInt8]) {
    guard let value = try? JSONValue(parsing: bytes), value["version"]?.int == 1, let text = value["value"]?.text, !text.isEmpty else {
      return nil
    }
    func time(_ name: String) -> Timestamp? { value[name]?.int.map { Timestamp($0) } }
    self.init(
      Secret(text), refresh: value["refresh"]?.text.map { Secret($0) }, subject: value["subject"]?.text, issued: time("issued"),
      expires: time("expires"), refreshExpires: time("refreshExpires"))
  }
}

extension TokenKey {
  /// The key a token file was written for.
  init?(stored bytes: [UInt8]) {
    guard let value = try? JSONValue(parsing: bytes), let platform = value["platform"]?.text, let endpoint = value["endpoint"]?.text,
      let account = value["account"]?.text
    else { return nil }
    self.init(platform: platform, endpoint: endpoint, account: account)
  }
}
