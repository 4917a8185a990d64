import HufuClient
import HufuHTTP
import HufuProfiles
import HufuSigning

/// Everything asked about one profile, in the order of ``Check``: what rests on something that is not well is skipped and says so.
struct Examination {
  let circumstances: Circumstances
  private(set) var diagnoses: [Diagnosis] = []
  /// What came of the references, by profile and field.
  private var secrets: [String: [String: Secret]] = [:]
  private var failed: Set<Check> = []

  init(_ circumstances: Circumstances) { self.circumstances = circumstances }

  /// What needs no network.
  mutating func lookOffline(at profile: Profile) async {
    let circumstances = circumstances
    let (found, resolved) = await SecretsCheck(profile: profile, circumstances: circumstances).run()
    secrets[profile.name] = resolved
    await ask(.secrets, of: profile) { found }
    await ask(.address, of: profile) { AddressCheck(profile: profile).finding }
    await ask(.credential, of: profile) { await CredentialCheck(profile: profile, circumstances: circumstances).finding() }
  }

  /// The way to the server, step by step, and what it says.
  mutating func lookOnline(at profile: Profile) async {
    let circumstances = circumstances
    var way = WayOut(to: profile.endpoint)
    await ask(.proxy, of: profile) {
      do {
        way = try await WayOut(of: profile, circumstances)
        return way.finding
      } catch {
        return Finding(error)
      }
    }
    let steps = NetworkSteps(profile: profile, way: way, circumstances: circumstances)
    await ask(.dns, of: profile) { await steps.name() }
    await ask(.tcp, of: profile) { await steps.connection() }
    await ask(.tls, of: profile) { await CertificateCheck(steps: steps).finding() }

    guard !isBlocked(.signIn) else {
      for check in [Check.clock, .token, .signIn] { skip(check, named: profile.name) }
      return
    }
    let attempt: SignInAttempt
    do { attempt = try await SignInAttempt(profile, circumstances) } catch { return note(.signIn, Finding(error), of: profile) }
    await ask(.clock, of: profile) { await ClockCheck(attempt: attempt, profile: profile, circumstances: circumstances).finding() }
    await ask(.token, of: profile) {
      TokenCheck(
        attempt: attempt, profile: profile, isGiven: circumstances.token != nil, now: circumstances.shell.timing.now()
      ).finding
    }
    for check in profile.platform.checks {
      let finding = attempt.gotAnAnswer ? await check.run(attempt.connection) : Self.noAnswer
      diagnoses.append(Diagnosis(name: check.name.en, title: check.name, finding, profile: profile.name))
      if finding.status == .fail { failed.insert(.platform) }
    }
    await ask(.signIn, of: profile) { SignInCheck(attempt: attempt, platform: profile.platform).finding }
  }

  /// The secrets of a profile as far as they were found, by field.
  func secrets(of profile: Profile) -> [String: Secret] { secrets[profile.name] ?? [:] }

  /// Takes down a finding that came another way.
  mutating func note(_ check: Check, _ finding: Finding, of profile: Profile? = nil, named name: String? = nil) {
    diagnoses.append(Diagnosis(check, finding, profile: profile?.name ?? name))
    if finding.status == .fail { failed.insert(check) }
  }

  /// Skips everything that was not asked yet, because it needs `check`.
  mutating func skipRest(named name: String) {
    let asked = Set(diagnoses.filter { $0.profile == name }.map(\.name))
    for check in Check.allCases where check != .files && check != .platform && !asked.contains(check.rawValue) && isBlocked(check) {
      skip(check, named: name)
    }
  }

  private mutating func ask(_ check: Check, of profile: Profile, _ look: () async -> Finding) async {
    guard !isBlocked(check) else { return skip(check, named: profile.name) }
    note(check, await look(), of: profile)
  }

  private mutating func skip(_ check: Check, named name: String) {
    let causes = obstacles(of: check)
    note(
      check,
      .skip(
        zh: "先解决：\(causes.map(\.title.zh).joined(separator: "、"))。", en: "Mend first: \(causes.map(\.title.en).joined(separator: ", "))."),
      named: name)
  }

  private func isBlocked(_ check: Check) -> Bool { !obstacles(of: check).isEmpty }

  /// The failures `check` rests on, near or far, in the order of the checks.
  private func obstacles(of check: Check) -> [Check] {
    var found: Set<Check> = []
    var open = check.needs
    while let next = open.popLast() {
      if failed.contains(next) { found.insert(next) }
      open += next.needs
    }
    return Check.allCases.filter(found.contains)
  }

  private static let noAnswer = Finding.skip(zh: "服务器没有回答。", en: "The server did not answer.")
}
