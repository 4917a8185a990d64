import HufuClient
import HufuSandbox
import HufuSigning

/// 能力开放平台 as a value: checks every form, keeps tokens, and answers for some hundred cameras.
///
/// Assumed, because it is not public: what a wrong signature and a refused token are answered with (see ``PlatformRules``), how old a
/// timestamp may be (`real`: any; `strict`: ten minutes), and the address of the authorization page.
struct TianyiSandbox: SandboxService {
  let rules: PlatformRules
  let world: CameraWorld
  var desk: TokenDesk
  var disturbance = ListDisturbance()

  private let routes: RouteTable
  private let verifier: FormVerifier
  private let sealer: RSAPKCS1PublicKey
  private var replays: ReplayMemory
  /// How many sealed answers are still to be cut short.
  private var truncations = 0

  init(options: SandboxOptions) throws {
    rules = try PlatformRules(options)
    world = CameraWorld(seed: options.seed)
    desk = TokenDesk(seed: options.seed)
    routes = RouteTable(try Tianyi().catalogue.operations())
    verifier = FormVerifier(strict: options.mode == .strict)
    sealer = try RSAPKCS1(privateKey: SandboxKey.privateKey).publicKey
    replays = ReplayMemory(window: FormVerifier.window * 2)
  }

  mutating func respond(to request: APIRequest, at moment: Moment) -> SandboxAnswer {
    desk.open(at: moment)
    if request.method == .get, request.path == AuthorizationPage.path { return showPage(request, at: moment.now) }
    do throws(Refusal) {
      let form = try admit(request, at: moment)
      guard let operation = routes.match(.post, path: request.path)?.operation else {
        throw Refusal("interfaceUnsupported", says: "接口不支持")
      }
      if operation.access == .token { try requireToken(in: form, at: moment.now) }
      let data = try data(for: operation, form, request, at: moment.now)
      return SandboxAnswer(Refusal.envelope(["code": 0, "msg": "成功", "data": try sealed(data, operation, form)]))
    } catch {
      return error.answer
    }
  }

  func refusal(for fault: SandboxFault, to request: APIRequest, at moment: Moment) -> SandboxAnswer? {
    switch fault {
    // The platform has codes for these, and says them with HTTP 200.
    case .status(429, _): Refusal("rateLimited", says: "接口调用频率超限").answer
    case .status(500, _): Refusal.systemError.answer
    case .ipRefused: Self.notListed(request).answer
    default: nil
    }
  }

  mutating func apply(_ fault: SandboxFault, at moment: Moment) {
    switch fault {
    case .expireTokens: desk.expireAll(at: moment.now)
    case .truncatedCiphertext(let times): truncations = times
    case .duplicatedPage(let times): disturbance.duplicates = times
    case .movingTotal: disturbance.isMoving = true
    default: break
    }
  }

  private mutating func admit(_ request: APIRequest, at moment: Moment) throws(Refusal) -> SignedForm {
    let form: SignedForm
    do throws(SignatureRejection) {
      form = try verifier.read(request, at: moment.wall) { rules.secret(of: $0) }
      if verifier.isStrict { try replays.admit(form.proof, at: moment.wall) }
    } catch {
      throw Refusal(error, rules: rules)
    }
    guard rules.admits(address: Self.address(of: request)) else { throw Self.notListed(request) }
    return form
  }

  private func requireToken(in form: SignedForm, at now: Timestamp) throws(Refusal) {
    guard let token = form["accessToken"], !token.isEmpty else { throw Refusal(code: rules.tokenCode, says: "accessToken为空") }
    guard let loan = desk.loan(of: token) else { throw Refusal(code: rules.tokenCode, says: "accessToken无效") }
    guard now < loan.expires else { throw Refusal(code: rules.tokenCode, says: "accessToken已过期") }
    if loan.grant == .vcp189, form["enterpriseUser"] != Tianyi.Sample.enterpriseUser {
      throw Refusal("ownerMissing", says: "企业主授权为空")
    }
  }

  /// Seals data the way the operation and the form's version ask for: XXTEA in upper-case hex, RSA in lower-case, as the platform does.
  private mutating func sealed(_ data: JSONValue, _ operation: Operation, _ form: SignedForm) throws(Refusal) -> JSONValue {
    guard let scheme = AnswerSeal.scheme(for: operation.traits, version: form.version) else { return data }
    let plaintext = data.text.map { Array($0.utf8) } ?? JSONWriter.compact(data)
    var text: String
    switch scheme {
    case .xxtea: text = Hex.encode(XXTEA(key: Array(Tianyi.Sample.appSecret.utf8)).encrypt(plaintext), uppercase: true)
    case .rsa:
      guard let ciphertext = try? sealer.encrypt(plaintext) else { throw .systemError }
      text = Hex.encode(ciphertext)
    }
    if truncations > 0 {
      truncations -= 1
      text.removeLast(10)
    }
    return .string(text)
  }

  private static func notListed(_ request: APIRequest) -> Refusal {
    Refusal(code: "30108", says: "IP不在白名单内：\(address(of: request))")
  }

  /// Where the caller sits, as the HTTP server in front notes it.
  private static func address(of request: APIRequest) -> String {
    let forwarded = request.headers["X-Forwarded-For"]?.split(separator: ",").first.map { $0.filter { $0 != " " } }
    return forwarded ?? request.headers["X-Real-IP"] ?? "127.0.0.1"
  }
}
