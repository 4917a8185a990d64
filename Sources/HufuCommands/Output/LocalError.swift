import HufuClient
import HufuSigning

/// Something on this machine that failed.
struct LocalError: ExplainedError {
  var message: Bilingual
  var remedy: Bilingual?
  var kind: ErrorKind { .local }

  init(zh: String, en: String, remedy: Bilingual? = nil) {
    message = Bilingual(zh: zh, en: en)
    self.remedy = remedy
  }
}
