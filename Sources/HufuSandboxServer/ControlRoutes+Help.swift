import HufuSandbox
import HufuSigning

extension ControlRoutes {
  /// What stands at `/_sandbox/`: what can be done here, with lines to copy.
  var help: APIResponse {
    let mounts = plan.mounts.map { "  \($0.prefix)/  \($0.title.zh) \($0.title.en)\n" }.joined()
    let text = """
      虎符沙箱 / Hufu sandbox

      \(mounts)
        GET  /_sandbox/mounts           挂载点 / the mounts
        GET  /_sandbox/journal?since=N  第 N 条之后的请求与拒绝原因 / requests after entry N, with the reason of every refusal
        POST /_sandbox/reset            一切复原 / puts everything back
        GET  /_sandbox/endings          每种结局的运行参数 / which run ends how
        POST /_sandbox/faults           故障 / lets something go wrong:

          {"mount": "…", "status": 503, "times": 3}   不写 mount 则作用于全部 / every mount when "mount" is left out
          {"cut": "unprocessed" | "beforeHead" | {"afterBytes": 100}, "times": 1}
          {"skewSeconds": 600}  {"slowMilliseconds": 2000}   写 0 结束 / 0 ends them
          {"expireTokens": true}  {"movingTotal": true}
          {"ipRefused": 1}  {"html": 1}  {"duplicatedPage": 1}  {"truncatedCiphertext": 1}  {"startSwallowed": 1}

        curl -d '{"status": 503, "times": 3}' http://127.0.0.1:7800/_sandbox/faults

      """
    return APIResponse(200, headers: [HeaderField("Content-Type", "text/plain; charset=utf-8")], body: Array(text.utf8))
  }
}
