import HufuClient
import HufuSigning

extension BlueKingCI {
  /// What the pipeline services refuse, by module code (platforms/bkci.md §2.2, §2.4).
  static let buildFaults = [
    Fault(
      "startTooFrequent", codes: ["2101020"], texts: ["不能太频繁启动构建"], status: 400, kind: .throttled,
      meaning: Bilingual(zh: "同一条流水线启动得太频繁。", en: "The pipeline is started too often."),
      remedy: Bilingual(
        zh: "隔几秒再启动；批量启动时在 profile 里设置 rate（例如 1/s）。",
        en: "Start again in some seconds; for many starts set rate (1/s, say) in the profile.")),
    Fault(
      "queueFull", codes: ["2101049"], status: 400, kind: .conflict,
      meaning: Bilingual(zh: "流水线的排队数已满。", en: "The pipeline's queue is full."),
      remedy: Bilingual(
        zh: "等排队的构建结束，或在流水线设置里调大最大排队数。", en: "Wait for queued builds, or raise the queue's limit in the pipeline's settings."),
      isBeforeWork: true),
    Fault(
      "pipelineLocked", codes: ["2101047"], status: 400, kind: .refused,
      meaning: Bilingual(zh: "流水线已被锁定，不能启动。", en: "The pipeline is locked and cannot be started."),
      remedy: Bilingual(zh: "请流水线负责人在【设置】-【运行时设置】解除锁定。", en: "Ask the pipeline's owner to unlock it in its run settings."),
      isBeforeWork: true),
    Fault(
      "noReleasedVersion", codes: ["2101190"], status: 400, kind: .refused,
      meaning: Bilingual(zh: "流水线还没有正式发布的版本。", en: "The pipeline has no released version."),
      remedy: Bilingual(zh: "在编辑页发布草稿后再启动。", en: "Release its draft in the editor first."), isBeforeWork: true),
    Fault(
      "pipelineNotFound", codes: ["2101038"], texts: ["流水线不存在"], kind: .notFound,
      meaning: Bilingual(zh: "流水线不存在，或不属于这个项目。", en: "No such pipeline in this project."),
      remedy: Bilingual(
        zh: "核对 p- 开头的 pipelineId；可用 hufu call … pipelines.list 查询。", en: "Check the pipelineId (p-…); pipelines.list shows them.")),
    Fault(
      "buildNotFound", codes: ["2101163"], texts: ["]不存在"], status: 404, kind: .notFound,
      meaning: Bilingual(zh: "构建不存在。", en: "No such build."),
      remedy: Bilingual(
        zh: "核对 b- 开头的 buildId，以及它是否属于这个项目和流水线。", en: "Check the buildId (b-…), and that it belongs to this project and pipeline.")),
    Fault(
      "buildEnded", codes: ["2101182"], status: 400, kind: .conflict,
      meaning: Bilingual(zh: "构建已经结束，不能再停止。", en: "The build has ended and cannot be stopped."),
      remedy: Bilingual(zh: "用 build.status 查看结果。", en: "See its result with build.status."), isBeforeWork: true),
    Fault(
      "buildForbidden", codes: ["2101340", "2101008"], status: 400, kind: .forbidden,
      meaning: Bilingual(zh: "没有操作这个构建的权限。", en: "You may not do this to the build."),
      remedy: Bilingual(zh: "由启动人或流水线的执行者操作，或申请流水线的执行权限。", en: "Have its starter do it, or apply for the right to run the pipeline."),
      isBeforeWork: true),
    Fault(
      "pipelineNameTaken", codes: ["2101013"], status: 409, kind: .conflict,
      meaning: Bilingual(zh: "流水线名称已存在。", en: "The pipeline's name is taken."),
      remedy: Bilingual(zh: "换一个名称。", en: "Take another name."), isBeforeWork: true),
    Fault(
      "projectNotFound", texts: ["not find, please check it"], status: 404, kind: .notFound,
      meaning: Bilingual(zh: "项目不存在。", en: "No such project."),
      remedy: Bilingual(
        zh: "project 填项目英文名（projectCode），不是中文名，也不是 32 位 id。",
        en: "project is the project's English name (projectCode), neither its title nor its 32-digit id.")),
  ]
}
