import HufuClient
import HufuSigning

extension Shell {
  /// Does work that Ctrl-C ends in order: the first cancels it and says `notice`, the second leaves at once with 130.
  func interruptibly<Result: Sendable>(saying notice: Bilingual, _ work: @escaping @Sendable () async -> Result) async -> Result {
    // Listened for from here on, before the work begins.
    let presses = interrupts()
    let task = Task { await work() }
    let watch = Task {
      var isSecond = false
      for await _ in presses {
        if isSecond { return quit(.interrupted) }
        isSecond = true
        say(notice)
        task.cancel()
      }
    }
    let result = await withTaskCancellationHandler {
      await task.value
    } onCancel: {
      task.cancel()
    }
    watch.cancel()
    await watch.value
    return result
  }
}
