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
      // A proxy or a server that is there answers in seconds; a longer patience is for its answers.
      try await network.connect(way.host, way.port, min(profile.timeout?.value ?? Self.patience, Self.patience))
      let taken = began.duration(to: clock.now).wholeMilliseconds
      return .pass(zh: "\(place) 用 \(taken) 毫秒连上。", en: "\(place) connects in \(taken) ms.")
    } catch {
      return failure(
        error, zh: "\(place) 连不上", en: "\(place) does not connect",
        remedy: Bilingual(zh: "检查端口、防火墙、代理，以及服务器是否在运行。", en: "Check port, firewall and proxy, and that the server is running."))
    }
  }

  func failure(_ error: any Error, zh: String, en: String, remedy: Bilingual) -> Finding {
    let why = (error as? TransportError)?.detail ?? "\(error)"
    return .fail(.network, zh: "\(zh)：\(why)。", en: "\(en): \(why).", remedy: remedy)
  }

  private static let patience = Duration.seconds(5)

  static let notHere = Finding.skip(
    zh: "这里没有真实网络：请求由进程内的传输处理。", en: "There is no network here: a transport in this process stands in.")
}
