public import HufuSigning

/// How a platform wraps its answers and its refusals; bound to one credential because some answers are sealed with it.
public protocol Envelope: Sendable {
  /// How many bytes of an answer decide whether it is an authentication refusal. 0: none need be looked at, stream it.
  func looksAt(_ head: ResponseHead) -> Int

  /// The catalogue's entry for a refusal seen in the head and the first bytes of the body; nil when it is none.
  func fault(_ head: ResponseHead, _ prefix: Span<UInt8>) -> Fault?

  /// The payload of a good answer: JSON (or text) without the wrapper, decrypted if it was sealed.
  ///
  /// - Throws: ``APIError`` with the platform's code and a remedy for everything else.
  func unwrap(_ answer: APIResponse, to request: APIRequest, for operation: Operation?) throws(APIError) -> [UInt8]

  /// Opens a sealed answer or push: what stands in its `data` member, or the whole, still encrypted.
  func open(_ sealed: [UInt8]) throws(APIError) -> [UInt8]
}

extension Envelope {
  public func open(_ sealed: [UInt8]) throws(APIError) -> [UInt8] {
    throw APIError(
      .usage, Bilingual(zh: "该平台的回答不加密，无需解密。", en: "This platform does not encrypt its answers; there is nothing to decrypt."))
  }
}
