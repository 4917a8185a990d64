import HufuClient
import HufuSandbox
import HufuSigning

/// The made-up MeterSphere: who is there, what can be run, what was run, shared and keyed.
struct World: Sendable {
  static let workspaceName = "虎符演示工作空间"
  static let projectName = "虎符演示项目"
  /// The pair of keys that opens the sandbox, and nothing else.
  static let accessKey = "HufuSandboxKey01"
  static let secretKey = "MadeUpForSandbox"
  static let userID = user.id
  static let user = SandboxUser(id: "hufu-demo", name: "虎符演示")
  /// Somebody else who works in the same project, with a pair of keys of their own.
  static let colleague = SandboxUser(id: "hufu-colleague", name: "虎符同事")
  static let colleagueAccessKey = "HufuSandboxKey02"
  static let colleagueSecretKey = "AlsoMadeUpForBox"
  /// Where what writes fails.
  static let readOnlyEnvironment = "生产环境（只读）"

  let generation: MeterSphere.Generation
  let numbering: Numbering
  let workspace: String
  let project: String
  let environments: [(id: String, name: String)]
  let pools: [(id: String, name: String)]
  let plans: [SandboxPlan]
  let scenarios: [(id: String, name: String)]
  let shareLife: Duration
  /// The site's address as set; nil for wherever the caller reached it.
  let site: String?
  let isAdmin: Bool
  /// The environments that runs have written into plans, by plan (platforms/metersphere.md §2.1).
  var environmentsKept: [String: String] = [:]
  /// How far the server's clock is from the world's time; what it writes down, it writes by its clock.
  var clock = Duration.zero
  var runs: [PlanRun] = []
  var scenarioRuns: [ScenarioRun] = []
  var shares: [SandboxShare] = []
  var keys: [APIKey]
  private var random: SplitMix64

  init(_ generation: MeterSphere.Generation, seed: UInt64, config: SandboxConfiguration) {
    self.generation = generation
    let numbering = Numbering(generation: generation)
    self.numbering = numbering
    workspace = numbering.id(.workspace)
    project = numbering.id(.project)
    environments = ["MS环境", "预发环境", Self.readOnlyEnvironment, "重名环境", "重名环境"].enumerated().map {
      (numbering.id(.environment, $0.offset), $0.element)
    }
    pools = ["LOCAL", "K8S 资源池"].enumerated().map { (numbering.id(.pool, $0.offset), $0.element) }
    plans = SandboxPlan.all(numbering, seed: seed)
    scenarios = ["下单到支付", "退款", "登录与登出", "库存扣减"].enumerated().map { (numbering.id(.scenario, $0.offset), $0.element) }
    shareLife = config.shareLife
    site = config.url
    isAdmin = config.isAdmin
    keys = [
      APIKey(
        id: numbering.id(.key), owner: Self.user, accessKey: Self.accessKey, secretKey: Secret(Self.secretKey),
        isEnabled: config.isKeyEnabled, isForever: config.isKeyForever, expireTime: config.keyExpireTime,
        createTime: Timestamp(1_690_000_000_000), description: "sandbox"),
      APIKey(
        id: numbering.id(.key, 9), owner: Self.colleague, accessKey: Self.colleagueAccessKey, secretKey: Secret(Self.colleagueSecretKey),
        createTime: Timestamp(1_690_000_000_000)),
    ]
    random = SplitMix64(seed: seed &+ 0x4D53)
  }

  /// The id of something new.
  mutating func newID(_ kind: Numbering.Kind, _ index: Int) -> String {
    generation == .v3 ? numbering.id(kind, index) : Numbering.uuid(&random)
  }

  /// Sixteen random letters and digits, as MeterSphere makes its keys.
  mutating func newKeyText() -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
    return String((0..<16).map { _ in letters[Int.random(in: 0..<letters.count, using: &random)] })
  }

  /// A time as the server writes it.
  func stamp(_ time: Timestamp) -> JSONValue { .int((time + clock).milliseconds) }

  var readOnlyEnvironment: String? { environments.first { $0.name == Self.readOnlyEnvironment }?.id }

  func keys(of user: SandboxUser) -> [APIKey] { keys.filter { $0.owner == user } }

  func run(_ id: String) -> PlanRun? { runs.first { $0.id == id } }
}

/// Somebody who works in the sandbox's project.
struct SandboxUser: Sendable, Equatable {
  var id: String
  var name: String
}

/// One shared report.
struct SandboxShare: Sendable {
  var id: String
  var report: String
  var type: String
  var createTime: Timestamp
}
