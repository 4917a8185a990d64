import HufuClient
import HufuSandbox
import HufuSigning
import HufuTesting
import Testing

/// What holds for every scheme, over at least 1,000 generated requests of each.
@Suite struct SignatureLaws {
  static let count = 1000

  @Test(arguments: Specimen.all) func whatIsSignedIsAccepted_andEveryChangeOfABoundPartIsRefused(_ specimen: Specimen) async throws {
    let clock = StepClock()
    let connection = try specimen.connection(clock: clock)
    var requests = try GeneratedRequests(of: connection, seed: 7)
    var random = SplitMix64(seed: 11)
    var judged = 0
    var draws = 0
    while judged < Self.count {
      draws += 1
      try #require(draws < 20 * Self.count, "the generator makes too few requests this scheme can sign")
      guard let (operation, request) = requests.next() else { continue }
      let nonce = Entropy.counting().uuid()
      guard let signed = try? await connection.authorizer.sign(request, operation.access, at: clock.now, nonce: nonce).request else {
        continue
      }
      judged += 1
      let again = try await connection.authorizer.sign(request, operation.access, at: clock.now, nonce: nonce).request
      #expect(signed == again, "signing twice with the same arguments differs")
      #expect(throws: Never.self, "refused its own: \(operation.name) \(signed.method) \(signed.path)") {
        try connection.authorizer.verify(signed, strict: true, at: clock.now)
      }
      for mutant in Mutations(of: specimen.platform.binding).of(signed, &random) where mutant.request != signed {
        #expect(throws: SignatureRejection.self, "accepted a change of \(mutant.part) in \(operation.name)") {
          try connection.authorizer.verify(mutant.request, strict: true, at: clock.now)
        }
      }
    }
  }

  @Test(arguments: Specimen.all) func theWindowHoldsToItsEdgesAndNoFurther(_ specimen: Specimen) async throws {
    guard let window = specimen.platform.binding.window else { return }
    let connection = try specimen.connection()
    let time = StepClock().now
    var requests = try GeneratedRequests(of: connection, seed: 5)
    var judged = 0
    for _ in 0..<400 where judged < 20 {
      guard let (operation, request) = requests.next(),
        let signed = try? await connection.authorizer.sign(request, operation.access, at: time, nonce: Entropy.counting().uuid()).request
      else { continue }
      judged += 1
      for edge in [time + window, time - window] {
        #expect(throws: Never.self) { try connection.authorizer.verify(signed, strict: true, at: edge) }
      }
      for beyond in [time + window + .milliseconds(1), time - window - .milliseconds(1)] {
        let rejection = #expect(throws: SignatureRejection.self) { try connection.authorizer.verify(signed, strict: true, at: beyond) }
        #expect(rejection?.reason == .expired)
      }
    }
    #expect(judged == 20)
  }

  @Test(arguments: Specimen.all) func noSecretShows(_ specimen: Specimen) async throws {
    let connection = try specimen.connection()
    let secrets = specimen.platform.fields.filter(\.isSecret).compactMap { specimen.variant.profile.credentials[$0.name] }
    var dumped = ""
    dump(connection, to: &dumped)
    for secret in secrets where secret.count >= 6 {
      #expect(!String(reflecting: connection).contains(secret))
      #expect(!dumped.contains(secret))
      #expect(!connection.options.redactor.clean("x \(secret) y").contains(secret))
    }
  }

  @Test(arguments: Specimen.all) func whatTheCallerSaysOfOwnedNamesIsDropped(_ specimen: Specimen) async throws {
    let connection = try specimen.connection()
    guard
      let operation = try connection.catalogue.operations().first(where: { $0.access != .open && $0.method == .get || $0.method == .post })
    else { return }
    var request = APIRequest(operation.method, operation.template.contains("{") ? "/x" : operation.template)
    if operation.method == .post { request.body = .bytes(Array(specimen.platform.bodyForm == .json ? "{}".utf8 : "a=1".utf8)) }
    request.headers.append(HeaderField("Cookie", "session=mine"))
    for name in specimen.platform.binding.headers { request.headers.append(HeaderField(name.uppercased(), "mine")) }
    let signed = try await connection.authorizer.sign(request, .token, at: StepClock().now, nonce: Entropy.counting().uuid()).request
    #expect(signed.headers["Cookie"] == nil)
    for name in specimen.platform.binding.headers { #expect(signed.headers[name] != "mine") }
  }
}
