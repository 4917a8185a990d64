public import HufuClient
public import HufuSigning

/// One fault as it is ordered in JSON, and the mount it is for; what `POST /_sandbox/faults` takes.
///
///     {"mount": "tca", "status": 503, "times": 3}    the next 3 requests, with the platform's true body
///     {"cut": "unprocessed" | "beforeHead" | {"afterBytes": 100}, "times": 1}
///     {"expireTokens": true}   {"movingTotal": true}
///     {"skewSeconds": 600}     {"slowMilliseconds": 2000}                       0 ends them
///     {"ipRefused": 1} {"html": 1} {"duplicatedPage": 1} {"truncatedCiphertext": 1} {"startSwallowed": 1}   that many times
///
/// Without `mount` every mount is meant; `times` goes with `status` and `cut` and is 1 when left out. An array orders several.
public struct FaultOrder: Sendable, Equatable {
  public var mount: String?
  public var fault: SandboxFault

  static let faults = [
    "status", "cut", "expireTokens", "skewSeconds", "slowMilliseconds", "ipRefused", "html", "duplicatedPage", "movingTotal",
    "truncatedCiphertext", "startSwallowed",
  ]

  /// Reads an object or an array of them.
  ///
  /// - Parameter mounts: those there are.
  /// - Throws: ``HufuClient/UsageError`` for unknown keys and mounts, with the nearest, and for values that do not fit. Then nothing is
  ///   ordered.
  public static func parse(_ json: JSONValue, mounts: [String]) throws(UsageError) -> [FaultOrder] {
    var orders: [FaultOrder] = []
    for element in json.elements ?? [json] { orders.append(try FaultOrder(element, mounts: mounts)) }
    guard !orders.isEmpty else { throw Self.noFault }
    return orders
  }

  private init(_ json: JSONValue, mounts: [String]) throws(UsageError) {
    guard let members = json.members else {
      throw UsageError(zh: "故障应写成 JSON 对象或对象的数组。", en: "A fault is a JSON object; several are an array of objects.")
    }
    var fault: SandboxFault?
    for member in members where member.key != "mount" && member.key != "times" {
      guard Self.faults.contains(member.key) else { throw Self.unknown("key", "键", member.key, among: Self.faults + ["mount", "times"]) }
      guard fault == nil else {
        throw UsageError(zh: "一个对象里只能有一种故障。", en: "One object holds one fault.", remedy: Bilingual(zh: "请用数组。", en: "Use an array."))
      }
      fault = try Self.fault(member.key, member.value, times: json["times"])
    }
    guard let fault else { throw Self.noFault }
    if json["times"] != nil, json["status"] == nil, json["cut"] == nil {
      throw UsageError(zh: "times 只用于 status 和 cut。", en: "times goes with status and cut only.")
    }
    if let mount = json["mount"] {
      guard let name = mount.text, mounts.contains(name) else {
        throw Self.unknown("mount", "挂载点", mount.scalarText ?? "?", among: mounts)
      }
      self.mount = name
    }
    self.fault = fault
  }

  private static func fault(_ key: String, _ value: JSONValue, times: JSONValue?) throws(UsageError) -> SandboxFault {
    switch key {
    case "status": .status(try int(key, value, in: 200...599), times: try count("times", times ?? 1))
    case "cut": .cut(try cut(value), times: try count("times", times ?? 1))
    case "skewSeconds": .skew(milliseconds: Int64(try int(key, value, in: -315_360_000...315_360_000)) * 1000)
    case "slowMilliseconds": .slow(milliseconds: Int64(try int(key, value, in: 0...3_600_000)))
    case "ipRefused": .ipRefused(times: try count(key, value))
    case "html": .html(times: try count(key, value))
    case "duplicatedPage": .duplicatedPage(times: try count(key, value))
    case "truncatedCiphertext": .truncatedCiphertext(times: try count(key, value))
    case "startSwallowed": .startSwallowed(times: try count(key, value))
    case "expireTokens": try switchedOn(key, value, .expireTokens)
    default: try switchedOn(key, value, .movingTotal)
    }
  }

  private static func cut(_ value: JSONValue) throws(UsageError) -> SandboxCut {
    switch value.text {
    case "unprocessed": return .unprocessed
    case "beforeHead": return .beforeHead
    default:
      guard value.members?.count == 1, let count = value["afterBytes"] else {
        throw UsageError(
          zh: "cut 应为 \"unprocessed\"、\"beforeHead\" 或 {\"afterBytes\": N}。",
          en: "cut is \"unprocessed\", \"beforeHead\" or {\"afterBytes\": N}.")
      }
      return .afterBytes(try int("afterBytes", count, in: 0...1_000_000_000))
    }
  }

  private static func count(_ key: String, _ value: JSONValue) throws(UsageError) -> Int { try int(key, value, in: 1...1_000_000) }

  private static func int(_ key: String, _ value: JSONValue, in range: ClosedRange<Int>) throws(UsageError) -> Int {
    guard let number = value.int.flatMap({ Int(exactly: $0) }), range.contains(number) else {
      let span = "\(range.lowerBound)…\(range.upperBound)"
      throw UsageError(zh: "\(key) 应为整数 \(span)。", en: "\(key) is an integer in \(span).")
    }
    return number
  }

  private static func switchedOn(_ key: String, _ value: JSONValue, _ fault: SandboxFault) throws(UsageError) -> SandboxFault {
    guard value.bool == true else { throw UsageError(zh: "\(key) 只能是 true。", en: "\(key) can only be true.") }
    return fault
  }

  private static let noFault = UsageError(
    zh: "没有写明故障。", en: "No fault is named.",
    remedy: Bilingual(zh: "可用：\(faults.joined(separator: ", "))。", en: "There are: \(faults.joined(separator: ", "))."))

  private static func unknown(_ en: String, _ zh: String, _ name: String, among known: [String]) -> UsageError {
    let list = known.joined(separator: ", ")
    let nearest = known.nearest(to: name)
    return UsageError(
      zh: "没有\(zh) \(name)。", en: "There is no \(en) \(name).",
      remedy: Bilingual(
        zh: (nearest.map { "是不是 \($0)？" } ?? "") + "可用：\(list)。",
        en: (nearest.map { "Did you mean \($0)? " } ?? "") + "There are: \(list)."))
  }
}
