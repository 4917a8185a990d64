import HufuClient
import HufuSigning

/// `{"status": 0, "data": …}`, and the four forms refusals come in: the same object, nginx's own flat object, plain text, a web page
/// (platforms/bkci.md §2.1).
struct ResultEnvelope: Envelope {
  private let errors = BlueKingCI.errors

  /// Token refusals are short texts behind a 400; a 200 is never a refusal of who calls.
  func looksAt(_ head: ResponseHead) -> Int { [400, 401, 417].contains(head.status) ? 1024 : 0 }

  func fault(_ head: ResponseHead, _ prefix: Span<UInt8>) -> Fault? {
    guard looksAt(head) > 0 else { return nil }
    return refusal(APIResponse(head, body: prefix.array)).fault
  }

  func unwrap(_ answer: APIResponse, to request: APIRequest, for operation: Operation?) throws(APIError) -> [UInt8] {
    guard (200..<300).contains(answer.status) else { throw error(answer) }
    let object = try? JSONSlice(answer.body)
    if let status = object?["status"]?.int {
      if status == 0 { return object?["data"].map { Array($0.raw) } ?? Array("null".utf8) }
      if operation?.isStream != true || object?["message"] != nil { throw error(answer) }
    }
    if operation?.isStream == true { return answer.body }
    // The document prints the token's answer without its wrapper; no server read so far does that.
    if operation?.name == "token.get", object?["accessToken"] != nil, object?["userId"] != nil { return answer.body }
    throw errors.error(.unintelligible, for: answer, message: answer.head.isHTML ? nil : answer.text)
  }

  private func error(_ answer: APIResponse) -> APIError {
    let refusal = refusal(answer)
    var error = errors.error(refusal.fault, for: answer, code: refusal.code, message: refusal.message)
    if refusal.fault?.name == "tokenExpired", let expiry = TokenExpiry(in: answer.text) {
      error.meaning = error.meaning + expiry.explanation(at: error.serverTime)
    }
    return error
  }

  /// What an answer that is no success says.
  private struct Refusal {
    var fault: Fault?
    var code: String?
    var message: String?
  }

  private func refusal(_ answer: APIResponse) -> Refusal {
    guard let object = try? JSONSlice(answer.body), object.kind == .object else {
      if answer.head.isHTML || answer.text.drop(while: \.isWhitespace).first == "<" {
        return Refusal(fault: errors.fault(status: answer.status, form: .html) ?? errors.fault(status: answer.status, form: .envelope))
      }
      let fault = errors.fault(in: answer.text) ?? errors.fault(status: answer.status, form: .envelope)
      return Refusal(fault: fault, message: answer.text)
    }
    let status = object["status"]?.int
    // `data` often repeats the cause where `message` only says that something went wrong behind.
    let message = [object["message"]?.text, object["data"]?.text].compactMap { $0?.isEmpty == false ? $0 : nil }.joined(separator: " ")
    let code = object["errorCode"]?.scalarText ?? status.map { String($0) }
    let known = code.flatMap { errors.fault(code: $0) } ?? errors.fault(in: message)
    let meaning = status.map { (400..<600).contains($0) ? Int($0) : answer.status } ?? answer.status
    return Refusal(fault: known ?? errors.fault(status: meaning, form: .envelope), code: code, message: message)
  }
}
