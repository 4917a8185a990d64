import HufuClient
import HufuSigning

/// `{"code":0,"msg":"成功","data":…}` with HTTP 200 always (platforms/tianyi.md §1); `data` may be sealed.
struct AnswerEnvelope: Envelope {
  /// Refusals are this short; a longer answer is none.
  private static let refusalSize = 512

  let seal: AnswerSeal

  func looksAt(_ head: ResponseHead) -> Int { head.status == 200 && !head.isHTML ? Self.refusalSize : 0 }

  func fault(_ head: ResponseHead, _ prefix: Span<UInt8>) -> Fault? {
    guard let root = try? JSONSlice(prefix.array), let code = root["code"]?.scalarText, code != "0" else { return nil }
    return Tianyi.fault(code: code, message: root["msg"]?.text ?? "")
  }

  func unwrap(_ answer: APIResponse, to request: APIRequest, for operation: Operation?) throws(APIError) -> [UInt8] {
    guard (200..<300).contains(answer.status), let root = try? JSONSlice(answer.body), let code = root["code"]?.scalarText else {
      throw Tianyi.errors.error(nil, for: answer)
    }
    guard code == "0" else { throw Self.refusal(code, root["msg"]?.text ?? "", answer) }
    guard let data = root["data"] else { return Array("null".utf8) }
    guard let text = data.text, let scheme = operation.flatMap({ seal.scheme(for: $0.traits) }), Self.isSealed(text) else {
      return Self.inTheClear(data)
    }
    do {
      return try Self.payload(of: seal.open(text, scheme))
    } catch {
      throw Tianyi.errors.error(Tianyi.errors[error.fault], for: answer)
    }
  }

  func open(_ sealed: [UInt8]) throws(APIError) -> [UInt8] {
    let answer = APIResponse(200, body: sealed)
    var text = String(decoding: sealed, as: UTF8.self)
    if let root = try? JSONSlice(sealed), root.kind == .object || root.kind == .string {
      if let code = root["code"]?.scalarText, code != "0" { throw Self.refusal(code, root["msg"]?.text ?? "", answer) }
      let data = root.kind == .string ? root : root["data"] ?? root
      guard let inside = data.text, Self.isSealed(inside) else { return Self.inTheClear(data) }
      text = inside
    }
    do {
      return try Self.payload(of: seal.openAny(text))
    } catch {
      throw Tianyi.errors.error(Tianyi.errors[error.fault], for: answer)
    }
  }

  /// Whether a `data` text is ciphertext, and not an address or JSON the platform left open.
  private static func isSealed(_ text: String) -> Bool {
    !(text.contains("://") || text.hasPrefix("{") || text.hasPrefix("["))
  }

  /// `data` as the server spelled it; JSON that came wrapped in a string is taken out of it.
  private static func inTheClear(_ data: JSONSlice) -> [UInt8] {
    if let text = data.text, text.hasPrefix("{") || text.hasPrefix("["), (try? JSONSlice(Array(text.utf8))) != nil {
      return Array(text.utf8)
    }
    return Array(data.raw)
  }

  /// What was sealed, as JSON: the bytes themselves, or a bare address as a JSON string.
  private static func payload(of plaintext: [UInt8]) throws(SealError) -> [UInt8] {
    if (try? JSONSlice(plaintext)) != nil { return plaintext }
    guard let text = String(validating: plaintext, as: UTF8.self) else { throw .notText }
    return JSONWriter.compact(.string(text))
  }

  private static func refusal(_ code: String, _ message: String, _ answer: APIResponse) -> APIError {
    let fault = Tianyi.fault(code: code, message: message)
    var error = Tianyi.errors.error(fault, for: answer, code: code, message: message)
    if fault.name == "addressNotListed", let address = address(in: message) {
      error.remedy = Bilingual(
        zh: "把 \(address) 加入能力开放门户应用的【服务器 IP 配置】。", en: "Add \(address) to the application's 服务器 IP 配置 in the portal.")
    }
    return error
  }

  /// The first IP address in a text, without a port.
  private static func address(in text: String) -> String? {
    let words = text.split { !($0.isASCII && ($0.isHexDigit || $0 == "." || $0 == ":")) }.map { $0.drop { $0 == ":" } }
    return words.lazy.compactMap { word in
      let colons = word.count { $0 == ":" }
      let host = colons == 1 ? word.prefix { $0 != ":" } : word
      let isIPv4 = host.split(separator: ".").count == 4 && host.allSatisfy { $0.isNumber || $0 == "." }
      return isIPv4 || colons >= 2 ? String(host) : nil
    }.first
  }
}

extension Tianyi {
  /// What a refusal is. The code decides, but for -1, which stands for anything: there the text does.
  static func fault(code: String, message: String) -> Fault {
    if code != "-1", let listed = errors.fault(code: code) { return listed }
    return errors.fault(in: message) ?? errors.fault(code: code) ?? unlisted
  }
}
