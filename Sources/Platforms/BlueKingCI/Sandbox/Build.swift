import HufuSigning

/// A build of the made-up world: what was asked for, and what people did to it since.
struct Build: Sendable {
  /// One run of it; a retry adds another.
  struct Execution: Sendable {
    struct Stop: Sendable {
      var time: Timestamp
      var user: String
    }
    struct Review: Sendable {
      var time: Timestamp
      var user: String
      var isRejected: Bool
    }

    var queuedAt: Timestamp
    var stop: Stop?
    var review: Review?
  }

  let pipeline: Pipeline
  let number: Int
  let user: String
  /// SERVICE: started through the API; MANUAL and TIME_TRIGGER: otherwise.
  let trigger: String
  let behaviour: Pipeline.Behaviour
  /// Names and texts, defaults included, in order.
  let parameters: [JSONValue.Member]
  var executions: [Execution]

  init(
    _ pipeline: Pipeline, number: Int, user: String, trigger: String, behaviour: Pipeline.Behaviour, parameters: [JSONValue.Member],
    at time: Timestamp
  ) {
    self.pipeline = pipeline
    self.number = number
    self.user = user
    self.trigger = trigger
    self.behaviour = behaviour
    self.parameters = pipeline.defaults.filter { known in !parameters.contains { $0.key == known.key } } + parameters
    executions = [Self.execution(of: behaviour, at: time)]
  }

  var id: String { StableID.build(number, of: pipeline.id) }
  var script: BuildScript { BuildScript(behaviour) }
  /// The timeline of the last execution.
  var timeline: Timeline { timeline(of: executions.count) }

  /// - Parameter execution: counted from 1.
  func timeline(of execution: Int) -> Timeline { Timeline(script, executions[execution - 1], isRetry: execution > 1) }

  mutating func retry(at time: Timestamp) { executions.append(Execution(queuedAt: time)) }

  /// Logs of the first builds were cleaned up long ago.
  var isCleaned: Bool { pipeline.history > 100 && number <= 3 }

  /// The value of a start parameter.
  func parameter(_ name: String) -> String? { parameters.last { $0.key == name }?.value.text }

  private static func execution(of behaviour: Pipeline.Behaviour, at time: Timestamp) -> Execution {
    guard behaviour == .cancelled else { return Execution(queuedAt: time) }
    return Execution(queuedAt: time, stop: .init(time: time + .milliseconds(2500), user: "ops-bot"))
  }
}
