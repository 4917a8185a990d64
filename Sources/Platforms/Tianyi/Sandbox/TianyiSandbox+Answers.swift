import HufuClient
import HufuSigning

extension TianyiSandbox {
  /// What stands in `data`, before it is sealed.
  mutating func data(
    for operation: Operation, _ form: SignedForm, _ request: APIRequest, at now: Timestamp
  ) throws(Refusal) -> JSONValue {
    switch operation.name {
    case "authpage.get": try authorizationPage(form, request, at: now)
    case "token.exchange", "token.refresh": try token(form, at: now)
    case let name where name.hasPrefix("region") || name.hasPrefix("tree."): try directory(name, form, at: now)
    case let name where name.hasPrefix("devices."): try deviceList(name, form)
    case let name where name.hasPrefix("device."): try device(name, form, at: now)
    case let name where name.hasPrefix("stream."): try stream(name, form, at: now)
    case "alarms.list": try alarms(form, at: now)
    default: try recording(operation.name, form, at: now)
    }
  }

  private func directory(_ name: String, _ form: SignedForm, at now: Timestamp) throws(Refusal) -> JSONValue {
    switch name {
    case "regions.list":
      let parent = try Self.given(form["regionId"]).map { id throws(Refusal) in try world.region(id) }
      return .array(world.children(of: parent?.id).map(world.summary))
    case "region.path": return ["path": .string(world.path(of: try world.region(form["regionId"]).id))]
    case "region.totals":
      return .array(
        (form["regionIds"] ?? "").split(separator: ",").compactMap { id in world.regions.first { String($0.id) == id } }.map {
          ["regionId": .int($0.id), "totalCount": .int(world.cameras(below: $0).count)]
        })
    case "region.online":
      let parent = Self.given(form["regionCode"]).flatMap { code in world.regions.first { $0.code == code } }
      return .array(world.children(of: parent?.id).map { world.counts(of: $0, at: now) })
    case "tree.totals": return world.totals(at: now)
    default: throw Refusal("interfaceUnsupported", says: "接口不支持")
    }
  }

  private mutating func deviceList(_ name: String, _ form: SignedForm) throws(Refusal) -> JSONValue {
    switch name {
    case "devices.list": return try devicesByCursor(form)
    case "devices.page":
      let region = try world.region(form["regionId"])
      return try numbered(
        world.cameras.filter { $0.region == region.id }.map { ["deviceCode": .string($0.code), "deviceName": .string($0.name)] }, form)
    case "devices.within":
      let cameras = world.cameras.filter { camera in
        Self.isBetween(world.longitude(of: camera), form["longitude"]) && Self.isBetween(world.latitude(of: camera), form["latitude"])
          && Self.given(form["deviceCode"]).map { $0 == camera.code } ?? true
          && Self.given(form["deviceName"]).map { camera.name.contains($0) } ?? true
      }
      return try numbered(cameras.map(world.placed), form)
    default: throw Refusal("interfaceUnsupported", says: "接口不支持")
    }
  }

  /// `getAllDeviceListNew`: a cursor that names the last row; total on the first page only.
  private mutating func devicesByCursor(_ form: SignedForm) throws(Refusal) -> JSONValue {
    guard let last = Int(form["lastId"] ?? ""), last >= 0 else { throw .systemError }
    let cameras =
      try Self.given(form["cusRegionId"]).map { id throws(Refusal) in world.cameras(below: try world.region(id)) } ?? world.cameras
    let size = Self.size(form, most: 100)
    let asked = cameras.firstIndex { $0.row > last } ?? cameras.count
    let start = disturbance.start(asked, size: size)
    let page = cameras[start..<min(start + size, cameras.count)]
    let end = min(asked + size, cameras.count)
    return [
      "lastId": end == cameras.count ? -1 : .int(cameras[end - 1].row), "pageSize": .int(size),
      "total": last == 0 ? .int(disturbance.total(cameras.count)) : .null, "listSize": .int(page.count),
      "list": .array(page.map(world.listed)),
    ]
  }

  private func device(_ name: String, _ form: SignedForm, at now: Timestamp) throws(Refusal) -> JSONValue {
    if name == "device.statuses" || name == "device.states" { return try statuses(form, most: name == "device.states" ? 20 : 200, at: now) }
    let camera = try world.camera(form)
    let code = JSONValue.string(camera.code)
    switch name {
    case "device.get": return world.detail(of: camera, at: now)
    case "device.basics": return world.basics(of: camera)
    case "device.owner": return ["deviceCode": code, "phone": .string(Tianyi.Sample.enterpriseUser)]
    case "device.source": return ["deviceSource": 1, "deviceCode": code]
    case "device.path": return world.paths(of: camera)
    case "device.status": return ["status": .int(world.status(of: camera, at: now)), "deviceCode": code]
    case "device.config": return ["deviceInfo": ["volume": "100", "netType": 0]]
    case "device.camera": return ["cameraInfo": ["gat1400Switch": 1, "superCodesStatus": 0, "oneKeyPushStreamInfo": .null]]
    default: throw Refusal("interfaceUnsupported", says: "接口不支持")
    }
  }

