extension CodeAnalysis {
  /// Every address ends in a slash: without it the server redirects to nowhere (platforms/tca.md §0.2). `~` is the main server's v1.
  static let operations = """
    server.health read access=open answer=text
      zh 检查 main 服务是否正常，不需要令牌
      en Check that the main server is well; needs no token
      also health
      GET /server/main/healthcheck/

    user.get read
      zh 当前令牌属于谁
      en Whose token this is
      also whoami userinfo
      GET ~/v3/authen/userinfo/

    token.get read secrets=token,tca_ut
      zh 查看自己的个人令牌
      en Show one's own personal token
      GET ~/v3/authen/userinfo/token/

    token.rotate destructive secrets=token,tca_ut
      zh 重置个人令牌，旧令牌立即失效
      en Make a new personal token; the old one is dead at once
      PUT ~/v3/authen/userinfo/token/

    orgs.list read page=offset
      zh 我能看到的团队（org_sid）
      en The organisations I can see
      GET ~/v3/orgs/
          name scope(1) limit:int(1..100)=50 offset:int(0..)

    teams.list read page=whole
      zh 团队下的项目组；不分页，回答是一个数组
      en The teams of an organisation; not paged, the answer is a bare array
      GET ~/v3/orgs/{org}/teams/
          status(1|2) text>query scope(1)

    repos.list read page=offset
      zh 项目组下登记的代码库，新的在前
      en The repositories of a team, newest first
      GET ~/orgs/{org}/teams/{team}/repos/
          scope(all|my|subscribed) url>scm_url text>scm_url_or_name limit:int(1..100)=50 offset:int(0..)

    repo.get read
      zh 一个代码库
      en One repository
      GET ~/orgs/{org}/teams/{team}/repos/{repo}/

    repo.create write
      zh 登记代码库；地址会被归一成 http 形式，凭证 auth 要带 auth_type
      en Add a repository; its address is stored in http form, auth needs auth_type
      POST ~/orgs/{org}/teams/{team}/repos/
          url>scm_url* type>scm_type*(git|svn) ssh>ssh_url name labels:list auth>scm_auth:json

    repo.delete destructive
      zh 删除代码库
      en Delete a repository
      DELETE ~/v3/orgs/{org}/teams/{team}/repos/{repo}/

    branches.list read page=offset
      zh 代码库里有分析项目的分支
      en The branches of a repository that have analysis projects
      GET ~/orgs/{org}/teams/{team}/repos/{repo}/branches/
          limit:int(1..100)=50 offset:int(0..)

    schemes.list read page=offset
      zh 代码库的扫描方案
      en The schemes of a repository
      GET ~/orgs/{org}/teams/{team}/repos/{repo}/schemes/
          name status(1|2) limit:int(1..100)=50 offset:int(0..)

    scheme.create write
      zh 新建扫描方案；重名时服务器会另取名字
      en Make a scheme; where the name is taken the server makes one up
      also initscheme
      POST ~/v3/orgs/{org}/teams/{team}/repos/{repo}/initscheme/
          name* languages:list tag lint>lint_enabled:bool complexity>cc_scan_enabled:bool
          duplication>dup_scan_enabled:bool lines>cloc_scan_enabled:bool

    scheme.copy write
      zh 从模板或别的方案复制出扫描方案
      en Make a scheme from a template or another scheme
      also copyscheme
      POST ~/orgs/{org}/teams/{team}/repos/{repo}/copyscheme/
          name* from>ref_scheme*:int

    scheme.checks read
      zh 扫描方案的代码检查设置：enabled 是否启用
      en A scheme's settings for code checks; enabled says whether there are any
      also lintconf
      GET ~/orgs/{org}/teams/{team}/repos/{repo}/schemes/{scheme}/lintconf/

    scheme.metrics read
      zh 扫描方案的度量设置：圈复杂度、重复代码、代码统计是否启用，各自的阈值
      en A scheme's settings for metrics: complexity, duplication and line counts on or off, and their limits
      also metricconf
      GET ~/orgs/{org}/teams/{team}/repos/{repo}/schemes/{scheme}/metricconf/

    templates.list read page=offset
      zh 团队的扫描方案模板
      en The scheme templates of an organisation
      GET ~/orgs/{org}/schemes/
          limit:int(1..100)=50 offset:int(0..)

    projects.list read page=offset
      zh 代码库的分析项目（分支加扫描方案）
      en The analysis projects of a repository: branch and scheme
      GET ~/orgs/{org}/teams/{team}/repos/{repo}/projects/
          branch scheme>scan_scheme:int text>branch_or_scheme status(1|2|3) path>scan_path limit:int(1..100)=50 offset:int(0..)

    project.create write
      zh 新建分析项目；同一分支和方案再次创建会得到同一个编号
      en Make an analysis project; the same branch and scheme give the same id again
      POST ~/orgs/{org}/teams/{team}/repos/{repo}/projects/
          branch* scheme>scan_scheme_id:int template>global_scheme_id:int schemeName>custom_scheme_name
          path>scan_path source>created_from

    scan.start write
      zh 启动扫描，得到任务编号和扫描编号
      en Start a scan; the answer holds the ids of job and scan
      POST ~/orgs/{org}/teams/{team}/repos/{repo}/projects/{project}/scans/create/
          incremental>incr_scan:bool=true force>force_create:bool=false source>created_from

    jobs.list read page=offset
      zh 分析项目的任务，新的在前
      en The jobs of a project, newest first
      GET ~/orgs/{org}/teams/{team}/repos/{repo}/projects/{project}/jobs/
          state since>create_time_gte:time until>create_time_lte:time resultFrom>result_code_gte:int resultTo>result_code_lte:int
          source>created_from creator limit:int(1..100)=50 offset:int(0..)

    job.get read
      zh 任务详情：state 为 2 只说明已结束，成功与否看 result_code
      en A job: state 2 says that it ended, result_code whether it passed
      GET ~/orgs/{org}/teams/{team}/repos/{repo}/projects/{project}/jobs/{job}/detail/

    job.cancel write
      zh 取消任务；已结束的任务也回答成功
      en Cancel a job; a closed one is answered with success, too
      POST ~/v3/orgs/{org}/teams/{team}/repos/{repo}/projects/{project}/jobs/{job}/cancel/
          remarks

    overview.get read
      zh 项目最近成功扫描的概览；没有扫过的部分为 null
      en A project's last successful results; null where there were none
      GET /server/analysis/api/orgs/{org}/teams/{team}/repos/{repo}/projects/{project}/overview/

    overview.latest read
      zh 最近一次（或指定版本的）扫描发生了什么
      en What happened in the last scan, or in that of a revision
      also latestscan
      GET /server/analysis/api/orgs/{org}/teams/{team}/repos/{repo}/projects/{project}/overview/latestscan/
          revision>scan_revision

    lintscans.list read page=offset
      zh 历次代码检查结果，新的在前
      en The results of all check scans, newest first
      GET /server/analysis/api/orgs/{org}/teams/{team}/repos/{repo}/projects/{project}/overview/lintscans/
          before>scan_time_before:time after>scan_time_after:time limit:int(1..100)=50 offset:int(0..)

    cycscans.list read page=offset
      zh 历次圈复杂度结果，新的在前
      en The results of all complexity scans, newest first
      GET /server/analysis/api/orgs/{org}/teams/{team}/repos/{repo}/projects/{project}/overview/cycscans/
          before>scan_time_before:time after>scan_time_after:time limit:int(1..100)=50 offset:int(0..)

    dupscans.list read page=offset
      zh 历次重复代码结果，新的在前
      en The results of all duplication scans, newest first
      GET /server/analysis/api/orgs/{org}/teams/{team}/repos/{repo}/projects/{project}/overview/dupscans/
          before>scan_time_before:time after>scan_time_after:time limit:int(1..100)=50 offset:int(0..)

    clocscans.list read page=offset
      zh 历次代码统计结果，新的在前
      en The results of all line counts, newest first
      GET /server/analysis/api/orgs/{org}/teams/{team}/repos/{repo}/projects/{project}/overview/clocscans/
          before>scan_time_before:time after>scan_time_after:time limit:int(1..100)=50 offset:int(0..)

    issues.list read page=offset
      zh 代码问题；没有固定次序，也不含行号（行号见 issue.get）
      en The issues; in no fixed order and without lines, which issue.get has
      GET /server/analysis/api/orgs/{org}/teams/{team}/repos/{repo}/projects/{project}/codelint/issues/
          state severity resolution author scanOpen>scan_open:int scanFix>scan_fix:int file>file_path
          rule>checkrule_display_name limit:int(1..100)=50 offset:int(0..)

    issue.get read
      zh 一个问题，含所在行列
      en One issue with its lines and columns
      GET /server/analysis/api/orgs/{org}/teams/{team}/repos/{repo}/projects/{project}/codelint/issues/{issue}/

    issues.report read
      zh 最近成功扫描的代码检查报告
      en The check report of the last successful scan
      GET /server/analysis/api/orgs/{org}/teams/{team}/repos/{repo}/projects/{project}/codelint/issues/report/

    ccfiles.list read page=offset
      zh 圈复杂度超标的文件
      en The files with functions that are too complex
      GET /server/analysis/api/orgs/{org}/teams/{team}/repos/{repo}/projects/{project}/codemetric/ccfiles/
          state author file>file_path limit:int(1..100)=50 offset:int(0..)

    ccissues.list read page=offset
      zh 圈复杂度超标的函数
      en The functions that are too complex
      GET /server/analysis/api/orgs/{org}/teams/{team}/repos/{repo}/projects/{project}/codemetric/ccissues/
          status author file>file_path ccnFrom>ccn_gte:int ccnTo>ccn_lte:int limit:int(1..100)=50 offset:int(0..)

    dupfiles.list read page=offset
      zh 有重复代码的文件
      en The files with duplicated code
      GET /server/analysis/api/orgs/{org}/teams/{team}/repos/{repo}/projects/{project}/codemetric/dupfiles/
          owner>issue__owner file>file_path rateFrom>duplicate_rate_gte:number rateTo>duplicate_rate_lte:number
          limit:int(1..100)=50 offset:int(0..)

    clocfiles.list read page=offset
      zh 各文件的代码行数
      en The lines of every file
      GET /server/analysis/api/orgs/{org}/teams/{team}/repos/{repo}/projects/{project}/codemetric/clocfiles/
          language limit:int(1..100)=50 offset:int(0..)

    cloclangs.list read page=offset
      zh 各语言的代码行数
      en The lines of every language
      GET /server/analysis/api/orgs/{org}/teams/{team}/repos/{repo}/projects/{project}/codemetric/cloclangs/
          limit:int(1..100)=50 offset:int(0..)
    """
}
