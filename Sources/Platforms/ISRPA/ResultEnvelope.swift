import HufuClient
import HufuSigning

/// `{code, msg, result}`: the shape the vendor's client uses for its own failures, and presumably the server's too (platforms/isrpa.md §2).
///
/// An answer is good when its HTTP status is 2xx, it is JSON, its `code` is missing or one of `successCode`, and it does not say
/// `"success": false`. The payload is `result`, else `data`, else the whole.
struct ResultEnvelope: Envelope {
  let settings: ISRPA.Settings

  /// Refusals are short; a longer answer is none.
  private static let longestRefusal = 4096

  func looksAt(_ head: ResponseHead) -> Int { head.isJSON || head.status == 401 ? Self.longestRefusal : 0 }

  func fault(_ head: ResponseHead, _ prefix: Span<UInt8>) -> Fault? {
    if head.status == 401 { return ISRPA.errors["authenticationRefused"] }
    let wrapper = (try? JSONSlice(prefix.array)).map(Wrapper.init)
    return wrapper.flatMap { isAuthenticationRefusal($0) ? ISRPA.errors["authenticationRefused"] : nil }
  }

  func unwrap(_ answer: APIResponse, to request: APIRequest, for operation: Operation?) throws(APIError) -> [UInt8] {
    let isAboutToken = operation?.name.hasPrefix("token.") ?? false
    if answer.status == 204 { return [] }
    guard let slice = try? JSONSlice(answer.body) else { throw unreadable(answer, isAboutToken) }
    let wrapper = Wrapper(slice)
    guard isSuccess(wrapper, answer.status) else {
      var error = ISRPA.errors.error(entry(for: wrapper, answer.status), for: answer, code: wrapper.code, message: wrapper.message)
      error.clientCode = isAboutToken ? 44 : nil
      throw error
    }
    return Array(wrapper.payload.raw)
  }

  private func isSuccess(_ wrapper: Wrapper, _ status: Int) -> Bool {
    (200..<300).contains(status) && !wrapper.deniesSuccess && wrapper.code.map(settings.successCodes.contains) ?? true
  }

  /// The catalogue's entry for a JSON answer that is no success; nil to let the HTTP status speak.
  private func entry(for wrapper: Wrapper, _ status: Int) -> Fault? {
    if isAuthenticationRefusal(wrapper) || status == 401 { return ISRPA.errors["authenticationRefused"] }
    return (200..<300).contains(status) ? ISRPA.errors["refusedByServer"] : nil
  }

  private func isAuthenticationRefusal(_ wrapper: Wrapper) -> Bool {
    guard let code = wrapper.code else { return false }
    return settings.refusedCodes.contains(code) && !settings.successCodes.contains(code)
  }

  private func unreadable(_ answer: APIResponse, _ isAboutToken: Bool) -> APIError {
    let entry = answer.status == 401 ? ISRPA.errors["authenticationRefused"] : nil
    var error = ISRPA.errors.error(entry, for: answer, message: answer.head.isHTML ? nil : answer.text)
    error.clientCode = isAboutToken ? 44 : 40
    return error
  }
}

/// The wrapper of one answer, as far as it has one.
private struct Wrapper {
  private let slice: JSONSlice

  init(_ slice: JSONSlice) { self.slice = slice }

  var code: String? { slice["code"]?.scalarText }
  var message: String? { (slice["msg"] ?? slice["message"])?.text }
  var deniesSuccess: Bool { slice["success"]?.bool == false }
  /// What is in it; an answer without a code has no wrapper and is the payload itself.
  var payload: JSONSlice { code == nil ? slice : slice["result"] ?? slice["data"] ?? slice }
}
