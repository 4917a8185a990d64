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
  /// The ways out as far as they are known, by profile.
  private var ways: [String: WayOut] = [:]
  /// By profile; under nil, what concerns all.
  private var failed: [String?: Set<Check>] = [:]

  init(_ circumstances: Circumstances) { self.circumstances = circumstances }

  /// What needs no network.
  mutating func lookOffline(at profile: Profile) async {
    let circumstances = circumstances
    let (found, resolved) = await SecretsCheck(profile: profile, circumstances: circumstances).run()
    secrets[profile.name] = resolved
    await ask(.secrets, of: profile) { found }
    await ask(.address, of: profile) { AddressCheck(profile: profile).finding }
    await ask(.credential, of: profile) { await CredentialCheck(profile: profile, circumstances: circumstances).finding() }
    do {
      let way = try await WayOut(of: profile, circumstances)
      ways[profile.name] = way
      note(.proxy, way.finding, of: profile)
    } catch {
      return note(.proxy, Finding(error), of: profile)
    }
    // What the certificate has to stand up to is in the profile; the certificate itself comes later.
    if let fault = await CertificateCheck.fault(in: profile, circumstances) { note(.tls, fault, of: profile) }
  }

  /// The way to the server, step by step, and what it says.
  mutating func lookOnline(at profile: Profile) async {
    let circumstances = circumstances
    let steps = NetworkSteps(profile: profile, way: ways[profile.name] ?? WayOut(to: profile.endpoint), circumstances: circumstances)
    await ask(.dns, of: profile) { await steps.name() }
    await ask(.tcp, of: profile) { await steps.connection() }
    if !has(.tls, failedFor: profile.name) { await ask(.tls, of: profile) { await CertificateCheck(steps: steps).finding() } }

    guard !isBlocked(.signIn, of: profile.name) else {
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
      if finding.status == .fail { failed[profile.name, default: []].insert(.platform) }
    }
    await ask(.signIn, of: profile) { SignInCheck(attempt: attempt, platform: profile.platform).finding }
  }

  /// The secrets of a profile as far as they were found, by field.
  func secrets(of profile: Profile) -> [String: Secret] { secrets[profile.name] ?? [:] }

  /// Takes down a finding that came another way.
  mutating func note(_ check: Check, _ finding: Finding, of profile: Profile? = nil, named name: String? = nil) {
    diagnoses.append(Diagnosis(check, finding, profile: profile?.name ?? name))
    if finding.status == .fail { failed[profile?.name ?? name, default: []].insert(check) }
  }

  /// Skips everything that was not asked yet, because it needs `check`.
  mutating func skipRest(named name: String) {
    let asked = Set(diagnoses.filter { $0.profile == name }.map(\.name))
    for check in Check.allCases where check != .files && check != .platform && !asked.contains(check.rawValue) && isBlocked(check, of: name)
    {
      skip(check, named: name)
    }
  }

  private mutating func ask(_ check: Check, of profile: Profile, _ look: () async -> Finding) async {
    guard !isBlocked(check, of: profile.name) else { return skip(check, named: profile.name) }
    note(check, await look(), of: profile)
  }

  private mutating func skip(_ check: Check, named name: String) {
    let causes = obstacles(of: check, for: name)
    note(
      check,
      .skip(
        zh: "先解决：\(causes.map(\.title.zh).joined(separator: "、"))。", en: "Mend first: \(causes.map(\.title.en).joined(separator: ", "))."),
      named: name)
  }

  private func isBlocked(_ check: Check, of name: String) -> Bool { !obstacles(of: check, for: name).isEmpty }

  private func has(_ check: Check, failedFor name: String) -> Bool {
    failed[nil]?.contains(check) ?? false || failed[name]?.contains(check) ?? false
  }

  /// The failures of one profile that `check` rests on, near or far, in the order of the checks.
  private func obstacles(of check: Check, for name: String) -> [Check] {
    var found: Set<Check> = []
    var open = check.needs
    while let next = open.popLast() {
      if has(next, failedFor: name) { found.insert(next) }
      open += next.needs
    }
    return Check.allCases.filter(found.contains)
  }

  private static let noAnswer = Finding.skip(zh: "服务器没有回答。", en: "The server did not answer.")
}
