import HufuClient
import HufuSigning

/// What the token tools are given: the server's secret, either itself or in its common.yml.
struct TokenToolOptions {
  static let secret = PlatformTool.Option(
    "secret", .secret,
    help: Bilingual(zh: "服务器的 auth.accessToken.secret。", en: "The server's auth.accessToken.secret."))
  static let commonYML = PlatformTool.Option(
    "common-yml", .yaml,
    help: Bilingual(
      zh: "服务器的 common.yml（/data/bkce/etc/ci/common.yml）；从中读 accessToken 的 secret 和 expirationTime。",
      en: "The server's common.yml (/data/bkce/etc/ci/common.yml): accessToken's secret and expirationTime are read from it."))

  let cipher: TokenCipher
  /// The life of tokens as common.yml has it; nil when the secret came by itself.
  let lifetime: Duration?

  /// - Throws: ``HufuClient/UsageError`` unless exactly one of the two options is there; ``HufuClient/ConfigurationError`` for a file
  ///   without the section; ``HufuSigning/SigningError`` for an empty secret.
  init(_ options: [String: PlatformTool.Value]) throws {
    switch (options.secret("secret"), options.yaml("common-yml")) {
    case (let secret?, nil):
      cipher = try TokenCipher(secret: secret)
      lifetime = nil
    case (nil, let file?):
      guard let section = AccessTokenSection(in: file) else { throw Self.noSection }
      cipher = try TokenCipher(secret: section.secret ?? Secret(""))
      lifetime = section.lifetime
    case (nil, nil): throw Self.wanted(zh: "缺少 secret", en: "the secret is missing")
    case (.some, .some): throw Self.wanted(zh: "secret 给了两次", en: "the secret is given twice")
    }
  }

  private static func wanted(zh: String, en: String) -> UsageError {
    UsageError(
      Bilingual(zh: "\(zh)。", en: "\(en)."),
      remedy: Bilingual(
        zh: "--secret 引用（例如 env:BKCI_SECRET）和 --common-yml 文件 任选其一。",
        en: "Give either --secret REFERENCE (env:BKCI_SECRET, say) or --common-yml FILE."))
  }

  private static let noSection = ConfigurationError(
    zh: "这个文件里没有 accessToken 段。", en: "This file has no accessToken section.",
    remedy: Bilingual(
      zh: "它应当是 CI 服务器上的 common.yml，在 auth 段下有 accessToken；写法见 hufu explain bkci enable-token。",
      en: "It should be the CI server's common.yml, with accessToken under auth; hufu explain bkci enable-token shows it."))
}
