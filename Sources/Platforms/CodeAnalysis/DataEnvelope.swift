import HufuClient
import HufuSigning

/// `{"data", "code", "msg", "status_code"}`, and all that a TCA deployment says instead: HTML of Django and nginx, redirects, nothing.
///
/// Success is HTTP 2xx with the integer code 0 and nothing else; `msg` may hold any text then (platforms/tca.md §0.4, §2).
struct DataEnvelope: Envelope {
  let errors: ErrorCatalogue

  /// The real refusals are shorter than 200 bytes.
  func looksAt(_ head: ResponseHead) -> Int { head.status == 401 ? 512 : 0 }

  func fault(_ head: ResponseHead, _ prefix: Span<UInt8>) -> Fault? {
    guard head.status == 401 else { return nil }
    let answer = APIResponse(head, body: prefix.array)
    guard !answer.looksLikeHTML, let wrapper = try? JSONSlice(answer.body) else { return errors.fault(status: 401, form: .html) }
    return refusal(wrapper, status: 401)
  }

  func unwrap(_ answer: APIResponse, to request: APIRequest, for operation: Operation?) throws(APIError) -> [UInt8] {
    let isGood = (200..<300).contains(answer.status)
    if answer.head.isRedirect {
      throw errors.error(request.path.hasSuffix("/") ? nil : errors["missingSlash"], for: answer)
    }
    if isGood, answer.body.isEmpty, answer.status == 204 || request.method == .head { return [] }
    if answer.looksLikeHTML {
      throw errors.error(errors.fault(status: answer.status, form: .html), for: answer)
    }
    if isGood, operation?.answer == "text", !answer.body.isEmpty { return answer.body }
    guard let wrapper = try? JSONSlice(answer.body), wrapper.kind == .object else {
      throw errors.error(isGood ? .unintelligible : errors.fault(in: answer.text), for: answer, message: answer.text)
    }
    guard isGood, wrapper["code"]?.int == 0, let data = wrapper["data"] else {
      throw errors.error(refusal(wrapper, status: answer.status), for: answer, code: wrapper["code"]?.scalarText, message: message(wrapper))
    }
    return Array(data.raw)
  }

  /// The entry for an envelope that refuses. The codes 1000 and 100 say nothing: then the text decides, then the status.
  private func refusal(_ wrapper: JSONSlice, status: Int) -> Fault? {
    let code = wrapper["code"]?.scalarText ?? ""
    if let exact = errors.faults.first(where: { $0.codes.contains(code) && $0.status == status }) { return exact }
    if code != "1000", code != "100", code != "0", let known = errors.fault(code: code) { return known }
    if let known = wrapper["msg"]?.text.flatMap({ errors.fault(in: $0) }), known.status == nil || known.status == status { return known }
    if let known = errors.fault(status: status, form: .envelope) { return known }
    return (200..<300).contains(status) ? errors.fault(code: code) ?? .unintelligible : nil
  }

  private func message(_ wrapper: JSONSlice) -> String? {
    wrapper["invalid_fields"].flatMap(InvalidFields.text) ?? wrapper["msg"]?.scalarText
  }
}

extension APIResponse {
  /// Whether the body is a web page, whatever its head says; the health check is plain text that calls itself HTML.
  var looksLikeHTML: Bool {
    let start = body.prefix(64).drop { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
    return start.first == UInt8(ascii: "<") || (head.isHTML && body.isEmpty)
  }
}
