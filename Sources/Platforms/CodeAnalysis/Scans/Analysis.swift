import HufuSigning

/// One of the things a scheme may have scanned.
enum Analysis: Sendable, CaseIterable {
  case lint, duplication, complexity

  var title: Bilingual {
    switch self {
    case .lint: Bilingual(zh: "代码检查", en: "code checks")
    case .duplication: Bilingual(zh: "重复代码", en: "duplication")
    case .complexity: Bilingual(zh: "圈复杂度", en: "complexity")
    }
  }

  /// The switch in a scheme's `lintconf/` or `metricconf/` (platforms/tca.md §3; `scheme_metricconf` of its samples).
  var settingName: String {
    switch self {
    case .lint: "enabled"
    case .duplication: "dup_scan_enabled"
    case .complexity: "cc_scan_enabled"
    }
  }
}
