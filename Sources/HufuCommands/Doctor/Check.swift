import HufuSigning

/// What the doctor looks at, in its order, and what each needs to be well before it can be judged.
enum Check: String, CaseIterable {
  case config, files, secrets, address, credential, proxy, dns, tcp, tls, clock, token, platform
  case signIn = "sign-in"

  var title: Bilingual {
    switch self {
    case .config: Bilingual(zh: "配置", en: "config")
    case .files: Bilingual(zh: "文件权限", en: "files")
    case .secrets: Bilingual(zh: "密钥引用", en: "secrets")
    case .address: Bilingual(zh: "地址", en: "address")
    case .credential: Bilingual(zh: "凭据", en: "credential")
    case .proxy: Bilingual(zh: "代理", en: "proxy")
    case .dns: Bilingual(zh: "域名解析", en: "dns")
    case .tcp: Bilingual(zh: "连接", en: "tcp")
    case .tls: Bilingual(zh: "TLS 证书", en: "tls")
    case .clock: Bilingual(zh: "时钟", en: "clock")
    case .token: Bilingual(zh: "令牌", en: "token")
    case .platform: Bilingual(zh: "平台", en: "platform")
    case .signIn: Bilingual(zh: "登录", en: "sign-in")
    }
  }

  var needs: [Check] {
    switch self {
    case .config, .files: []
    case .secrets, .address, .proxy: [.config]
    case .credential: [.secrets, .address]
    case .dns: [.address, .proxy]
    case .tcp: [.dns]
    case .tls: [.tcp]
    case .clock, .token, .platform: [.credential, .tls]
    case .signIn: [.credential, .tls, .clock, .token, .platform]
    }
  }
}
