extension MeterSphere {
  /// Every operation in every generation (platforms/metersphere.md §2–§4). Names and arguments are the same in all.
  static let operations = """
    key.validate  read
      zh 检验 key；回答是它所属用户的 id
      en Check the key; the answer is its user's id
      also whoami
      v1 GET /user/key/validate
      v2 GET /setting/user/key/validate
      v3 GET /user/api/key/validate

    version.get  read
      zh 服务器版本
      en The server's version
      v1 GET /system/version
      v2 GET /setting/system/version
      v3 GET /system/version/current access=open

    site.get  read
      zh 站点信息；url 是分享链接应使用的地址
      en About the site; url is the address share links should have
      v1 GET /system/base/info
      v2 GET /setting/system/base/info

    workspaces.list  read
      zh 自己所在的工作空间（v1、v2）；全部组织，需系统管理员（v3）
      en The workspaces one is in (v1, v2); all organizations, for system administrators (v3)
      also organizations.list
      v1 GET /workspace/list/userworkspace
      v2 GET /setting/workspace/list/userworkspace
      v3 POST /system/organization/list page=current
          name>keyword page>current:int(1..)=1 size>pageSize:int(5..500)=20

    projects.list  read
      zh 工作空间（v1、v2）或组织（v3）里自己参与的项目
      en One's projects in a workspace (v1, v2) or organization (v3)
      v1 POST /project/list/related
          workspace>workspaceId* user>userId
      v2 POST /setting/project/list/related
          workspace>workspaceId* user>userId
      v3 GET /project/list/options/{organizationId}
          workspace>organizationId*

    environments.list  read
      zh 项目的运行环境
      en The environments of a project
      v1 GET /api/environment/list/{projectId} secrets=variables,headers,config,hosts
          project>projectId*
      v2 GET /api/environment/list/{projectId} secrets=variables,headers,config,hosts
          project>projectId*
      v3 GET /project/environment/get-options/{projectId}
          project>projectId*

    pools.list  read
      zh 可用的资源池
      en The resource pools one may use
      v1 GET /testresourcepool/list/quota/valid
      v2 GET /setting/testresourcepool/list/quota/valid
      v3 GET /api/test/pool-option/{projectId}
          project>projectId*

    plans.list  read
      zh 项目的测试计划
      en The test plans of a project
      v1 POST /test/plan/list/{goPage}/{pageSize} page=goPage
          page>goPage:int(1..)=1 size>pageSize:int(1..500)=20 project>projectId* workspace>workspaceId name
      v2 POST /track/test/plan/list/{goPage}/{pageSize} page=goPage
          page>goPage:int(1..)=1 size>pageSize:int(1..500)=20 project>projectId* workspace>workspaceId name
      v3 POST /test-plan/page page=current
          project>projectId* type(ALL|TEST_PLAN|GROUP)=ALL name>keyword page>current:int(1..)=1 size>pageSize:int(5..500)=20

    plan.get  read
      zh 一个测试计划
      en One test plan
      v1 POST /test/plan/get/{id}
          plan>id*
      v2 GET /track/test/plan/get/{id}
          plan>id*
      v3 GET /test-plan/{id}
          plan>id*

    plan.check  read
      zh 测试计划是否有可执行的用例
      en Whether a plan has cases that can be run
      v2 GET /track/test/plan/have/exec/case/{id}
          plan>id*

    plan.statistics  read
      zh 测试计划的通过率与用例统计
      en Pass rates and case counts of plans
      v3 POST /test-plan/statistics
          plans>.*:list

    plan.run  write
      zh 运行测试计划；回答是报告 id。envMap 非空时 v1 会改写计划保存的环境，v2 由 executionWay 决定；v3 的环境在计划里配置
      en Run a plan; the answer is the report id. envMap overwrites the plan's own in v1, in v2 executionWay decides; v3 has it in the plan
      v1 POST /test/plan/run  since=1.12
          plan>testPlanId* project>projectId* user>userId mode(serial|parallel)=serial
          trigger>triggerMode(MANUAL|API|SCHEDULE|BATCH|DEBUG)=API reportType(iddReport|setReport)=iddReport
          onSampleError:bool=true runWithinResourcePool:bool=false pool>resourcePoolId environmentType(JSON|GROUP)=JSON
          envMap:json={} environmentGroup>environmentGroupId requestOriginator report>reportId
      v2 POST /track/test/plan/run  since=2.3
          plan>testPlanId* project>projectId* user>userId mode(serial|parallel)=serial
          trigger>triggerMode(MANUAL|API|SCHEDULE|BATCH|DEBUG)=API reportType(iddReport|setReport)=iddReport
          onSampleError:bool=true runWithinResourcePool:bool=false pool>resourcePoolId environmentType(JSON|GROUP)=JSON
          envMap:json={} environmentGroup>environmentGroupId requestOriginator report>reportId
          executionWay(RUN|SAVE|RUN_SAVE|JENKINS_RUN)=RUN retryEnable:bool retryNum:int browser headlessEnabled:bool
          testPlanDefaultEnvMap:json testPlanIds:list isAll:bool
      v3 POST /test-plan-execute/single  since=3.0
          plan>executeId* mode>runMode(SERIAL|PARALLEL)=SERIAL trigger>executionSource=API

    plan.batch  write
      zh 一次运行多个测试计划；没有报告 id 返回
      en Run several plans at once; no report ids come back
      v1 POST /test/plan/run/batch +mayBeEmpty
          plans>testPlanIds*:list project>projectId* mode(serial|parallel)=serial
      v2 POST /track/test/plan/run/batch +mayBeEmpty
          plans>testPlanIds*:list project>projectId* mode(serial|parallel)=serial
      v3 POST /test-plan-execute/batch
          plans>executeIds*:list project>projectId* mode>runMode(SERIAL|PARALLEL)=SERIAL

    report.status  read
      zh 运行状态：v1、v2 按报告 id 返回一个词；v3 按计划返回执行历史（最新在前），每项有 execStatus 和 execResult
      en How a run stands: one word by report id in v1 and v2; in v3 the plan's runs, newest first, each with execStatus and execResult
      v1 GET /test/plan/report/status/{reportId} +mayBeEmpty
          report>reportId*
      v2 GET /track/test/plan/report/status/{reportId} +mayBeEmpty
          report>reportId*
      v3 POST /test-plan/his/page page=current
          plan>testPlanId* page>current:int(1..)=1 size>pageSize:int(5..500)=10

    report.get  read
      zh 报告详情
      en A report in detail
      v1 GET /test/plan/report/db/{reportId}
          report>reportId*
      v2 GET /track/test/plan/report/db/{reportId}
          report>reportId*
      v3 GET /test-plan/report/get/{reportId}
          report>reportId*

    reports.list  read
      zh 项目的测试报告
      en The reports of a project
      v1 POST /test/plan/report/list/{goPage}/{pageSize} page=goPage
          page>goPage:int(1..)=1 size>pageSize:int(1..500)=20 project>projectId* workspace>workspaceId name
      v2 POST /track/test/plan/report/list/{goPage}/{pageSize} page=goPage
          page>goPage:int(1..)=1 size>pageSize:int(1..500)=20 project>projectId* workspace>workspaceId name
      v3 POST /test-plan/report/page page=current
          project>projectId* name>keyword page>current:int(1..)=1 size>pageSize:int(5..500)=20

    report.share  write
      zh 生成报告的分享链接（shareUrl 接在报告页地址后面），默认 24 小时有效
      en Make a share link of a report (shareUrl goes behind the page's address); it lives 24 hours unless changed
      v1 POST /share/info/generateShareInfoWithExpired  since=1.13
          report>customData* type>shareType(PLAN_DB_REPORT|PERFORMANCE_REPORT|API_REPORT|UI_REPORT)=PLAN_DB_REPORT lang
      v2 POST /track/share/generate/expired
          report>customData* type>shareType(PLAN_DB_REPORT|PERFORMANCE_REPORT|API_REPORT|UI_REPORT)=PLAN_DB_REPORT lang
      v3 POST /test-plan/report/share/gen
          project>projectId* report>reportId* type>shareType lang

    share.get  read
      zh 分享链接指向的报告；过期即报错
      en What a share link leads to; an error once it is past its life
      v1 GET /share/info/get/{shareId} access=open
          share>shareId*
      v2 GET /track/share/info/get/{shareId} access=open
          share>shareId*
      v3 GET /test-plan/report/share/get/{shareId} access=open
          share>shareId*

    share.life  read
      zh 项目设置的分享链接有效期：数字加 H、D、M 或 Y；v1、v2 在 typeValue 里
      en How long share links of a project live: a number and H, D, M or Y; in v1 and v2 as typeValue
      v1 GET /project_application/get/{projectId}/{type}
          project>projectId* type=TRACK_SHARE_REPORT_TIME
      v2 GET /track/project_application/get/{projectId}/{type}
          project>projectId* type=TRACK_SHARE_REPORT_TIME
      v3 GET /test-plan/report/share/get-share-time/{projectId}
          project>projectId*

    report.stop  write
      zh 停止正在运行的测试计划
      en Stop a plan's run
      v3 GET /task/center/plan/project/stop/{reportId}
          report>reportId*

    reportCases.list  read  page=cases
      zh 报告里的用例及其结果
      en The cases in a report, with their results
      v3 POST /test-plan/report/detail/{kind}/case/page
          kind(api|scenario|functional)=api report>reportId* page>current:int(1..)=1 size>pageSize:int(5..500)=50

    scenarios.list  read
      zh 项目的接口场景
      en The API scenarios of a project
      v1 POST /api/automation/list/{goPage}/{pageSize} page=goPage
          page>goPage:int(1..)=1 size>pageSize:int(1..500)=20 project>projectId* workspace>workspaceId name
      v2 POST /api/api/automation/list/{goPage}/{pageSize} page=goPage
          page>goPage:int(1..)=1 size>pageSize:int(1..500)=20 project>projectId* workspace>workspaceId name
      v3 POST /api/scenario/page page=current
          project>projectId* name>keyword page>current:int(1..)=1 size>pageSize:int(5..500)=20

    scenario.run  write
      zh 运行接口场景；报告 id 在回答里：v1、v2 为每项的 reportId，v3 为 taskItem.reportId
      en Run an API scenario; the report id stands in the answer: reportId of each item in v1 and v2, taskItem.reportId in v3
      v1 POST /api/automation/run/jenkins
          scenario>ids*:list project>projectId* id*
          config:json={"mode":"serial","reportType":"iddReport","envMap":{},"environmentType":"JSON"}
      v2 POST /api/api/automation/run/jenkins
          scenario>ids*:list project>projectId* id*
          config:json={"mode":"serial","reportType":"iddReport","envMap":{},"environmentType":"JSON"}
      v3 GET /api/scenario/run/{id}{?reportId} secrets=kafkaConfig,minioConfig
          scenario>id* report>reportId

    scenarioReport.get  read
      zh 接口场景的报告
      en A scenario's report
      v1 GET /api/scenario/report/get/{reportId}
          report>reportId*
      v2 GET /api/api/scenario/report/get/{reportId}
          report>reportId*
      v3 GET /api/report/scenario/get/{reportId}
          report>reportId*

    scenario.stop  write
      zh 停止正在运行的接口场景
      en Stop a scenario's run
      v1 GET /api/automation/stop/{reportId} +mayBeEmpty
          report>reportId*
      v2 GET /api/api/automation/stop/{reportId} +mayBeEmpty
          report>reportId*

    keys.list  read  secrets=secretKey
      zh 自己的 API Keys
      en One's own API keys
      v1 GET /user/key/info
      v2 GET /setting/user/key/info
      v3 GET /user/api/key/list

    key.create  write
      zh 新建一对 key（每人最多 5 对）；用 keys.list 查看
      en Make a pair of keys, at most five for each user; keys.list shows it
      v1 GET /user/key/generate +mayBeEmpty
      v2 GET /setting/user/key/generate +mayBeEmpty
      v3 GET /user/api/key/add

    key.enable  write
      zh 启用一对 key
      en Enable a pair of keys
      v1 GET /user/key/active/{id} +mayBeEmpty
          key>id*
      v2 GET /setting/user/key/active/{id} +mayBeEmpty
          key>id*
      v3 GET /user/api/key/enable/{id}
          key>id*

    key.disable  write
      zh 禁用一对 key；用它签名的请求随即被拒
      en Disable a pair of keys; what it signs is refused at once
      v1 GET /user/key/disable/{id} +mayBeEmpty
          key>id*
      v2 GET /setting/user/key/disable/{id} +mayBeEmpty
          key>id*
      v3 GET /user/api/key/disable/{id}
          key>id*

    key.update  write
      zh 修改 key 的有效期与说明
      en Change a key's life and description
      v3 POST /user/api/key/update
          key>id* forever:bool expireTime:int description

    key.delete  destructive
      zh 删除一对 key
      en Delete a pair of keys
      v1 GET /user/key/delete/{id} +mayBeEmpty
          key>id*
      v2 GET /setting/user/key/delete/{id} +mayBeEmpty
          key>id*
      v3 GET /user/api/key/delete/{id}
          key>id*

    """
}
