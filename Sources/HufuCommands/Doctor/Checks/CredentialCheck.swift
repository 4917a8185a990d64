import HufuClient
import HufuProfiles
import HufuSigning

/// Whether the scheme can sign with the credential (a request nobody sends shows it), and whether it is one everybody knows.
struct CredentialCheck {
  let profile: Profile
  let circumstances: Circumstances

  func finding() async -> Finding {
    do {
      let connection = try await circumstances.binding(of: profile)
      try await sign(with: connection.authorizer)
      if let warning = try profile.platform.warnings(of: connection.options.credentials).first {
        return Finding(.warn, warning, remedy: oneOfYourOwn)
      }
    } catch {
      return Finding(error)
    }
    return .pass(zh: "形式正确，可以签名。", en: "Well formed; it can sign.")
  }

  private var oneOfYourOwn: Bilingual? {
    profile.platform.fields.first { $0.isSecret }.map {
      Bilingual(zh: "换成自己的 \($0.name)：\($0.help.zh)", en: "Use a \($0.name) of your own: \($0.help.en)")
    }
  }

  private func sign(with authorizer: Authorizer) async throws {
    let shell = circumstances.shell
    do {
      _ = try await authorizer.sign(APIRequest(.get, "/"), .token, at: shell.timing.now(), nonce: shell.entropy.uuid())
    } catch let error as SigningError where error.reason == .tokenMissing || error.reason == .method {
      // The token is yet to come, or the scheme has no GET: its credential was judged all the same.
    }
  }
}
