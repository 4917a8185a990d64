import HufuClient
import HufuProfiles
import HufuSigning

/// Whether secrets may go to the profile's address, and whether it was read as it is written.
struct AddressCheck {
  let profile: Profile

  var finding: Finding {
    do { try profile.checkScheme() } catch { return Finding(error) }
    let endpoint = profile.endpoint
    if endpoint.scheme == .http, !endpoint.isLoopback {
      return .warn(
        zh: "\(endpoint) 是明文 http：凭据或签名在网络上裸露。", en: "\(endpoint) is plain http: credentials or signatures travel in clear.",
        remedy: Bilingual(zh: "请管理员开启 https，再去掉 allowHTTP。", en: "Have its administrator set up https, then drop allowHTTP."))
    }
    if let notice = profile.notices.first {
      return Finding(.warn, notice.text, remedy: Bilingual(zh: "把 url 改成 \(endpoint)。", en: "Write url: \(endpoint)."))
    }
    return .pass(zh: "\(endpoint)", en: "\(endpoint)")
  }
}
