import HufuSigning

/// An error of another library, so that it can be told like our own.
struct UnexplainedError: ExplainedError {
  let message: Bilingual
  var kind: ErrorKind { .local }
  init(_ error: any Error) { message = Bilingual(zh: "\(error)", en: "\(error)") }
}

extension Error {
  /// This error as one that can say what happened.
  package var explained: any ExplainedError { self as? any ExplainedError ?? UnexplainedError(self) }
}
