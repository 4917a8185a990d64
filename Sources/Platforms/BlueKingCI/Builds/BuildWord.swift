import HufuClient
import HufuSigning

/// A word of the server's `BuildStatus`: one enumeration for builds, stages, jobs and steps (platforms/bkci.md §3.2).
///
/// A word no source explains is kept as it came: servers get new ones.
struct BuildWord: Sendable, Hashable {
  /// What the words come to.
  enum Sort: Sendable {
    case good, bad, cancelled
    /// Not to be run, by its conditions.
    case skipped
    /// The end of a build whose stage review was declined, but the same word while that review is awaited.
    case stageDone
    /// In a queue, or held back by a limit.
    case queued
    case running
    /// A person has to act.
    case held
    /// Never run, unused, or unknown.
    case unclear
  }

  let text: String

  init(_ text: String?) { self.text = text?.uppercased() ?? "" }

  var sort: Sort {
    switch text {
    case "SUCCEED", "REVIEW_PROCESSED", "QUALITY_CHECK_PASS": .good
    case "FAILED", "TERMINATE", "REVIEW_ABORT", "QUALITY_CHECK_FAIL", "QUEUE_TIMEOUT", "EXEC_TIMEOUT", "HEARTBEAT_TIMEOUT", "QUOTA_FAILED":
      .bad
    case "CANCELED": .cancelled
    case "SKIP": .skipped
    case "STAGE_SUCCESS": .stageDone
    case "QUEUE", "QUEUE_CACHE": .queued
    case "RUNNING", "PREPARE_ENV", "LOOP_WAITING", "CALL_WAITING", "DEPENDENT_WAITING", "RETRY": .running
    case "REVIEWING", "PAUSE", "TRIGGER_REVIEWING", "QUALITY_CHECK_WAIT": .held
    default: .unclear
    }
  }

  /// What a failure's word says beyond having failed; nil where it says no more.
  var cause: Bilingual? {
    switch text {
    case "TERMINATE": Bilingual(zh: "被终止", en: "terminated")
    case "REVIEW_ABORT": Bilingual(zh: "审核被驳回", en: "a review was declined")
    case "QUALITY_CHECK_FAIL": Bilingual(zh: "质量红线没有通过", en: "a quality gate did not pass")
    case "QUEUE_TIMEOUT": Bilingual(zh: "排队超时", en: "it waited too long in the queue")
    case "EXEC_TIMEOUT": Bilingual(zh: "执行超时", en: "it ran too long")
    case "HEARTBEAT_TIMEOUT": Bilingual(zh: "构建机心跳超时", en: "the build machine was no longer heard of")
    case "QUOTA_FAILED": Bilingual(zh: "超出配额", en: "a quota is used up")
    default: nil
    }
  }

  /// How a stage or step of this word stands.
  var stepState: RunStep.State {
    switch sort {
    case .good: .passed
    case .bad: .failed
    case .cancelled: .stopped
    // A stage that nobody let go on was not run, whatever the word says.
    case .skipped, .stageDone: .skipped
    case .running: .running
    case .unclear where text == "UNEXEC": .skipped
    case .queued, .held, .unclear: .waiting
    }
  }
}
