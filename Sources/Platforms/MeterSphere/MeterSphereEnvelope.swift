import HufuClient
import HufuSigning

/// Opens MeterSphere's answers, and knows its refusals whatever they come in.
///
/// A bad ticket is refused by a filter in front of everything: status 500, the reason as a text somewhere in JSON or a web page. Only after
/// that come wrapped answers (platforms/metersphere.md §1.2–1.4). A null text of v1 and v2 has no wrapper at all but an empty body;
/// operations that may answer so have the trait `mayBeEmpty`, and their payload is `null` then (§0).
struct MeterSphereEnvelope: Envelope {
  let generation: MeterSphere.Generation

  /// How much of a refusal is read: the filter's texts stand near its beginning.
  private static let evidenceLimit = 16 << 10

  func looksAt(_ head: ResponseHead) -> Int {
    if head.isSentToLogin { return 1 }
    return (200..<300).contains(head.status) ? 0 : Self.evidenceLimit
  }

  func fault(_ head: ResponseHead, _ prefix: Span<UInt8>) -> Fault? {
    if head.isSentToLogin { return MeterSphere.errors["sessionMissing"] }
    guard !(200..<300).contains(head.status) else { return nil }
    let known = MeterSphere.errors.fault(in: Self.evidence(prefix.array)) ?? (head.status == 401 ? MeterSphere.errors["unauthorized"] : nil)
    return known?.kind == .unauthenticated ? known : nil
  }

  func unwrap(_ answer: APIResponse, to request: APIRequest, for operation: Operation?) throws(APIError) -> [UInt8] {
    if answer.head.isSentToLogin { throw error("sessionMissing", answer) }
    let isOK = (200..<300).contains(answer.status)
    if isOK, answer.body.isEmpty, generation.wrapperShape == .success, operation?.traits.contains("mayBeEmpty") ?? false {
      return Array("null".utf8)
    }
    guard let wrapper = Wrapper(answer.body) else { throw unwrapped(answer, isOK: isOK) ?? MeterSphere.errors.error(nil, for: answer) }
    guard isOK, wrapper.isGood else { throw refusal(answer, wrapper) }
    guard wrapper.shape == generation.wrapperShape else { throw error("otherGeneration", answer) }
    return wrapper.payload
  }

  /// The error of an answer without a wrapper: the filter's words where they stand in it, else what its status means.
  private func unwrapped(_ answer: APIResponse, isOK: Bool) -> APIError? {
    let errors = MeterSphere.errors
    if isOK { return errors.error(.unintelligible, for: answer) }
    let text = Self.evidence(answer.body)
    if let known = errors.fault(in: text), known.kind == .unauthenticated {
      return errors.error(known, for: answer, message: known.texts.first)
    }
    return answer.status == 404 ? error("unknownPath", answer) : nil
  }

  private func refusal(_ answer: APIResponse, _ wrapper: Wrapper) -> APIError {
    let errors = MeterSphere.errors
    let known =
      errors.fault(in: Self.evidence(answer.body)) ?? errors.fault(code: wrapper.code ?? String(answer.status)) ?? errors["refused"]
    return errors.error(known, for: answer, code: wrapper.code, message: wrapper.message)
  }

  private func error(_ name: String, _ answer: APIResponse) -> APIError { MeterSphere.errors.error(MeterSphere.errors[name], for: answer) }

  /// The part of a body that may tell the reason: v3's `messageDetail` holds a whole stack trace and is no evidence of anything.
  private static func evidence(_ body: [UInt8]) -> String {
    let text = String(decoding: body.prefix(evidenceLimit), as: UTF8.self)
    guard let trace = text.firstRange(of: "\"messageDetail\"") else { return text }
    return String(text[..<trace.lowerBound])
  }
}

extension ResponseHead {
  /// Sent to the page where people sign in: the answer to a request without a ticket (platforms/metersphere.md §1.3).
  fileprivate var isSentToLogin: Bool { isRedirect || headers["Authentication-Status"] != nil }
}
