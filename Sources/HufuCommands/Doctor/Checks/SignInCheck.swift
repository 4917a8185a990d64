import HufuClient
import HufuSigning

/// Whether the platform takes us for who we say we are; not to be let in and not to be known are told apart.
struct SignInCheck {
  let attempt: SignInAttempt
  let platform: any Platform.Type

  var finding: Finding {
    switch attempt.result {
    case .success(let name?): .pass(zh: "平台认可，账号是 \(name)。", en: "The platform accepts us as \(name).")
    case .success(nil) where platform.whoAmI == nil && attempt.token == nil:
      .skip(zh: "这个平台没有可用来证明凭据的调用。", en: "The platform has no call that would prove a credential.")
    case .success(nil): .pass(zh: "平台认可这份凭据。", en: "The platform accepts the credential.")
    case .failure(let error as APIError) where error.kind == .forbidden:
      Finding(
        .fail,
        Bilingual(
          zh: "凭据有效，但没有权限（\(operation)）：\(error.message.zh)",
          en: "The credential is good, the permission is missing (\(operation)): \(error.message.en)"),
        remedy: error.remedy, kind: error.kind)
    case .failure(let error): Finding(error)
    }
  }

  private var operation: String { platform.whoAmI?.operation ?? "token" }
}
