import HufuClient
import HufuSandbox
import HufuSigning

/// The sandbox of ``EchoPlatform``: says what it was asked, in JSON, with texts of bytes in hex.
///
/// `/refuse` is refused, `/empty` has no body, `/large` has 100 000 bytes; everything else is repeated, together with the number of
/// requests so far, a random number, and how many faults it was told of.
struct EchoService: SandboxService {
  private var requests = 0
  private var faults = 0
  private var random: SplitMix64
  private let greeting: String

  /// - Throws: ``ConfigurationError`` for a config whose `greeting` is no text.
  init(options: SandboxOptions) throws {
    random = SplitMix64(seed: options.seed)
    guard let greeting = (options.config["greeting"] ?? "hello").text else {
      throw ConfigurationError(zh: "greeting 必须是文字。", en: "greeting must be a text.")
    }
    self.greeting = greeting
  }

  mutating func respond(to request: APIRequest, at moment: Moment) -> SandboxAnswer {
    requests += 1
    switch request.path {
    case "/refuse":
      return SandboxAnswer(
        APIResponse(401, headers: [HeaderField("X-Why", "a"), HeaderField("x-why", "b")], body: Array("no".utf8)), refusal: "wrong key")
    case "/empty": return SandboxAnswer(APIResponse(204))
    case "/large":
      return SandboxAnswer(APIResponse(200, body: [UInt8](repeating: UInt8(ascii: "x"), count: 100_000)))
    default:
      let echo: JSONValue = [
        "method": .string(request.method.rawValue), "path": .string(Hex.encode(Array(request.path.utf8))),
        "query": .string(Hex.encode(request.query)), "body": .string(Hex.encode(request.body.bytes ?? [])),
        "headers": .array(request.headers.map { [.string($0.name), .string($0.value)] }), "greeting": .string(greeting),
        "requests": .int(requests), "random": .string(String(random.next())), "faults": .int(faults),
        "wall": .int(moment.wall.milliseconds),
      ]
      return SandboxAnswer(APIResponse(200, headers: [HeaderField("Content-Type", "application/json")], body: JSONWriter.compact(echo)))
    }
  }

  func refusal(for fault: SandboxFault, to request: APIRequest, at moment: Moment) -> SandboxAnswer? {
    guard case .status(418, _) = fault else { return nil }
    return SandboxAnswer(APIResponse(418, body: Array("{\"code\":418}".utf8)), refusal: "injected: my own words")
  }

  mutating func apply(_ fault: SandboxFault, at moment: Moment) { faults += 1 }
}
