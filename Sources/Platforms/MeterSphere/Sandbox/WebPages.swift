import HufuSigning

/// The sandbox's few pages for browsers.
enum WebPages {
  /// The empty shell every unknown browser path of MeterSphere ends at.
  static let start = """
    <!DOCTYPE html>
    <html lang="zh-CN"><head><meta charset="utf-8"><title>MeterSphere</title></head>
    <body><div id="app"></div></body></html>

    """

  static func report(_ run: PlanRun, _ generation: MeterSphere.Generation, at now: Timestamp) -> String {
    let counts = run.counts(at: now)
    return """
      <!DOCTYPE html>
      <html lang="zh-CN"><head><meta charset="utf-8"><title>测试报告 - \(run.plan.name)</title></head>
      <body><h1>\(run.name)</h1>
      <p>状态：\(run.status(generation, at: now))</p>
      <table><tr><th>通过</th><th>失败</th><th>未执行</th></tr>
      <tr><td>\(counts.passed)</td><td>\(counts.failed)</td><td>\(counts.left)</td></tr></table></body></html>

      """
  }
}
