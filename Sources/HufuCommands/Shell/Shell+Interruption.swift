import HufuClient
import HufuSigning

extension Shell {
  /// Does work that Ctrl-C ends in order: the first cancels it and says `notice`, the second leaves at once with 130.
  ///
  /// - Parameters:
  ///   - notice: asked when somebody presses.
  ///   - farewell: what whoever presses twice should still know.
  func interruptibly<Result: Sendable>(
    saying notice: @escaping @Sendable () -> Bilingual, leaving farewell: @escaping @Sendable () -> [Bilingual],
    _ work: @escaping @Sendable () async -> Result
  ) async -> Result {
    // Listened for from here on, before the work begins.
    let presses = interrupts()
    let task = Task { await work() }
    let watch = Task {
      var isSecond = false
      for await _ in presses {
        if isSecond {
          for line in farewell() { say(line) }
          return quit(.interrupted)
        }
        isSecond = true
        say(notice())
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