  /// Online states; with `queryData` 2 or 3 cloud storage and binding, which all cameras here have.
  private func statuses(_ form: SignedForm, most: Int, at now: Timestamp) throws(Refusal) -> JSONValue {
    let codes = (form["deviceCodes"] ?? "").split(separator: ",")
    guard !codes.isEmpty, codes.count <= most else { throw .systemError }
    let isAboutOnline = (form["queryData"] ?? "1") == "1"
    return .array(
      codes.map { code in
        let camera = world.cameras.first { $0.code == code }
        let status = camera.map { isAboutOnline ? world.status(of: $0, at: now) : 1 } ?? -1
        return ["deviceCode": .string(String(code)), "status": .int(status)]
      })
  }

  private func stream(_ name: String, _ form: SignedForm, at now: Timestamp) throws(Refusal) -> JSONValue {
    let camera = try world.camera(form)
    switch name {
    case "stream.hls":
      let life = Int64(form["expire"] ?? "").map { min($0, 1800) } ?? 300
      return world.live(form["supportDomain"] == "1" ? "https" : "http", camera, at: now, port: 8080, lives: life)
    case "stream.rtmp": return world.live("rtmp", camera, at: now, port: 1935, lives: 600)
    case "stream.flv": return world.live("https", camera, at: now, port: 8007, lives: 600)
    case "stream.rtsp": return world.live("rtsp", camera, at: now, port: 10_003, lives: 600)
    case "stream.webrtc": return world.live("webrtc", camera, at: now, port: 8443, lives: 600)
    case "stream.h5": return world.browserStreams(camera, at: now)
    default: throw Refusal("interfaceUnsupported", says: "接口不支持")
    }
  }

  private func alarms(_ form: SignedForm, at now: Timestamp) throws(Refusal) -> JSONValue {
    let types = (form["alertTypeList"] ?? "").split(separator: ",").map(String.init)
    let alarms = world.alarms(of: try world.camera(form), at: now).filter { alarm in
      let time = alarm["createTime"]?.text ?? ""
      return types.contains(alarm["alertType"]?.scalarText ?? "") && Self.given(form["startTime"]).map { time >= $0 } ?? true
        && Self.given(form["endTime"]).map { time <= $0 } ?? true
    }
    let size = Self.size(form, most: 50)
    let start = (max(Int(form["pageNo"] ?? "1") ?? 1, 1) - 1) * size
    return .array(Array(alarms.dropFirst(start).prefix(size)))
  }

  private mutating func recording(_ name: String, _ form: SignedForm, at now: Timestamp) throws(Refusal) -> JSONValue {
    let recordings = Recordings(world: world, camera: try world.camera(form), now: now)
    if name == "folders.list" { return ["list": .array(recordings.folders)] }
    if name == "files.list" {
      let isByTime = form["type"] == "2"
      let files = recordings.files(
        of: form["path"] ?? "", from: isByTime ? form["startDate"] : nil, to: isByTime ? form["endDate"] : nil)
      return try numbered(form["orderBy"] == "2" ? files : files.reversed(), form)
    }
    guard let file = form["id"] ?? form["fileId"], recordings.has(file) else { throw Refusal("systemError", says: "文件不存在") }
    switch name {
    case "file.url":
      return ["url": .string(recordings.address(of: file, scheme: form["isHttp"] == "1" ? "http" : "https", name: "download.ps"))]
    case "file.rtmp": return .string(recordings.address(of: file, scheme: "rtmp", name: "0_0"))
    case "file.hls": return .string(recordings.address(of: file, scheme: form["type"] == "4" ? "https" : "http", name: "0_0/hls.m3u8"))
    default: throw Refusal("interfaceUnsupported", says: "接口不支持")
    }
  }

  /// `pageNo` and `pageSize` from 1 and 10, fifty at most.
  private mutating func numbered(_ items: [JSONValue], _ form: SignedForm) throws(Refusal) -> JSONValue {
    guard let number = Int(form["pageNo"] ?? "1"), number >= 1, number < 1_000_000 else { throw .systemError }
    let size = Self.size(form, most: 50)
    let start = disturbance.start((number - 1) * size, size: size)
    return [
      "pageNo": .int(number), "pageSize": .int(size), "totalCount": .int(disturbance.total(items.count)),
      "list": .array(Array(items.dropFirst(start).prefix(size))),
    ]
  }

  private static func size(_ form: SignedForm, most: Int) -> Int { min(max(Int(form["pageSize"] ?? "10") ?? 10, 1), most) }

  /// A parameter that was not left empty.
  private static func given(_ text: String?) -> String? { text.flatMap { $0.isEmpty ? nil : $0 } }

  /// Whether a coordinate lies in `from,to`; anywhere without a range.
  private static func isBetween(_ value: String, _ range: String?) -> Bool {
    let ends = (range ?? "").split(separator: ",").compactMap { Double($0) }
    guard ends.count == 2, let value = Double(value) else { return true }
    return value >= ends[0] && value <= ends[1]
  }
}
