import HufuClient
import HufuSigning

extension CodeAnalysis {
  /// Business errors of the main server, all with HTTP 400 (platforms/tca.md §2).
  static let businessFaults: [Fault] = [
    business(
      "inviteCode", "1010", kind: .forbidden, "邀请码错误。", "The invitation code is wrong.",
      "向邀请人要新的邀请链接。", "Ask whoever invited you for a new link."),
    business(
      "inviteExpired", "1011", kind: .forbidden, "邀请码已过期。", "The invitation code is over.",
      "向邀请人要新的邀请链接。", "Ask whoever invited you for a new link."),
    business(
      "teamCreate", "1020", kind: .refused, "项目组创建失败。", "The team could not be made.",
      "换一个 name，看 msg 里的原因。", "Take another name; msg has the reason."),
    business(
      "teamExists", "1021", kind: .conflict, "项目组已存在。", "The team exists.",
      "用 teams.list 找到它，直接使用。", "Find it with teams.list and use it."),
    business(
      "teamLimit", "1022", kind: .refused, "项目组数量超出限制（级别 1 的团队只有两个）。", "Too many teams; an organisation of level 1 has two.",
      "停用不用的项目组，或请管理员提高团队级别。", "Retire one, or ask an administrator for a higher level."),
    business(
      "teamUpdate", "1023", kind: .refused, "项目组更新失败。", "The team could not be changed.",
      "看 msg 里的原因。", "msg has the reason."),
    business(
      "labelCreate", "1030", kind: .refused, "标签创建失败。", "The label could not be made.",
      "看 msg 里的原因。", "msg has the reason."),
    business(
      "labelExists", "1031", kind: .conflict, "标签已存在。", "The label exists.",
      "直接使用已有的标签。", "Use the one that exists."),
    business(
      "labelCycle", "1032", kind: .invalid, "标签不能以自己为父标签。", "A label cannot be its own parent.",
      "换一个父标签。", "Take another parent."),
    business(
      "repoCreate", "1040", kind: .conflict,
      "代码库登记失败；msg 为“代码库已接入”时表示它已经登记过。", "The repository could not be added; “代码库已接入” means that it is there already.",
      "用 repos.list url=地址 找到已有的代码库。服务器会把 https、.git、ssh 形式归一成 http 地址。",
      "Find it with repos.list url=ADDRESS. The server makes https, .git and ssh forms one http address."),
    business(
      "repoExists", "1041", kind: .conflict, "代码库已存在。", "The repository exists.",
      "用 repos.list url=地址 找到它。", "Find it with repos.list url=ADDRESS."),
    business(
      "repoLimit", "1042", kind: .refused, "代码库数量超出限制。", "Too many repositories.",
      "删除不用的代码库，或请管理员提高限制。", "Delete one, or ask an administrator for a higher limit."),
    business(
      "repoUpdate", "1043", kind: .refused, "代码库更新失败。", "The repository could not be changed.",
      "看 msg 里的原因。", "msg has the reason."),
    business(
      "checkerParameters", "1050", kind: .refused, "任务参数配置更新异常。", "The checker's parameters could not be changed.",
      "看 msg 里的原因。", "msg has the reason."),
    business(
      "orgCreate", "1060", kind: .refused, "团队创建失败。", "The organisation could not be made.",
      "看 msg 里的原因。", "msg has the reason."),
    business(
      "orgExists", "1061", kind: .conflict, "团队已存在。", "The organisation exists.",
      "用 orgs.list 找到它。", "Find it with orgs.list."),
    business(
      "orgLimit", "1062", kind: .refused, "团队数量超出限制。", "Too many organisations.",
      "停用不用的团队，或请管理员提高限制。", "Retire one, or ask an administrator for a higher limit."),
    business(
      "sortType", "1070", kind: .invalid, "排序类型不存在。", "No such way to sort.",
      "看 msg 里的可选值。", "msg has the choices."),
    business(
      "toolLibraryExists", "1080", kind: .conflict, "工具依赖已存在。", "The tool's dependency exists.",
      "直接使用已有的工具依赖。", "Use the one that exists."),
    business(
      "project", "1100", kind: .refused, "分析项目异常。", "Something is wrong with the analysis project.",
      "看 msg；用 projects.list 核对项目。", "See msg; check with projects.list."),
    business(
      "projectCreate", "1101", kind: .refused,
      "分析项目创建失败，常见原因是分支不存在或代码库凭证失效。",
      "The project could not be made, often because the branch does not exist or the repository's login fails.",
      "核对 branch，并在网页上检查代码库的凭证。", "Check branch, and the repository's login on the web page."),
    business(
      "scan", "1200", kind: .refused, "扫描异常。", "Something is wrong with the scan.",
      "看 msg；用 jobs.list 查看任务。", "See msg; look at jobs.list."),
    business(
      "scanCreate", "1201", kind: .refused, "扫描创建失败；任务记录可能已经产生。", "The scan could not be made; a job may be there all the same.",
      "先用 jobs.list 查看，再决定是否重试。", "Look at jobs.list before trying again."),
    business(
      "node", "1300", kind: .refused, "节点异常。", "Something is wrong with a node.",
      "在网页的节点管理里检查节点状态。", "Check the nodes on the web page."),
    business(
      "nodeRegister", "1301", kind: .refused, "节点注册失败。", "The node could not register.",
      "检查节点上的令牌和服务地址。", "Check token and address on the node."),
    business(
      "scanConfig", "1400", kind: .refused, "扫描配置异常。", "The scan's configuration is wrong.",
      "检查扫描方案。", "Check the scheme."),
    business(
      "toolMissing", "1401", kind: .notFound, "扫描工具不存在。", "No such tool.",
      "检查扫描方案里的工具和规则包。", "Check tools and packages in the scheme."),
    business(
      "metricScan", "1500", "1501", "1550", "1551", "1552", kind: .refused, "TCMetric 扫描或报告异常。", "A TCMetric scan or report failed.",
      "看 msg 里的原因。", "msg has the reason."),
    business(
      "unfinished", "300", kind: .conflict,
      "该项目还有未完成的任务（方括号里是扫描编号，不是任务编号）；作为任务结果，表示用户取消或配置错误。",
      "The project has an unfinished job (the numbers in brackets are scans, not jobs); as a job's result: cancelled or misconfigured.",
      "用 jobs.list state=0,1,3,4,5 找到它并等待，或加 force=true 重新启动。",
      "Find it with jobs.list state=0,1,3,4,5 and wait, or start again with force=true."),
  ]

  private static func business(
    _ name: String, _ codes: String..., kind: ErrorKind, _ zh: String, _ en: String, _ remedyZh: String, _ remedyEn: String
  ) -> Fault {
    Fault(
      name, codes: codes, status: 400, kind: kind, meaning: Bilingual(zh: zh, en: en), remedy: Bilingual(zh: remedyZh, en: remedyEn))
  }
}
