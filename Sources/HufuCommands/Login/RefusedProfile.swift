import HufuClient

/// What the platform said no to while a profile was being proven: the credential, the url or the settings, not the way there.
struct RefusedProfile: Error {
  let cause: any ExplainedError
}

extension ExplainedError {
  /// Whether the error speaks of what the profile holds, and not of a server that is away or busy.
  var judgesTheProfile: Bool {
    switch kind {
    case .unauthenticated, .notFound, .invalid, .refused, .malformed: true
    // Who is forbidden something is known: the credential is good.
    case .usage, .configuration, .forbidden, .conflict, .throttled, .unavailable, .server, .network, .local, .interrupted: false
    }
  }
}
