extension BlueKingCI {
  /// The operations, in v3 (ids in the path) and v4 (ids in the query), with the same names and arguments (platforms/bkci-catalogue.md).
  static let operations = """
    projects.list  read
      zh 列出有权限的项目
      en List the projects one may see
      also v3_user_project_list v4_user_project_list
      v3 GET ~/projects  page=whole
      v4 GET ~/projects/project/project_list{?productIds,channelCodes,sort,page,pageSize}  page=array
          products>productIds channels>channelCodes sort page:int(1..) size>pageSize:int(1..)

    project.get  read
      zh 查看一个项目
      en Show one project
      also v3_user_project_get v4_user_project_get
      v3 GET ~/projects/{projectId}
          project>projectId
      v4 GET ~/projects/project/{projectId}
          project>projectId

    pipelines.list  read  page=pipelines
      zh 列出项目里的流水线
      en List a project's pipelines
      also v3_user_pipeline_list v4_user_pipeline_list
      v3 GET ~/projects/{projectId}/pipelines{?page,pageSize}
          project>projectId page:int(1..) size>pageSize:int(1..)
      v4 GET ~/projects/{projectId}/pipelines/pipeline_list{?page,pageSize,filterByPipelineName}
          project>projectId page:int(1..) size>pageSize:int(1..) name>filterByPipelineName

    pipelines.search  read  page=whole
      zh 按名称查找流水线，得到名称和 id
      en Find pipelines by name: names and ids
      also v4_user_pipeline_search_by_name
      v4 GET ~/projects/{projectId}/pipelines/search_by_name{?pipelineName}
          project>projectId name>pipelineName

    pipeline.get  read
      zh 查看流水线的编排
      en Show a pipeline's definition
      also v3_user_pipeline_get v4_user_pipeline_get
      v3 GET ~/projects/{projectId}/pipelines/{pipelineId}
          project>projectId pipeline>pipelineId
      v4 GET ~/projects/{projectId}/pipelines/pipeline{?pipelineId}
          project>projectId pipeline>pipelineId*

    pipeline.status  read
      zh 查看流水线的状态和最近一次构建
      en Show a pipeline's state and its last build
      also v3_user_pipeline_status v4_user_pipeline_status
      v3 GET ~/projects/{projectId}/pipelines/{pipelineId}/status
          project>projectId pipeline>pipelineId
      v4 GET ~/projects/{projectId}/pipelines/pipeline_status{?pipelineId}
          project>projectId pipeline>pipelineId*

    build.startinfo  read
      zh 查看启动参数：必填、可选值、默认值
      en Show the start parameters: required, options, defaults
      also v3_user_build_startInfo v4_user_build_startInfo
      v3 GET ~/projects/{projectId}/pipelines/{pipelineId}/builds/manualStartupInfo{?version,branch}
          project>projectId pipeline>pipelineId version:int branch
      v4 GET ~/projects/{projectId}/build_manual_startup_info{?pipelineId,version,branch}
          project>projectId pipeline>pipelineId* version:int branch

    build.start  write
      zh 启动构建；其余参数就是流水线的启动参数，一律以文本发送
      en Start a build; all other arguments are the pipeline's start parameters, sent as texts
      also v3_user_build_start v4_user_build_start
      v3 POST ~/projects/{projectId}/pipelines/{pipelineId}/builds/start{?buildNo,branch}
          project>projectId pipeline>pipelineId buildNo:int branch ...:text
      v4 POST ~/projects/{projectId}/build_start{?pipelineId,buildNo,branch}
          project>projectId pipeline>pipelineId* buildNo:int branch ...:text

    build.status  read
      zh 查看构建的状态
      en Show a build's state
      also v3_user_build_status v4_user_build_status
      v3 GET ~/projects/{projectId}/pipelines/{pipelineId}/builds/{buildId}/status
          project>projectId pipeline>pipelineId build>buildId
      v4 GET ~/projects/{projectId}/build_status{?pipelineId,buildId}
          project>projectId pipeline>pipelineId build>buildId*

    builds.statuses  read
      zh 一次查看多个构建的状态
      en Show the states of several builds at once
      also v4_user_batch_get_build_status
      v4 POST ~/projects/{projectId}/batch_get_build_status{?pipelineId}  since=4.1
          project>projectId pipeline>pipelineId* builds>.*:list

    build.detail  read
      zh 查看构建的阶段、作业和步骤
      en Show a build's stages, jobs and steps
      also v3_user_build_detail v4_user_build_detail
      v3 GET ~/projects/{projectId}/pipelines/{pipelineId}/builds/{buildId}/detail
          project>projectId pipeline>pipelineId build>buildId
      v4 GET ~/projects/{projectId}/build_detail{?pipelineId,buildId,executeCount}
          project>projectId pipeline>pipelineId build>buildId* executeCount:int(1..)

    build.failures  read
      zh 查看构建里失败的步骤和原因
      en Show a build's failed steps, and why
      also v4_user_build_failed_tasks
      v4 GET ~/projects/{projectId}/build_failed_tasks{?pipelineId,buildId,executeCount}  since=4.2
          project>projectId pipeline>pipelineId build>buildId* executeCount:int(1..)

    builds.list  read  page=builds
      zh 列出构建历史，最近的在前
      en List a pipeline's builds, latest first
      also v3_user_build_list v4_user_build_list
      v3 GET ~/projects/{projectId}/pipelines/{pipelineId}/builds/history
          project>projectId pipeline>pipelineId page:int(1..) size>pageSize:int(1..)
      v4 GET ~/projects/{projectId}/build_histories
          project>projectId pipeline>pipelineId* page:int(1..) size>pageSize:int(1..) status:list user>startUser:list
          from>startTimeStartTime:int to>startTimeEndTime:int queuedFrom>queueTimeStartTime:int queuedTo>queueTimeEndTime:int
          numberFrom>buildNoStart:int numberTo>buildNoEnd:int remark

    build.stop  write
      zh 停止构建
      en Stop a build
      also v3_user_build_stop v4_user_build_stop
      v3 POST ~/projects/{projectId}/pipelines/{pipelineId}/builds/{buildId}/stop
          project>projectId pipeline>pipelineId build>buildId
      v4 POST ~/projects/{projectId}/build_stop{?pipelineId,buildId}
          project>projectId pipeline>pipelineId build>buildId*

    build.retry  write
      zh 重试构建：buildId 不变，执行次数加一
      en Run a build again: same buildId, next execution
      also v3_user_build_retry v4_user_build_retry
      v3 POST ~/projects/{projectId}/pipelines/{pipelineId}/builds/{buildId}/retry{?taskId,failedContainer,skip}
          project>projectId pipeline>pipelineId build>buildId task>taskId failedOnly>failedContainer:bool skip:bool
      v4 POST ~/projects/{projectId}/build_retry{?pipelineId,buildId,taskId,failedContainer,skip}
          project>projectId pipeline>pipelineId build>buildId* task>taskId failedOnly>failedContainer:bool skip:bool

    stage.review  write
      zh 审核等待中的阶段；cancel=true 为驳回
      en Review a waiting stage; cancel=true rejects it
      also v3_user_build_stage_start v4_user_build_stage_start
      v3 POST ~/projects/{projectId}/pipelines/{pipelineId}/builds/{buildId}/stages/{stageId}/manualStart{?cancel}
          project>projectId pipeline>pipelineId build>buildId stage>stageId cancel:bool suggest
      v4 POST ~/projects/{projectId}/manual_start_build_stage{?pipelineId,buildId,stageId,cancel}
          project>projectId pipeline>pipelineId build>buildId* stage>stageId* cancel:bool suggest

    logs.init  read
      zh 读日志的开头，最多一万行
      en Read the first lines of a log, at most ten thousand
      also v3_user_log_init v4_user_log_init
      v3 GET ~/projects/{projectId}/pipelines/{pipelineId}/builds/{buildId}/logs/init
          project>projectId pipeline>pipelineId build>buildId debug:bool tag container>containerHashId executeCount:int(1..) job>jobId
          step>stepId
      v4 GET ~/projects/{projectId}/logs/init_logs
          project>projectId pipeline>pipelineId build>buildId* debug:bool tag container>containerHashId executeCount:int(1..) job>jobId
          step>stepId

    logs.after  read
      zh 从某行（含）起读日志，最多一万行
      en Read a log from a line on, that line included, at most ten thousand
      also v3_user_log_after v4_user_log_after
      v3 GET ~/projects/{projectId}/pipelines/{pipelineId}/builds/{buildId}/logs/after
          project>projectId pipeline>pipelineId build>buildId start*:int debug:bool tag container>containerHashId executeCount:int(1..)
          job>jobId step>stepId
      v4 GET ~/projects/{projectId}/logs/after_line_logs
          project>projectId pipeline>pipelineId build>buildId* start*:int debug:bool tag container>containerHashId executeCount:int(1..)
          job>jobId step>stepId

    logs.more  read
      zh 读日志的一段行号
      en Read a window of a log's line numbers
      also v3_user_log_more v4_user_log_more
      v3 GET ~/projects/{projectId}/pipelines/{pipelineId}/builds/{buildId}/logs/more
          project>projectId pipeline>pipelineId build>buildId start*:int end*:int num:int(1..) debug:bool tag container>containerHashId
          executeCount:int(1..) job>jobId step>stepId
      v4 GET ~/projects/{projectId}/logs/more_logs
          project>projectId pipeline>pipelineId build>buildId* start*:int end*:int num:int(1..) debug:bool tag container>containerHashId
          executeCount:int(1..) job>jobId step>stepId

    logs.last  read
      zh 查看日志的最后一个行号
      en Show a log's last line number
      also v3_user_log_line_num v4_user_log_line_num
      v3 GET ~/projects/{projectId}/pipelines/{pipelineId}/builds/{buildId}/logs/last_line_num
          project>projectId pipeline>pipelineId build>buildId
      v4 GET ~/projects/{projectId}/logs/last_line_num{?pipelineId,buildId}
          project>projectId pipeline>pipelineId* build>buildId*

    log.download  read  answer=stream
      zh 下载日志文件
      en Download a log as a file
      also v3_user_log_download v4_user_log_download
      v3 GET ~/projects/{projectId}/pipelines/{pipelineId}/builds/{buildId}/logs/download
          project>projectId pipeline>pipelineId build>buildId tag container>containerHashId executeCount:int(1..) job>jobId step>stepId
      v4 GET ~/projects/{projectId}/logs/download_logs
          project>projectId pipeline>pipelineId* build>buildId* tag container>containerHashId executeCount:int(1..) job>jobId step>stepId

    artifacts.list  read  page=files
      zh 列出构建的制品
      en List a build's artifacts
      also v3_user_artifactory_list v4_user_artifactory_list
      v3 GET ~/projects/{projectId}/artifactories{?pipelineId,buildId,page,pageSize}
          project>projectId pipeline>pipelineId* build>buildId* page:int(1..) size>pageSize:int(1..)
      v4 GET ~/projects/{projectId}/artifactories/file_info{?pipelineId,buildId,page,pageSize}
          project>projectId pipeline>pipelineId build>buildId* page:int(1..) size>pageSize:int(1..)

    artifact.url  read
      zh 取得制品的下载地址
      en Get an artifact's download address
      also v3_user_artifactory_userDownloadUrl v4_user_artifactory_userDownloadUrl
      v3 GET ~/projects/{projectId}/artifactories/userDownloadUrl{?artifactoryType,path}
          project>projectId type>artifactoryType(PIPELINE|CUSTOM_DIR|IMAGE|REPORT)=PIPELINE path*
      v4 GET ~/projects/{projectId}/artifactories/user_download_url{?artifactoryType,path}
          project>projectId type>artifactoryType(PIPELINE|CUSTOM_DIR|IMAGE|REPORT)=PIPELINE path*

    artifact.download  read  access=open answer=stream
      zh 按 artifact.url 给出的地址下载制品
      en Download an artifact from the address that artifact.url gives
      GET /bkrepo/api/external/generic/temporary/download/{project}/{repository}/{pipeline}/{build}/{name}{?token}
          token*:secret

    token.get  read  access=open secrets=accessToken
      zh 用浏览器的登录 Cookie 换取 access_token
      en Trade a browser's login cookie for an access_token
      GET /ms/auth/api/user/token/get
          cookie>Cookie@header:secret
    """
}
