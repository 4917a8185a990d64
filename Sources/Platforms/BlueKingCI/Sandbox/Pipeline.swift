import HufuSigning

/// A pipeline of the made-up world.
struct Pipeline: Sendable {
  /// What its builds come to.
  enum Behaviour: Sendable {
    case succeeds
    case fails
    /// Somebody else stops them.
    case cancelled
    /// Waits for a person before its last stage.
    case reviewed
    /// Waits long for a machine.
    case queues
    /// Writes more lines than one answer holds.
    case verbose
    /// Waits for a machine until the queue gives it up.
    case crowded
    /// Is terminated after its second stage, no step having failed.
    case terminated
    /// Its trigger waits for a reviewer before it is queued.
    case guarded
    /// Says a word no source knows before it says that it succeeded.
    case modern
    /// Says UNKNOWN from its start on, and never ends.
    case wordless
    /// Succeeds after 35 minutes, after three hours.
    case halfHour, threeHours
    /// Starts, while whoever starts it is told of a time-out.
    case answersLate
  }

  let id: String
  let project: String
  let name: String
  let behaviour: Behaviour
  /// How many builds there were before the sandbox started.
  let history: Int
  let isLocked: Bool
  /// Whether it has the trigger that lets people start it.
  let startsByHand: Bool
  /// What can be said at a start.
  let form: [JSONValue]

  init(
    project: String, name: String, behaviour: Behaviour, history: Int, isLocked: Bool = false, startsByHand: Bool = true,
    form: [JSONValue] = parameters
  ) {
    id = StableID.pipeline(name)
    self.project = project
    self.name = name
    self.behaviour = behaviour
    self.history = history
    self.isLocked = isLocked
    self.startsByHand = startsByHand
    self.form = form
  }

  var script: BuildScript { BuildScript(behaviour) }

  /// The one that the sample profile names.
  static let main = Pipeline(project: "demo", name: "demo-build", behaviour: .succeeds, history: 126)

  static let all: [Pipeline] =
    [
      main,
      Pipeline(project: "demo", name: "demo-unit-test", behaviour: .fails, history: 6),
      Pipeline(project: "demo", name: "demo-nightly", behaviour: .cancelled, history: 5),
      Pipeline(project: "demo", name: "demo-release", behaviour: .reviewed, history: 4),
      Pipeline(project: "demo", name: "demo-macos", behaviour: .queues, history: 3),
      Pipeline(project: "demo", name: "demo-verbose", behaviour: .verbose, history: 1),
      Pipeline(project: "demo", name: "demo-frozen", behaviour: .succeeds, history: 2, isLocked: true),
      Pipeline(project: "demo", name: "demo-crowded", behaviour: .crowded, history: 1),
      Pipeline(project: "demo", name: "demo-terminated", behaviour: .terminated, history: 1),
      Pipeline(project: "demo", name: "demo-guarded", behaviour: .guarded, history: 1),
      Pipeline(project: "demo", name: "demo-modern", behaviour: .modern, history: 1),
      Pipeline(project: "demo", name: "demo-wordless", behaviour: .wordless, history: 1),
      Pipeline(project: "demo", name: "demo-late", behaviour: .answersLate, history: 1),
      Pipeline(project: "demo", name: "demo-halfhour", behaviour: .halfHour, history: 1),
      Pipeline(project: "demo", name: "demo-threehours", behaviour: .threeHours, history: 1),
      Pipeline(
        project: "demo", name: "demo-form", behaviour: .succeeds, history: 1, startsByHand: false, form: parameters + moreParameters),
    ]
    + (1...18).map { Pipeline(project: "demo", name: "service-\($0 < 10 ? "0" : "")\($0)", behaviour: .succeeds, history: 1) }
    + Project.all.dropFirst().flatMap { project in
      ["build", "deploy"].map { Pipeline(project: project.code, name: "\(project.code)-\($0)", behaviour: .succeeds, history: 2) }
    }

  static let byID = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0) })

  /// What can be said at a start of nearly every pipeline here.
  static let parameters: [JSONValue] = [
    [
      "id": "BUILD_TYPE", "required": true, "type": "ENUM", "defaultValue": "debug", "value": "debug",
      "options": [["key": "debug", "value": "调试"], ["key": "release", "value": "发布"]], "desc": "构建类型", "readOnly": false,
      "sensitive": false, "valueNotEmpty": true,
    ],
    [
      "id": "TARGET", "required": true, "type": "STRING", "defaultValue": "linux-amd64", "value": "linux-amd64", "desc": "目标平台",
      "readOnly": false, "sensitive": false, "valueNotEmpty": true,
    ],
    [
      "id": "SKIP_LINT", "required": false, "type": "BOOLEAN", "defaultValue": false, "value": false, "desc": "跳过代码检查", "readOnly": false,
      "sensitive": false, "valueNotEmpty": false,
    ],
    [
      "id": "SIGN_KEY", "required": false, "type": "PASSWORD", "defaultValue": "******", "value": "******", "desc": "签名口令",
      "readOnly": false,
      "sensitive": true, "valueNotEmpty": false,
    ],
  ]

  /// The kinds of parameters the others lack.
  static let moreParameters: [JSONValue] = [
    [
      "id": "NOTE", "required": true, "type": "STRING", "defaultValue": "", "desc": "发布说明", "readOnly": false, "sensitive": false,
      "valueNotEmpty": true,
    ],
    [
      "id": "REMARK", "required": true, "type": "STRING", "defaultValue": "", "desc": "备注", "readOnly": false, "sensitive": false,
      "valueNotEmpty": false,
    ],
    [
      "id": "VERSION", "required": true, "type": "STRING", "defaultValue": "3.2", "desc": "版本", "readOnly": true, "sensitive": false,
      "valueNotEmpty": false,
    ],
    [
      "id": "RETRIES", "required": true, "type": "LONG", "defaultValue": 3, "desc": "重试次数", "readOnly": false, "sensitive": false,
      "valueNotEmpty": false,
    ],
    [
      "id": "CHANNELS", "required": true, "type": "MULTIPLE", "defaultValue": "beta", "desc": "渠道", "readOnly": false, "sensitive": false,
      "options": [["key": "beta", "value": "内测"], ["key": "store", "value": "商店"], ["key": "partner", "value": "伙伴"]],
      "valueNotEmpty": false,
    ],
    [
      "id": "branch", "required": true, "type": "GIT_REF", "defaultValue": "master", "desc": "代码分支", "readOnly": false,
      "sensitive": false, "options": [["key": "master", "value": "master"]], "valueNotEmpty": false,
    ],
    [
      "id": "PIN", "required": false, "type": "ENUM", "defaultValue": "0000", "desc": "口令选择", "readOnly": false, "sensitive": true,
      "options": [["key": "0000", "value": "甲"], ["key": "1111", "value": "乙"]], "valueNotEmpty": false,
    ],
    [
      "id": "REASON", "required": true, "type": "STRING", "defaultValue": "", "desc": "发布到商店的理由", "readOnly": false,
      "sensitive": false, "valueNotEmpty": true, "displayCondition": ["CHANNELS": "store"],
    ],
  ]

  var defaults: [JSONValue.Member] {
    form.compactMap { parameter -> JSONValue.Member? in
      guard let id = parameter["id"]?.text, let value = parameter["defaultValue"] else { return nil }
      return JSONValue.Member(id, .string(value.scalarText ?? (value.bool == true ? "true" : "false")))
    }
  }
}
