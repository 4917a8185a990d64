import HufuSigning

extension TransportError {
  /// The error a caller sees: in both languages, with what to look at.
  func explained(at endpoint: Endpoint, platform: String) -> APIError {
    let place = endpoint.origin
    let (meaning, remedy): (Bilingual, Bilingual) =
      switch reason {
      case .notConnected:
        (
          Bilingual(zh: "连不上 \(place)：\(detail)。", en: "Cannot reach \(place): \(detail)."),
          Bilingual(zh: "检查 profile 的 url、端口、DNS、代理和防火墙。", en: "Check the profile's url, port, DNS, proxy and firewall.")
        )
      case .tls:
        (
          Bilingual(zh: "与 \(place) 的 TLS 握手失败：\(detail)。", en: "The TLS handshake with \(place) failed: \(detail)."),
          Bilingual(
            zh: "自签名证书请在 profile 里设置 tls.caFile 或 tls.pin；不要关闭校验。",
            en: "For a private certificate set tls.caFile or tls.pin in the profile; do not switch verification off.")
        )
      case .lost:
        (
          Bilingual(zh: "与 \(place) 的连接中断：\(detail)。", en: "The connection to \(place) was lost: \(detail)."),
          Bilingual(zh: "请求可能已经执行；先查询结果再重试。", en: "The request may have been carried out; look up the result before trying again.")
        )
      case .timeout:
        (
          Bilingual(zh: "\(place) 在时限内没有回答：\(detail)。", en: "\(place) did not answer in time: \(detail)."),
          Bilingual(
            zh: "请求可能已经执行；可在 profile 里调大 timeout。", en: "The request may have been carried out; a larger timeout goes into the profile.")
        )
      case .tooLarge:
        (
          Bilingual(zh: "\(place) 的回答太大：\(detail)。", en: "The answer of \(place) is too large: \(detail)."),
          Bilingual(zh: "减小页大小，或用 -o FILE 流式保存。", en: "Ask for smaller pages, or stream it with -o FILE.")
        )
      case .unsendable:
        (
          Bilingual(zh: "请求没有发出：\(detail)。", en: "Nothing was sent: \(detail)."),
          Bilingual(zh: "路径和查询串要百分号编码；请求头只能是一行文字。", en: "Percent-encode path and query; a header is one line of text.")
        )
      case .file:
        (
          Bilingual(zh: "要发送的文件读不了：\(detail)。", en: "The file to send cannot be read: \(detail)."),
          Bilingual(zh: "检查路径和权限。", en: "Check its path and permissions.")
        )
      }
    // What is too large is so the next time too: the limit is ours, and nothing is asked for again.
    let kind: ErrorKind =
      switch reason {
      case .notConnected, .tls, .lost, .timeout: .network
      case .tooLarge, .file: .local
      case .unsendable: .usage
      }
    return APIError(kind, meaning, remedy: remedy, platform: platform, fault: reason.rawValue, mayHaveExecuted: mayHaveExecuted)
  }
}
