import HufuSigning

/// A project of the made-up world.
struct Project: Sendable {
  /// `projectCode`, also called `englishName`: what stands in addresses.
  let code: String
  let name: String
  /// Whether everybody may see it; the others are the administrator's.
  var isPublic = false

  /// More than ten, so that a list of v4 does not show all of them unless asked for more.
  static let all = [
    Project(code: "demo", name: "虎符演示", isPublic: true), Project(code: "payment", name: "支付中台"), Project(code: "gateway", name: "接入网关"),
    Project(code: "mobile", name: "移动客户端"), Project(code: "search", name: "搜索服务"), Project(code: "billing", name: "计费系统"),
    Project(code: "monitor", name: "监控平台"), Project(code: "datalake", name: "数据湖"), Project(code: "iam", name: "权限中心"),
    Project(code: "cms", name: "内容管理"), Project(code: "wiki", name: "知识库"), Project(code: "infra", name: "基础设施"),
    Project(code: "sandbox", name: "沙箱试验田", isPublic: true),
  ]

  /// A ProjectVO: the platform gives several members twice, in two spellings.
  func answer(number: Int) -> JSONValue {
    [
      "id": .int(number), "projectId": .string(StableID.hex("project " + code)), "project_id": .string(StableID.hex("project " + code)),
      "projectCode": .string(code), "project_code": .string(code), "englishName": .string(code), "projectName": .string(name),
      "project_name": .string(name), "projectType": 0, "creator": "admin", "approvalStatus": 2, "approval_status": 2, "enabled": true,
      "is_offlined": false, "channelCode": "BS", "description": .string("\(name)（沙箱数据）"), "deptName": "", "routerTag": "",
    ]
  }
}
