import HufuClient
import HufuProfiles
import HufuSigning

/// Whether every reference leads to something; what it leads to is not shown.
struct SecretsCheck {
  let profile: Profile
  let circumstances: Circumstances

  /// The finding, and the secrets as far as they were found.
  func run() async -> (Finding, [String: Secret]) {
    var secrets: [String: Secret] = [:]
    var failure: Finding?
    for field in profile.platform.fields {
      guard let reference = profile.credentials[field.name] else { continue }
      do {
        let secret = try await reference.origin.locating("profile \(profile.name) credentials.\(field.name)") {
          try await circumstances.resolver.resolve(reference.value)
        }
        if field.isSecret { circumstances.shell.redactor.learn(secret) }
        secrets[field.name] = secret
      } catch {
        failure = failure ?? Finding(error)
      }
    }
    let list = secrets.keys.sorted().joined(separator: ", ")
    return (failure ?? .pass(zh: "都能取到：\(list)。", en: "All are there: \(list)."), secrets)
  }
}
