public import HufuClient
public import HufuHTTP
import HufuSigning

extension Profile {
  /// Makes the way to the server; it hears the options and where to tell what is loud.
  public typealias TransportMaker = (HTTPTransportOptions, @escaping @Sendable (Notice) -> Void) throws -> any Transport

  /// Resolves the secrets and binds everything to a transport.
  ///
  /// The redactor of `options` learns every secret before it is used anywhere. Headers and rate of the profile take the place of those in
  /// `options`; the profile's notices go to `options.notice`.
  ///
  /// ```swift
  /// let connection = try await ProfileFile(platforms: Platforms.all).profile("ms").connection()
  /// ```
  /// - Throws: ``HufuClient/ConfigurationError`` pointing at the value that cannot be used; ``HufuSigning/SigningError`` when the platform
  ///   cannot sign with the credential.
  public func connection(
    timing: Timing = .system, entropy: Entropy = .system, options: ConnectionOptions = ConnectionOptions(),
    resolver: SecretResolver = .shared,
    transport: TransportMaker = { try HTTPTransport($0, notice: $1) }
  ) async throws -> Connection {
    try checkScheme()
    var options = options
    let secrets = try await secrets(by: resolver, options.redactor)
    let settings = settings.mapValues(\.value)
    try platformOrigin.locating("profile \(name)") { try platform.checkHeaders(headers, secrets, settings) }
    if !headers.isEmpty { options.headers = headers.map(\.value) }
    if let rate { options.rate = rate.value }
    options.signInName = name
    // A `Date` from somebody unverified must not move the clock we sign by.
    if isInsecure?.value == true, pin == nil { options.correctsSkew = false }
    notices.forEach(options.notice)
    let way = try await transportOptions(by: resolver, options.redactor)
    let transport = try (isInsecure?.origin ?? caFile?.origin ?? endpointOrigin).locating("profile \(name)") {
      try transport(way, options.notice)
    }
    return try platformOrigin.locating("profile \(name)") {
      try platform.connect(
        credentials: secrets, settings: settings, at: endpoint, over: transport, timing: timing, entropy: entropy,
        defaults: defaults.mapValues(\.value), options: options)
    }
  }

  /// The way to the server as this profile describes it, its proxy's address resolved.
  public func transportOptions(by resolver: SecretResolver = .shared, _ redactor: Redactor) async throws -> HTTPTransportOptions {
    var way = HTTPTransportOptions()
    way.tls = TLSOptions(caFile: (caFile?.value).map(resolver.expand), pin: pin?.value, insecure: isInsecure?.value ?? false)
    if let timeout {
      way.idleTimeout = timeout.value
      way.connectTimeout = min(way.connectTimeout, timeout.value)
    }
    if let proxy {
      way.proxy = try await proxy.origin.locating("profile \(name) proxy") {
        let server = try ProxyServer(try await resolver.resolve(proxy.value).reveal())
        server.password.map(redactor.learn)
        return server
      }
    }
    return way
  }

  private func secrets(by resolver: SecretResolver, _ redactor: Redactor) async throws -> [String: Secret] {
    var secrets: [String: Secret] = [:]
    for field in platform.fields {
      guard let reference = credentials[field.name] else { continue }
      let secret = try await reference.origin.locating("profile \(name) credentials.\(field.name)") {
        try await resolver.resolve(reference.value)
      }
      if field.isSecret { redactor.learn(secret) }
      secrets[field.name] = secret
    }
    return secrets
  }

  /// Secrets do not travel in clear over a network.
  package func checkScheme() throws {
    guard endpoint.scheme == .http, !endpoint.isLoopback, allowsHTTP?.value != true, platform.fields.contains(where: \.isSecret) else {
      return
    }
    throw endpointOrigin.error(
      Bilingual(
        zh: "profile \(name) 的 url 是明文 http，凭据或签名会在网络上裸露。",
        en: "The url of profile \(name) is plain http; credentials or signatures would travel in clear."),
      remedy: Bilingual(
        zh: "改用 https://；确实只有 http 时设置 allowHTTP: true。", en: "Use https://; where there is only http, set allowHTTP: true."))
  }
}

extension Platform {
  /// Refuses headers that the scheme sets itself. The names are known once a signer is made.
  fileprivate static func checkHeaders(_ headers: [Sourced<HeaderField>], _ secrets: [String: Secret], _ settings: [String: JSONValue])
    throws
  {
    guard !headers.isEmpty else { return }
    let platform = Self(settings: try self.settings(from: settings))
    let credential = try credential(from: secrets)
    // Only the names matter here, so any token will do.
    let owned = try platform.signer(for: credential, token: AccessToken(Secret("-"))).owned
    for header in headers where owned.owns(header: header.value.name) {
      throw header.origin.error(
        Bilingual(
          zh: "headers.\(header.value.name)：这个请求头由 \(id) 的签名方案设置。",
          en: "headers.\(header.value.name): the signing scheme of \(id) sets this header itself."),
        remedy: Bilingual(zh: "从 headers 里删去它；凭据写在 credentials 里。", en: "Remove it from headers; credentials go into credentials."))
    }
  }
}
