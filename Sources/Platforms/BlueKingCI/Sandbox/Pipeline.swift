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
  }

  let id: String
  let project: String
  let name: String
  let behaviour: Behaviour
  /// How many builds there were before the sandbox started.
  let history: Int
  let isLocked: Bool

  init(project: String, name: String, behaviour: Behaviour, history: Int, isLocked: Bool = false) {
    id = StableID.pipeline(name)
    self.project = project
    self.name = name
    self.behaviour = behaviour
    self.history = history
    self.isLocked = isLocked
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
    ]
    + (1...18).map { Pipeline(project: "demo", name: "service-\($0 < 10 ? "0" : "")\($0)", behaviour: .succeeds, history: 1) }
    + Project.all.dropFirst().flatMap { project in
      ["build", "deploy"].map { Pipeline(project: project.code, name: "\(project.code)-\($0)", behaviour: .succeeds, history: 2) }
    }

  static let byID = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0) })

  /// What can be said at a start; the same for every pipeline here.
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

  static let defaults = parameters.compactMap { parameter -> JSONValue.Member? in
    guard let id = parameter["id"]?.text, let value = parameter["defaultValue"] else { return nil }
    return JSONValue.Member(id, .string(value.text ?? (value.bool == true ? "true" : "false")))
  }
}
