import HufuClient
import HufuSigning

extension CodeAnalysis {
  /// What a job can end with: 0–99 passed, 100–199 the servers, 200–299 the node, 300–399 the user (platforms/tca.md §2). The main server
  /// refuses with some of them, too.
  static let resultFaults: [Fault] = [
    result(
      "nothingToScan", "1", kind: .refused, "任务结果：无需扫描，算成功。", "A job's result: nothing to scan; counts as passed.",
      "增量扫描没有新提交；要全量重扫用 scan.start incremental=false。", "No new commits; for a full scan use scan.start incremental=false."),
    result(
      "redirectedJob", "2", kind: .refused, "任务结果：被另一个任务取代。", "A job's result: another job took its place.",
      "result_msg 是一段 JSON，跟踪其中的 job_id。", "result_msg is JSON; follow its job_id."),
    result(
      "databaseDown", "101", kind: .server, "数据库连接异常。", "The database connection failed.",
      "请管理员检查 MariaDB，稍后重试。", "Have MariaDB checked; try later."),
    result(
      "scm", "110", kind: .server, "代码库（SCM）服务异常。", "The SCM service failed.",
      "请管理员检查 scmproxy 服务，稍后重试。", "Have the scmproxy service checked; try later."),
    result(
      "scmLogin", "111", kind: .refused, "代码库凭证鉴权失败。", "The repository's login was refused.",
      "在网页的代码库凭证里更新账号密码或 SSH 密钥。", "Update the login or SSH key of the repository on the web page."),
    result(
      "scmMissing", "112", kind: .notFound, "代码库、分支或版本不存在。", "No such repository, branch or revision.",
      "核对 url 和 branch。", "Check url and branch."),
    result(
      "scmUntrusted", "113", kind: .refused, "代码库服务器不受信任（证书或主机指纹）。", "The repository's server is not trusted: its certificate or host key.",
      "请管理员把它加入信任列表。", "Have it added to the trusted ones."),
    result(
      "scmForbidden", "114", kind: .forbidden, "凭证没有访问该代码库的权限。", "The login may not read this repository.",
      "给凭证对应的账号授予读权限。", "Give that account the right to read."),
    result(
      "scmParameters", "115", kind: .invalid, "代码库参数错误。", "The repository's parameters are wrong.",
      "核对 scm_type、url 和 branch。", "Check scm_type, url and branch."),
    result(
      "fileServerDown", "116", kind: .server, "文件服务器异常；报错前任务记录已经产生并被关闭。", "The file server failed; the job was made before and is closed.",
      "请管理员检查 file 服务；重试前先看 jobs.list。", "Have the file server checked; look at jobs.list before trying again."),
    result(
      "jobCreate", "120", kind: .server, "任务创建异常。", "The job could not be made.",
      "稍后重试，仍失败请看 main 服务日志。", "Try later; else see the main server's log."),
    result(
      "jobInit", "121", kind: .server, "任务初始化异常。", "The job could not be prepared.",
      "检查扫描方案，稍后重试。", "Check the scheme; try later."),
    result(
      "jobMigrate", "122", kind: .server, "任务因服务迁移而中断。", "The job was ended by a migration.",
      "重新启动扫描。", "Start the scan again."),
    result(
      "scanTimeout", "199", kind: .server, "扫描超时。", "The scan took too long.",
      "缩小扫描路径，或检查节点负载。", "Scan a smaller path, or check the nodes' load."),
    result(
      "nodeFailed", "200", kind: .server, "节点未知异常。", "The node failed for an unknown reason.",
      "看任务日志；检查节点。", "See the job's log; check the node."),
    result(
      "taskFailed", "201", kind: .server, "节点上的任务执行异常。", "A task failed on the node.",
      "看 job.get 里出错的 task。", "See the failing task in job.get."),
    result(
      "taskExpired", "202", kind: .server, "任务执行超时（默认上限 600 分钟）。", "A task ran out of time (600 minutes by default).",
      "缩小扫描路径，或检查节点负载。", "Scan a smaller path, or check the node's load."),
    result(
      "nodeSCM", "203", kind: .server, "节点拉取代码失败。", "The node could not fetch the code.",
      "检查节点到代码库的网络和凭证，然后重试。", "Check the node's network and the login; try again."),
    result(
      "taskConfig", "204", kind: .refused, "任务配置错误。", "The task's configuration is wrong.",
      "检查扫描方案。", "Check the scheme."),
    result(
      "taskParameters", "205", kind: .refused, "任务参数错误。", "The task's parameters are wrong.",
      "检查扫描方案。", "Check the scheme."),
    result(
      "buildFailed", "210", kind: .refused, "编译失败。", "The build failed.",
      "检查扫描方案里的编译命令，在节点上手工试一次。", "Check the scheme's build command; try it by hand on the node."),
    result(
      "toolFailed", "211", kind: .server, "工具分析出错。", "The tool failed.",
      "看 job.get 里出错的 task 和它的日志。", "See the failing task in job.get and its log."),
    result(
      "resultsFailed", "212", kind: .server, "分析结果处理出错。", "The tool's results could not be handled.",
      "看任务日志；仍失败请报告给 TCA。", "See the job's log; else report it to TCA."),
    result(
      "formatFailed", "213", kind: .server, "任务 Format 步骤出错。", "The step Format failed.",
      "看任务日志。", "See the job's log."),
    result(
      "blameFailed", "214", kind: .server, "取提交人（blame）出错。", "Finding the authors (blame) failed.",
      "检查节点上的代码库历史是否完整。", "Check that the node has the whole history."),
    result(
      "filterFailed", "215", kind: .server, "过滤步骤出错。", "The step Filter failed.",
      "检查路径过滤规则。", "Check the path filters."),
    result(
      "sourceFailed", "216", "217", kind: .server, "源码或中间文件出错。", "The sources or files in between failed.",
      "重新启动扫描；扫描期间不要改动节点上的代码。", "Start again; do not change code on the node meanwhile."),
    result(
      "nodeToServer", "218", "224", kind: .server, "节点与服务器通信出错。", "The node could not talk to the server.",
      "检查节点的网络和令牌。", "Check the node's network and token."),
    result(
      "nodeFiles", "219", kind: .server, "节点与文件服务器传输出错。", "The node could not reach the file server.",
      "检查 file 服务和节点网络。", "Check the file server and the node's network."),
    result(
      "zipFailed", "221", kind: .server, "节点压缩文件出错。", "The node could not compress its files.",
      "检查节点磁盘空间。", "Check the node's disk."),
    result(
      "inputTimeout", "222", "223", kind: .server, "节点等待输入超时或超过重试次数。", "The node waited too long for input.",
      "检查节点上的工具是否在等待交互。", "Check whether a tool on the node waits for a person."),
    result(
      "alreadyScanned", "225", kind: .refused, "当前版本已经扫描过，无需再扫，算成功。", "This revision was scanned before; counts as passed.",
      "结果见 overview.latest。", "See overview.latest."),
    result(
      "localScan", "226", kind: .server, "本地扫描出错。", "The local scan failed.",
      "看客户端日志。", "See the client's log."),
    result(
      "nodeTimeout", "297", kind: .server, "节点执行超时。", "The node ran out of time.",
      "检查节点负载后重试。", "Check the node's load; try again."),
    result(
      "heartbeatLost", "298", kind: .server, "本地分析任务中断，没有心跳。", "The local scan broke off: no heartbeat.",
      "检查客户端进程和网络后重试。", "Check the client and its network; try again."),
    result(
      "taskCancelled", "299", kind: .server, "因其他 task 失败而取消。", "Cancelled because another task failed.",
      "先解决首个失败的 task。", "Mend the first task that failed."),
    result(
      "cancelled", "301", kind: .refused, "用户取消。", "A user cancelled it.",
      "需要时重新启动扫描。", "Start again if needed."),
    result(
      "configError", "302", "310", kind: .refused, "扫描方案配置错误。", "The scheme's configuration is wrong.",
      "在网页上检查扫描方案。", "Check the scheme on the web page."),
    result(
      "noLanguage", "311", kind: .refused, "扫描方案没有配置语言。", "The scheme has no language.",
      "给扫描方案选择语言。", "Choose languages in the scheme."),
    result(
      "nothingEnabled", "312", kind: .refused, "扫描方案没有启用代码检查或代码度量。", "The scheme has neither checks nor metrics on.",
      "在扫描方案里至少启用一项。", "Switch one on."),
    result(
      "noMachine", "313", kind: .refused, "没有机器能运行扫描方案要求的环境标签。", "No machine serves the scheme's tag.",
      "在节点管理里给机器打上该标签，或在扫描方案里换运行环境。", "Give a node that tag, or change the scheme's environment."),
    result(
      "lintConfig", "320", kind: .refused, "代码检查配置错误。", "The checks' configuration is wrong.",
      "检查扫描方案的代码检查页。", "Check the scheme's page for checks."),
    result(
      "noRules", "321", kind: .refused, "扫描方案没有配置规则。", "The scheme has no rules.",
      "添加官方规则包或自定义规则。", "Add a package or rules."),
    result(
      "metricConfig", "330", kind: .refused, "代码度量配置错误。", "The metrics' configuration is wrong.",
      "检查扫描方案的代码度量页。", "Check the scheme's page for metrics."),
    result(
      "noOAuth", "340", kind: .refused, "当前用户没有 OAuth 授权。", "The user has not granted OAuth.",
      "在网页上完成代码平台的 OAuth 授权。", "Grant it on the web page."),
  ]

  private static func result(
    _ name: String, _ codes: String..., kind: ErrorKind, _ zh: String, _ en: String, _ remedyZh: String, _ remedyEn: String
  ) -> Fault {
    Fault(name, codes: codes, kind: kind, meaning: Bilingual(zh: zh, en: en), remedy: Bilingual(zh: remedyZh, en: remedyEn))
  }
}
