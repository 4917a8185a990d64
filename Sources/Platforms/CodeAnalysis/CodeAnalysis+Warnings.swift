import HufuClient
public import HufuSigning

extension CodeAnalysis {
  public static func warnings(_ credential: Credential) -> [Bilingual] { warnings(credential, stock: stockTokens) }

  /// - Parameter stock: SHA-256 of tokens that everybody can know, in hex.
  static func warnings(_ credential: Credential, stock: Set<String>) -> [Bilingual] {
    guard stock.contains(Hex.encode(SHA256Hash.hash(Array(credential.bareToken.utf8)))) else { return [] }
    return [
      Bilingual(
        zh: "这是 TCA 安装包自带的超级用户令牌，人人都能从公开仓库里读到。请管理员在 个人中心-个人令牌 刷新它，并改掉 server/scripts/config.sh 里的 CODEDOG_TOKEN。",
        en: "This is the superuser token every stock installation of TCA comes with; anybody can read it in the public repository. "
          + "Have it renewed under 个人中心-个人令牌, and change CODEDOG_TOKEN in server/scripts/config.sh.")
    ]
  }

  /// `CODEDOG_TOKEN` of the public repository (platforms/tca.md, trap 10).
  private static let stockTokens: Set = [defaultTokenHash]
}
