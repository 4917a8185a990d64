import HufuClient
import HufuSigning

/// What the platform says about one camera or directory, field by field as the portal documents it (platforms/tianyi.md §4).
extension CameraWorld {
  func summary(of region: Region) -> JSONValue {
    [
      "id": .int(region.id), "regionCode": .string(region.code), "hasChildren": children(of: region.id).isEmpty ? 0 : 1,
      "havDevice": cameras.contains { $0.region == region.id } ? 1 : 0, "name": .string(region.name), "level": .int(region.level),
      "regionGBId": .string("3201050100" + String(region.id)),
    ]
  }

  func counts(of region: Region, at now: Timestamp) -> JSONValue {
    let inside = cameras(below: region)
    return [
      "deviceCount": .int(inside.count), "onlineCount": .int(inside.count { status(of: $0, at: now) == 1 }),
      "regionCode": .string(region.code),
    ]
  }

  func totals(at now: Timestamp) -> JSONValue {
    [
      "deviceCount": .int(cameras.count), "onlineCount": .int(cameras.count { status(of: $0, at: now) == 1 }),
      "updateTime": .string(ChinaTime(now).plain),
    ]
  }

  func listed(_ camera: Camera) -> JSONValue {
    [
      "deviceCode": .string(camera.code), "regionGBId": .string("3201050100" + String(camera.region)),
      "deviceName": .string(camera.name), "gbId": .string(camera.gbId), "sourceGbId": .null,
    ]
  }

  func detail(of camera: Camera, at now: Timestamp) -> JSONValue {
    let code = regions.first { $0.id == camera.region }?.code ?? ""
    return [
      "deviceCode": .string(camera.code), "deviceName": .string(camera.name), "deviceModel": "DH-CN-G58M", "factoryId": .null,
      "deviceType": 1, "firmwareVersion": "V2.820.10TX001.0.R.210817", "isCloudCamera": 0, "deviceFactory": "示例厂商",
      "ctei": .string("1838085" + String(30_000_001 + camera.index)), "isSelfBind": 1, "packageInfo": "7天云存",
      "latitude": .string(latitude(of: camera)), "longitude": .string(longitude(of: camera)),
      "onlineStatus": status(of: camera, at: now) == 1 ? 1 : 0, "cloudStatus": 1, "bandStatus": 1, "gbId": .string(camera.gbId),
      "importTime": "2023-10-09 09:21:49", "regionCode": .string(code), "fullRegionName": .string(path(of: camera.region)),
    ]
  }

  func basics(of camera: Camera) -> JSONValue {
    [
      "id": .int(111_111_000 + camera.index), "deviceCode": .string(camera.code), "deviceModel": "DH-CN-G58M",
      "importTime": "2023-10-09 09:21:49", "factoryId": .null, "deviceName": .string(camera.name),
      "longitude": .string(longitude(of: camera)), "latitude": .string(latitude(of: camera)), "location": "320105002", "isGbDevice": 0,
      "gbId": .string(camera.gbId), "isReport": 0, "deviceType": 1, "gat1400Id": .null, "reportTime": "2023-10-09 09:23:00",
    ]
  }

  func paths(of camera: Camera) -> JSONValue {
    let path = path(of: camera.region)
    return [
      "deviceFullPath": .string("\(path)/\(camera.name)"), "bizFullPath": .string("示例行业树/\(path)"),
      "provincialIndustryFullPath": [.string(path.split(separator: "/").joined(separator: ">"))],
    ]
  }

  func placed(_ camera: Camera) -> JSONValue {
    [
      "deviceCode": .string(camera.code), "longitude": .string(longitude(of: camera)), "latitude": .string(latitude(of: camera)),
      "deviceName": .string(camera.name),
    ]
  }

  func longitude(of camera: Camera) -> String { "118.7" + String(10_000 + 37 * camera.index) }
  func latitude(of camera: Camera) -> String { "31.9" + String(10_000 + 53 * camera.index) }

  /// Alarms of the last three days, newest first: motion every two hours, going offline and online again once a day.
  func alarms(of camera: Camera, at now: Timestamp) -> [JSONValue] {
    let hour = now.milliseconds / 3_600_000
    return stride(from: hour, to: hour - 72, by: -1).filter { $0 % 2 == 0 }.map { hour in
      let (type, what): (Int, String) =
        switch hour % 24 {
        case 4: (1, "离线")
        case 6: (10, "上线")
        case 12: (11, "有人移动")
        default: (2, "画面变动")
        }
      let time = ChinaTime(Timestamp(hour * 3_600_000 + Int64(roll(camera.index, UInt64(hour)) % 3_600_000))).withMilliseconds
      return [
        "id": .string("\(camera.row)\(hour)"), "deviceCode": .string(camera.code), "status": 0, "content": .string(camera.name + what),
        "alertType": .int(type), "createTime": .string(time), "updateTime": .string(time), "deviceName": .string(camera.name),
      ]
    }
  }
}
