import HufuClient
import HufuHTTP
import HufuSigning

extension Profile {
  /// One line of `hufu profile show`.
  public struct Entry: Sendable, Equatable {
    /// `url`, `credentials.secretKey`, …
    public var name: String
    /// The value, or for a secret the reference to it; a secret in clear shows as `<redacted>`.
    public var text: String
    public var origin: Origin
  }

  /// Every value with its origin, the platform's defaults included.
  public var entries: [Entry] {
    var entries = [
      Entry(name: "platform", text: platform.id, origin: platformOrigin), Entry(name: "url", text: "\(endpoint)", origin: endpointOrigin),
    ]
    for field in platform.fields {
      guard let credential = credentials[field.name] else { continue }
      let text = field.isSecret ? credential.value.description : credential.value.plainText ?? credential.value.description
      entries.append(Entry(name: "credentials.\(field.name)", text: text, origin: credential.origin))
    }
    for field in platform.settingFields {
      let given = settings[field.name].map {
        ($0.value.plainText ?? String(decoding: JSONWriter.compact($0.value), as: UTF8.self), $0.origin)
      }
      guard let (text, origin) = given ?? field.defaultValue.map({ ($0, .standard) }) else { continue }
      entries.append(Entry(name: "settings.\(field.name)", text: text, origin: origin))
    }
    entries += defaults.sorted { $0.key < $1.key }.map { Entry(name: "defaults.\($0.key)", text: $0.value.value, origin: $0.value.origin) }
    entries += headers.map { Entry(name: "headers.\($0.value.name)", text: $0.value.value, origin: $0.origin) }
    let rest: [(String, String?, Origin?)] = [
      ("timeout", timeout.map { DurationText.write($0.value) }, timeout?.origin),
      ("rate", rate.map { RateText.write($0.value) }, rate?.origin),
      ("proxy", proxy.map { $0.value.proxyText }, proxy?.origin), ("tls.caFile", caFile?.value, caFile?.origin),
      ("tls.pin", pin?.value.description, pin?.origin), ("tls.insecure", isInsecure?.value.description, isInsecure?.origin),
      ("allowHTTP", allowsHTTP?.value.description, allowsHTTP?.origin),
    ]
    return entries
      + rest.compactMap { name, text, origin in text.flatMap { text in origin.map { Entry(name: name, text: text, origin: $0) } } }
  }
}
