import HufuClient
import HufuSigning
import Testing

@testable import HufuBlueKingCI

@Suite struct BuildStatusTests {
  private static func status(_ word: String, _ more: JSONValue = [:]) -> BuildStatus? {
    let base: JSONValue = ["id": "b-1", "status": .string(word)]
    return BuildStatus(.object((base.members ?? []) + (more.members ?? [])))
  }

  /// Every word of the server's enumeration (platforms/bkci.md §3.2); a step's word for a whole build is no word anybody explains.
  @Test(arguments: [
    ("SUCCEED", RunStatus.Phase.ended(.passed)), ("SKIP", .unknown("SKIP")), ("REVIEW_PROCESSED", .unknown("REVIEW_PROCESSED")),
    ("QUALITY_CHECK_PASS", .unknown("QUALITY_CHECK_PASS")), ("FAILED", .ended(.failed)), ("TERMINATE", .ended(.failed)),
    ("REVIEW_ABORT", .ended(.failed)),
    ("QUALITY_CHECK_FAIL", .ended(.failed)), ("QUEUE_TIMEOUT", .ended(.failed)), ("EXEC_TIMEOUT", .ended(.failed)),
    ("HEARTBEAT_TIMEOUT", .ended(.failed)), ("QUOTA_FAILED", .ended(.failed)), ("CANCELED", .ended(.stopped)),
    ("STAGE_SUCCESS", .waitingForReview), ("QUEUE", .queued), ("QUEUE_CACHE", .queued), ("RETRY", .running),
    ("DEPENDENT_WAITING", .running),
    ("PREPARE_ENV", .running), ("RUNNING", .running), ("LOOP_WAITING", .running), ("CALL_WAITING", .running),
    ("REVIEWING", .waitingForReview), ("PAUSE", .waitingForReview), ("TRIGGER_REVIEWING", .waitingForReview),
    ("QUALITY_CHECK_WAIT", .waitingForReview), ("UNEXEC", .unknown("UNEXEC")), ("TRY_FINALLY", .unknown("TRY_FINALLY")),
    ("UNKNOWN", .unknown("UNKNOWN")), ("succeed", .ended(.passed)), ("SOMETHING_NEW", .unknown("SOMETHING_NEW")), ("", .unknown("null")),
  ])
  func `each word has its phase`(word: String, phase: RunStatus.Phase) { #expect(Self.status(word)?.phase == phase) }

  @Test(
    arguments: [
      (["startTime": 10, "endTime": 20] as JSONValue, RunStatus.Phase.ended(.passed)),
      (["startTime": 10, "endTime": 0], .waitingForReview),
      (["startTime": 10], .waitingForReview), (["startTime": 0, "endTime": 20], .waitingForReview), (["endTime": 20], .waitingForReview),
      (["startTime": 20, "endTime": 20], .waitingForReview), (["startTime": 30, "endTime": 20], .waitingForReview),
    ] as [(JSONValue, RunStatus.Phase)])
  func `STAGE_SUCCESS is an end only with an end time after a start time`(times: JSONValue, phase: RunStatus.Phase) {
    #expect(Self.status("STAGE_SUCCESS", times)?.phase == phase)
  }

  @Test(arguments: ["REVIEWING", "PAUSE", "QUALITY_CHECK_WAIT"])
  func `a running build whose stage is held waits for a person`(word: String) {
    let stages: JSONValue = ["stageStatus": [["stageId": "stage-2", "name": "发布", "status": .string(word)]]]
    let status = Self.status("RUNNING", stages)
    #expect(status?.phase == .waitingForReview && status?.heldStage?.name == "发布")
  }

  @Test func `a stage that runs has no time of its own, so that a status changes only with the build`() {
    let stages: JSONValue = [
      "stageStatus": [
        ["stageId": "stage-1", "name": "A", "status": "SUCCEED", "elapsed": 900],
        ["stageId": "stage-2", "status": "RUNNING", "elapsed": 77],
        ["stageId": "stage-3", "name": "C"],
      ]
    ]
    #expect(
      Self.status("RUNNING", stages)?.steps == [
        RunStep("A", .passed, elapsed: .milliseconds(900)), RunStep("stage-2", .running), RunStep("C", .waiting),
      ])
  }

  @Test func `an answer that is no build is none`() {
    #expect(BuildStatus(.null) == nil)
    #expect(BuildStatus(["status": "SUCCEED"]) == nil)
    #expect(BuildStatus(["id": "b-1"])?.phase == .unknown("null"))
  }

  @Test func `failed tasks are read in both of their spellings`() {
    let camel = StepError(failure: ["taskId": "e-1", "taskName": "T", "errorMsg": "M"])
    let snake = StepError(failure: ["task_id": "e-1", "task_name": "T", "error_msg": "M"])
    for error in [camel, snake] { #expect(error?.task == "e-1" && error?.name == "T" && error?.message == "M") }
  }

  @Test func `a matrix has its steps one level deeper`() {
    let detail = BuildDetail([
      "model": [
        "stages": [
          [
            "id": "stage-2", "name": "S",
            "containers": [
              [
                "name": "M", "elements": [["id": "e-0", "name": "never"]],
                "groupContainers": [
                  ["name": "M(1)", "elements": [["id": "e-1", "name": "T", "status": "SUCCEED"]]],
                  ["name": "M(2)", "elements": [["id": "e-2", "name": "T", "status": "REVIEWING", "reviewUsers": ["li", "wang"]]]],
                ],
              ]
            ],
          ]
        ]
      ]
    ])
    #expect(detail.steps.map(\.job) == ["M(1)", "M(2)"])
    #expect(detail.heldSteps.first?.reviewers == ["li", "wang"])
  }

  @Test func `the group that is asked is the first that has not answered`() {
    let detail = BuildDetail([
      "model": [
        "stages": [
          [
            "id": "stage-2",
            "checkIn": [
              "reviewGroups": [
                ["name": "Flow 1", "reviewers": ["a"], "status": "PROCESS"], ["name": "Flow 2", "reviewers": ["b"], "groups": ["testers"]],
              ]
            ],
          ]
        ]
      ]
    ])
    #expect(detail.stages[0].asked?.people == ["b", "testers"] && detail.stages[0].asked?.name == "Flow 2")
  }

  @Test(arguments: [
    "", "demo", "demo/p-1/b-1", "b-00000000000000000000000000000000",
    "/p-0123456789abcdef0123456789abcdef/b-0123456789abcdef0123456789abcdef",
  ])
  func `what is no run's id is refused`(text: String) {
    #expect(throws: UsageError.self) { try BuildID(text) }
  }
}
