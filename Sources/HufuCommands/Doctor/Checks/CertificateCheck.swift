import FoundationEssentials
import HufuClient
import HufuHTTP
import HufuProfiles
import HufuSigning

/// Whether the server's certificate is trusted, why not, and for how long it will be.
struct CertificateCheck {
  let steps: NetworkSteps

  private var profile: Profile { steps.profile }
  private var now: Timestamp { steps.circumstances.shell.timing.now() }

  /// So many days before its end somebody should renew a certificate.
  private static let notice: Int64 = 21

  func finding() async -> Finding {
    guard profile.endpoint.scheme == .https else { return .skip(zh: "明文 http，没有证书。", en: "Plain http: there is no certificate.") }
    guard let network = steps.circumstances.network else { return NetworkSteps.notHere }
    let shell = steps.circumstances.shell
    var way = NetworkProbe.Way(environment: shell.environment)
    do {
      way.options = try await profile.transportOptions(by: steps.circumstances.resolver, shell.redactor)
      return trusted(try await network.handshake(way, profile.endpoint))
    } catch let error as ConfigurationError {
      return Finding(error)
    } catch let error as TransportError where error.reason == .tls {
      return distrusted(error, await network.distrustedCertificate(way, profile.endpoint))
    } catch {
      return steps.failure(
        error, zh: "TLS 握手失败", en: "The TLS handshake fails",
        remedy: Bilingual(zh: "检查端口是不是 https、代理是否放行。", en: "Check that the port speaks https, and that the proxy lets it through."))
    }
  }

  /// What is wrong with the profile's own terms for a certificate: a CA file that is none, `insecure` where it is not allowed.
  static func fault(in profile: Profile, _ circumstances: Circumstances) async -> Finding? {
    do {
      _ = try circumstances.transport(try await profile.transportOptions(by: circumstances.resolver, circumstances.shell.redactor))
      return nil
    } catch {
      return Finding(error)
    }
  }

  private func trusted(_ certificate: PeerCertificate?) -> Finding {
    guard profile.isInsecure?.value != true else {
      return .warn(
        zh: "tls.insecure：证书没有校验，凭据可能被截获。", en: "tls.insecure: the certificate is not verified; credentials can be intercepted.",
        remedy: Bilingual(zh: "改用 tls.caFile 或 tls.pin。", en: "Use tls.caFile or tls.pin."))
    }
    let trust =
      if profile.pin != nil {
        Bilingual(zh: "公钥与 tls.pin 一致", en: "Its key is the pinned one")
      } else if profile.caFile != nil {
        Bilingual(zh: "证书由 tls.caFile 里的机构签发，与主机名相符", en: "Issued by an authority in tls.caFile, for this host")
      } else {
        Bilingual(zh: "证书由系统信任的机构签发，与主机名相符", en: "Issued by an authority of the system, for this host")
      }
    guard let certificate else { return .pass(zh: trust.zh + "。", en: trust.en + ".") }
    let days = Self.days(certificate.ends - now), end = Self.date(certificate.ends)
    if days < Self.notice {
      return days < 0
        ? .warn(
          zh: "\(trust.zh)，但证书已于 \(end) 过期。", en: "\(trust.en), but it ended on \(end).",
          remedy: Self.renewal)
        : .warn(
          zh: "\(trust.zh)，但只剩 \(days) 天（\(end) 到期）。", en: "\(trust.en), but only \(days) days are left (until \(end)).",
          remedy: Self.renewal)
    }
    return .pass(zh: "\(trust.zh)，还有 \(days) 天（\(end) 到期）。", en: "\(trust.en); \(days) days left (until \(end)).")
  }

  /// Dates first: a certificate past its life says nothing of who issued it. A clock far off looks the same.
  private func distrusted(_ error: TransportError, _ certificate: PeerCertificate?) -> Finding {
    let isUntrusted = error.detail.contains("not trusted")
    if isUntrusted, let certificate, certificate.ends < now {
      return .fail(
        .network, zh: "服务器证书已于 \(Self.date(certificate.ends)) 过期。", en: "The server's certificate ended on \(Self.date(certificate.ends)).",
        remedy: Self.renewal + Self.clock)
    }
    if isUntrusted, let certificate, certificate.begins > now {
      return .fail(
        .network, zh: "服务器证书 \(Self.date(certificate.begins)) 才生效。",
        en: "The server's certificate begins on \(Self.date(certificate.begins)).", remedy: Self.clock)
    }
    let remedy =
      if isUntrusted {
        profile.caFile == nil ? Self.missingAuthority(of: profile.endpoint) : Self.otherAuthority
      } else {
        Bilingual(
          zh: "检查 url 的主机名和端口；对方用自签名证书时设置 tls.pin。",
          en: "Check host and port of the url; for a certificate that signs itself set tls.pin.")
      }
    return steps.failure(error, zh: "TLS 握手失败", en: "The TLS handshake fails", remedy: remedy)
  }

  private static let renewal = Bilingual(zh: "请服务器管理员更换证书。", en: "Have the server's administrator renew it.")
  private static let clock = Bilingual(zh: "也核对本机时钟（timedatectl）。", en: "Check this machine's clock too (timedatectl).")

  private static let otherAuthority = Bilingual(
    zh: "签发它的不是 tls.caFile 里的机构：把服务器的根证书和中间证书都放进那个文件。",
    en: "No authority in tls.caFile issued it: put the server's root and intermediate certificates into that file.")

  private static func missingAuthority(of endpoint: Endpoint) -> Bilingual {
    let look = "openssl s_client -showcerts -connect \(endpoint.authorityWithPort) </dev/null"
    return Bilingual(
      zh: "缺少签发它的 CA：向管理员要 CA 证书（PEM），在 profile 里设置 tls.caFile: 文件；\(look) 显示证书链。",
      en: "The authority is missing: ask the administrator for its certificate (PEM) and set tls.caFile: FILE in the profile; "
        + "\(look) shows the chain.")
  }

  private static func days(_ duration: Duration) -> Int64 {
    Int64((Double(duration.wholeMilliseconds) / 86_400_000).rounded(.down))
  }

  private static func date(_ time: Timestamp) -> String {
    String(Date(timeIntervalSince1970: Double(time.milliseconds) / 1000).formatted(.iso8601).prefix(10))
  }
}

extension Endpoint {
  /// `HOST:PORT`, the port always there.
  fileprivate var authorityWithPort: String { "\(host.contains(":") ? "[\(host)]" : host):\(port)" }
}
