import HufuClient
import HufuSigning

/// What one camera has kept in the cloud: seven days, in files of five minutes.
struct Recordings {
  private static let days: Int64 = 7
  private static let fileLength: Int64 = 300_000

  let world: CameraWorld
  let camera: CameraWorld.Camera
  let now: Timestamp

  /// One folder a day, newest first.
  var folders: [JSONValue] {
    (0..<Self.days).map { day in
      let midnight = ChinaTime.midnight(before: Timestamp(now.milliseconds - day * 86_400_000))
      let time = ChinaTime(midnight)
      return [
        "id": .string("\(camera.row)\(time.day)"), "name": .string(time.day), "size": .int(starts(from: midnight).count * 3_129_378),
        "createDate": .string(time.plain),
      ]
    }
  }

  /// The files of a day (yyyyMMdd), oldest first, those between two minutes (yyyyMMddHHmm) if they are given.
  func files(of day: String, from: String? = nil, to: String? = nil) -> [JSONValue] {
    let midnights = (0..<Self.days).map { ChinaTime.midnight(before: Timestamp(now.milliseconds - $0 * 86_400_000)) }
    guard let midnight = midnights.first(where: { ChinaTime($0).day == day }) else { return [] }
    return starts(from: midnight).filter { start in
      let minute = ChinaTime(start).compactMinute
      return from.map { minute >= $0 } ?? true && to.map { minute <= $0 } ?? true
    }.map(file)
  }

  /// Whether a file of this id is kept.
  func has(_ id: String) -> Bool {
    guard let text = id.split(separator: "-").last, let start = Int64(text), id == self.id(Timestamp(start)) else { return false }
    let oldest = ChinaTime.midnight(before: Timestamp(now.milliseconds - (Self.days - 1) * 86_400_000))
    return start % Self.fileLength == 0 && Timestamp(start) >= oldest && start + Self.fileLength <= now.milliseconds
  }

  /// The address of a file by some way of playing it.
  func address(of id: String, scheme: String, name: String) -> String {
    "\(scheme)://192.0.2.30:9000/\(world.digits(32, camera.index, UInt64(id.utf8.reduce(0) { $0 &* 31 &+ UInt32($1) })))/\(name)"
  }

  /// When the finished files of a day begin.
  private func starts(from midnight: Timestamp) -> [Timestamp] {
    let end = min(midnight.milliseconds + 86_400_000, now.milliseconds)
    return stride(from: midnight.milliseconds, through: end - Self.fileLength, by: Int(Self.fileLength)).map { Timestamp($0) }
  }

  private func id(_ start: Timestamp) -> String { "650223_\(Tianyi.Sample.enterpriseUser)_\(camera.code)-\(start.milliseconds)" }

  private func file(_ start: Timestamp) -> JSONValue {
    let time = ChinaTime(start), end = ChinaTime(Timestamp(start.milliseconds + Self.fileLength))
    return [
      "id": .string(id(start)), "name": .string("\(time.compact)-\(end.compact).ps"),
      "iconUrl": .string("https://192.0.2.30/image/\(camera.code)/\(time.compact).jpg"),
      "size": .int(3_000_000 + world.roll(camera.index, UInt64(start.milliseconds)) % 600_000), "createDate": .string(time.plain),
      "fileType": "media", "lastOpTime": .string(time.plain),
    ]
  }
}
