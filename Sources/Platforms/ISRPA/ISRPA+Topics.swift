public import HufuClient
import HufuSigning

extension ISRPA {
  public static let topics = [jobStatus]

  private static let jobStatus = Topic(
    "job-status", title: Bilingual(zh: "让 hufu run 等待作业结束", en: "Let hufu run wait for a job's end"),
    text: Bilingual(
      zh: """
        厂商没有公开查询作业状态的接口，各服务器的手册（2020.5 起在 /doc.html）里有。按手册写进 profile：

          settings:
            jobStatus:
              call: GET /oapi/v1/job/detail?jobId={id}   # 查询接口；{id} 代表作业编号，也可以在路径里：/job/{id}
              id: /result/jobId                          # job.create 的回答中编号的位置（JSON 指针，从整个回答算起）
              state: /result/status                      # 查询回答中状态的位置
              passed: SUCCESS                            # 各状态的含义；可以写多个：[SUCCESS, DONE]
              failed: [FAILED, TIMEOUT]
              stopped: STOPPED                           # 以下都可以不写
              running: [WAITING, RUNNING]
              missing: 404                               # 表示没有这个作业（或还没有）的 code
              echo: /result/jobId                        # 查询回答中编号的位置；与所问的不同就报错
              message: /result/message                   # 说明文字、进度（百分数）、起止时间（毫秒或秒数）
              progress: /result/progress
              started: /result/startTime
              ended: /result/endTime
              stop: POST /oapi/v1/job/stop?jobId={id}    # 停止接口；--stop-on-interrupt 用

        上面的路径和名字是示例，不是厂商的。方法可用 GET、POST、PUT；? 后的参数按方法放进查询串或请求体，同样签名。
        不在任何一类里的状态会一直等；到期限仍是它，结论是 inconclusive（退出码 11），从不算通过。
        环境变量里写成 JSON：HUFU_PROFILE_RPA_JOB_STATUS='{"call": "GET /…?jobId={id}", "id": "/result/jobId", …}'
        先看看真实的回答：hufu call rpa job.create …（加 --envelope），hufu request rpa GET '/…?jobId=…' --envelope
        """,
      en: """
        The vendor publishes no call that asks for a job; each server's manual has it (at /doc.html from 2020.5 on). Put it into the profile:

          settings:
            jobStatus:
              call: GET /oapi/v1/job/detail?jobId={id}   # the call; {id} stands for the job's id, in the path too: /job/{id}
              id: /result/jobId                          # where job.create's answer holds the id (JSON pointer into the whole answer)
              state: /result/status                      # where the status answer holds the state
              passed: SUCCESS                            # what the states mean; several are a list: [SUCCESS, DONE]
              failed: [FAILED, TIMEOUT]
              stopped: STOPPED                           # all of these can be left out
              running: [WAITING, RUNNING]
              missing: 404                               # codes that mean: no such job, or not yet
              echo: /result/jobId                        # where the status answer repeats the id; another one there is an error
              message: /result/message                   # a text, the progress in percent, begin and end in milliseconds or seconds
              progress: /result/progress
              started: /result/startTime
              ended: /result/endTime
              stop: POST /oapi/v1/job/stop?jobId={id}    # the call that stops a job, for --stop-on-interrupt

        Paths and names above are examples, not the vendor's. Methods are GET, POST, PUT; parameters behind ? go into query or body as the
        method wants them, signed all the same. A state in none of the lists is waited on; if it is still there at the deadline, the verdict
        is inconclusive (exit 11), never a pass.
        In the environment it is JSON: HUFU_PROFILE_RPA_JOB_STATUS='{"call": "GET /…?jobId={id}", "id": "/result/jobId", …}'
        To see true answers first: hufu call rpa job.create … (with --envelope), hufu request rpa GET '/…?jobId=…' --envelope
        """))
}
