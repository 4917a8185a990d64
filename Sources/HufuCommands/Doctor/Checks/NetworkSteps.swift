import HufuClient
import HufuHTTP
import HufuProfiles
import HufuSigning

/// Name, connection and certificate of the other end, each tried on its own.
struct NetworkSteps {
  let profile: Profile
  let way: WayOut
  let circumstances: Circumstances

  func name() async -> Finding {
    guard let network = circumstances.network else { return Self.notHere }
    do {
      let address = try await network.resolve(way.host, way.port)
      return .pass(zh: "\(way.host) 是 \(address)。", en: "\(way.host) is \(address).")
    } catch {
      return failure(
        error, zh: "\(way.host) 解析不了", en: "\(way.host) does not resolve",
        remedy: Bilingual(zh: "检查 url 的拼写、DNS 和 VPN。", en: "Check the url's spelling, DNS and VPN."))
    }
  }

  func connection() async -> Finding {
    guard let network = circumstances.network else { return Self.notHere }
    let place = "\(way.host):\(way.port)"
    let clock = ContinuousClock(), began = clock.now
    do {
      try await network.connect(way.host, way.port)
      let taken = began.duration(to: clock.now).wholeMilliseconds
      return .pass(zh: "\(place) 用 \(taken) 毫秒连上。", en: "\(place) connects in \(taken) ms.")
    } catch {
      return failure(
        error, zh: "\(place) 连不上", en: "\(place) does not connect",
        remedy: Bilingual(zh: "检查端口、防火墙、代理，以及服务器是否在运行。", en: "Check port, firewall and proxy, and that the server is running."))
    }
  }

  func handshake() async -> Finding {
    guard profile.endpoint.scheme == .https else { return .skip(zh: "明文 http，没有证书。", en: "Plain http: there is no certificate.") }
    guard let network = circumstances.network else { return Self.notHere }
    do {
      let way = try await profile.transportOptions(by: circumstances.resolver, circumstances.shell.redactor)
      try await network.handshake(try circumstances.transport(way), profile.endpoint)
    } catch let error as ConfigurationError {
      return Finding(error)
    } catch {
      return failure(
        error, zh: "TLS 握手失败", en: "The TLS handshake fails",
        remedy: Bilingual(
          zh: "自签名或私有证书请设置 tls.caFile 或 tls.pin；证书过期请联系服务器管理员。",
          en: "For a private certificate set tls.caFile or tls.pin; for one past its life ask the server's administrator."))
    }
    guard profile.isInsecure?.value != true else {
      return .warn(
        zh: "tls.insecure：证书没有校验，凭据可能被截获。", en: "tls.insecure: the certificate is not verified; credentials can be intercepted.",
        remedy: Bilingual(zh: "改用 tls.caFile 或 tls.pin。", en: "Use tls.caFile or tls.pin."))
    }
    if profile.pin != nil { return .pass(zh: "公钥与 tls.pin 一致。", en: "Its key is the pinned one.") }
    return profile.caFile == nil
      ? .pass(zh: "证书由系统信任的机构签发，与主机名相符。", en: "Issued by an authority of the system, for this host.")
      : .pass(zh: "证书由 tls.caFile 里的机构签发，与主机名相符。", en: "Issued by an authority in tls.caFile, for this host.")
  }

  private func failure(_ error: any Error, zh: String, en: String, remedy: Bilingual) -> Finding {
    let why = (error as? TransportError)?.detail ?? "\(error)"
    return .fail(.network, zh: "\(zh)：\(why)。", en: "\(en): \(why).", remedy: remedy)
  }

  private static let notHere = Finding.skip(
    zh: "这里没有真实网络：请求由进程内的传输处理。", en: "There is no network here: a transport in this process stands in.")
}
