public import HufuClient
import HufuSigning

extension CodeAnalysis {
  public static let topics = [
    Topic(
      "default-token", title: Bilingual(zh: "默认令牌", en: "The default token"),
      text: Bilingual(
        zh: """
          TCA 的默认安装带着一个写在公开仓库里的超级用户令牌（server/scripts/config.sh 的 CODEDOG_TOKEN）。
          它的 SHA-256 是 \(defaultTokenHash)。
          你的令牌若有同样的 SHA-256，任何人都能以超级用户登录你的服务。检查：
              printf %s "$TOKEN" | sha256sum
          处理：在 个人中心-个人令牌 重置（或 hufu call PROFILE token.rotate），更新节点上的令牌，并关闭 DEBUG。
          """,
        en: """
          A default installation comes with a superuser's token that stands in a public repository (CODEDOG_TOKEN in
          server/scripts/config.sh). Its SHA-256 is \(defaultTokenHash).
          If yours has the same one, anybody can act as superuser on your server. To see:
              printf %s "$TOKEN" | sha256sum
          Then make a new one in 个人中心-个人令牌 (or hufu call PROFILE token.rotate), give it to the nodes, and switch DEBUG off.
          """)),
    Topic(
      "paths", title: Bilingual(zh: "文档与服务器不同的地址", en: "Addresses that differ from the document"),
      text: Bilingual(
        zh: """
          所有地址都以 / 结尾；缺少时服务器回答 301，而跳转地址丢了 /server 前缀。
          团队列表：文档写 /server/main/api/orgs/<org_sid>/teams/，实际 404；正确的是 /server/main/api/v3/orgs/<org_sid>/teams/（teams.list，不分页）。
          scope=related_me：实际 400；可用 all、my、subscribed。
          codelint/scans/<id>/issues/、codemetric/scans/<id>/…：实际 404；用 issues.list 的 scanOpen、ccfiles.list 等。
          POST …/schemes/：实际 405；用 scheme.create 或 scheme.copy。
          回答里的 next、previous 丢了前缀和端口，不能跟随；Hufu 用 offset 翻页，只看 next 是否为 null。
          """,
        en: """
          All addresses end in /; without it the server answers 301 to an address that has lost its /server prefix.
          Teams: the document has /server/main/api/orgs/<org_sid>/teams/, which is 404; it is /server/main/api/v3/orgs/<org_sid>/teams/
          (teams.list, not paged).
          scope=related_me is 400; there are all, my and subscribed.
          codelint/scans/<id>/issues/ and codemetric/scans/<id>/… are 404; use issues.list with scanOpen, ccfiles.list and the like.
          POST …/schemes/ is 405; use scheme.create or scheme.copy.
          next and previous in answers have lost prefix and port; Hufu pages by offset and only sees whether next is null.
          """)),
    Topic(
      "verdict", title: Bilingual(zh: "任务结束不等于成功", en: "A job that ended need not have passed"),
      text: Bilingual(
        zh: """
          state：4、5 初始化，0 等待，1 执行，3 入库，2 结束。结束后看 result_code：0–99 成功（1、225 表示无需扫描），
          100–199 服务端，200–299 节点，300–399 用户或配置。2 表示被另一任务取代，result_msg 里的 job_id 是接替者。
          被取消的任务 end_time 一直是 null，不要用它判断是否结束。
          服务器没有质量门禁；hufu run PROFILE scan 会跟踪任务，并用这次扫描自己的数字判定。
          """,
        en: """
          state: 4, 5 preparing, 0 waiting, 1 running, 3 saving, 2 closed. Then result_code: 0–99 passed (1 and 225: nothing to scan),
          100–199 the servers, 200–299 the node, 300–399 user or configuration. 2: another job took over, result_msg holds its job_id.
          A cancelled job keeps end_time null; do not wait for it.
          The server has no quality gate: hufu run PROFILE scan follows the job and judges it by the scan's own numbers.
          """)),
  ]

  /// SHA-256 of the superuser token that every default installation shares (platforms/tca.md §0.10).
  static let defaultTokenHash = "c328b03ee936880be842ffa53d1811d5ce300d5ec61592c2ee4492b2edc446db"
}
