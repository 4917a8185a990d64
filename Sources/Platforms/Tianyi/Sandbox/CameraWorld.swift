import HufuClient
import HufuSandbox
import HufuSigning

/// The made-up cameras and directories: the same for the same seed, their states a function of the time.
struct CameraWorld: Sendable {
  struct Region: Sendable {
    var id: Int
    var code: String
    var name: String
    var level: Int
    var parent: Int?
  }

  struct Camera: Sendable {
    /// From 0; its row id, which cursors name, is 1001 and on.
    var index: Int
    var code: String
    var name: String
    var region: Int
    var gbId: String

    var row: Int { 1001 + index }
  }

  static let cameraCount = 237
  private static let districts = ["东湖区", "西山区", "南苑区", "北辰区"]
  private static let places = ["路口", "小区大门", "学校门口", "公园入口", "商铺", "停车场", "河道断面", "仓库"]

  let seed: UInt64
  let regions: [Region]
  let cameras: [Camera]

  init(seed: UInt64) {
    self.seed = seed
    var regions = [Region(id: 65_881_000, code: "32-1", name: "示例市视联监控", level: 1, parent: nil)]
    for (number, district) in Self.districts.enumerated() {
      let id = 65_881_100 + 100 * number
      regions.append(Region(id: id, code: "32-1-\(number + 1)", name: district, level: 2, parent: 65_881_000))
      for street in 1...3 {
        regions.append(
          Region(id: id + street, code: "32-1-\(number + 1)-\(street)", name: "\(district)第\(street)街道", level: 3, parent: id))
      }
    }
    let streets = regions.filter { $0.level == 3 }
    var random = SplitMix64(seed: seed)
    cameras = (0..<Self.cameraCount).map { index in
      // The first street has more than one page of cameras; the others share the rest.
      let street = index < 120 ? streets[0] : streets[1 + index % (streets.count - 1)]
      let place = Self.places[Int(random.next() % UInt64(Self.places.count))]
      return Camera(
        index: index, code: Self.code(of: index), name: "\(street.name)\(place)\(index + 1)号", region: street.id,
        gbId: "320105010013200" + String(10_001 + index))
    }
    self.regions = regions
  }

  static func code(of index: Int) -> String { "3HKC05" + String(String(100_000_001 + index).dropFirst()) }

  func camera(_ form: SignedForm) throws(Refusal) -> Camera {
    guard let code = form["deviceCode"], let camera = cameras.first(where: { $0.code == code }) else {
      throw Refusal("deviceNotPermitted", says: "用户无设备权限")
    }
    return camera
  }

  func region(_ id: String?) throws(Refusal) -> Region {
    guard let region = regions.first(where: { String($0.id) == id }) else {
      throw Refusal("directoryNotPermitted", says: "获取业务树目录列表异常")
    }
    return region
  }

  func children(of parent: Int?) -> [Region] { regions.filter { $0.parent == parent } }

  /// The cameras of a directory and of all below it.
  func cameras(below region: Region) -> [Camera] {
    var inside: Set<Int> = [region.id]
    for candidate in regions { if let parent = candidate.parent, inside.contains(parent) { inside.insert(candidate.id) } }
    return cameras.filter { inside.contains($0.region) }
  }

  func path(of id: Int) -> String {
    guard let region = regions.first(where: { $0.id == id }) else { return "" }
    return region.parent.map { path(of: $0) + "/" + region.name } ?? region.name
  }

  /// 0 offline, 1 online, 2 asleep: changes by the hour.
  func status(of camera: Camera, at now: Timestamp) -> Int {
    switch roll(camera.index, UInt64(now.milliseconds / 3_600_000)) % 13 {
    case 0: 0
    case 1: 2
    default: 1
    }
  }

  /// A number that is the same for the same camera and salt.
  func roll(_ index: Int, _ salt: UInt64) -> UInt64 {
    var random = SplitMix64(seed: seed ^ (UInt64(index + 1) &* 0x9E37_79B9) ^ (salt &* 0xC2B2_AE35))
    return random.next()
  }

  /// Hex digits that are the same for the same camera and salt.
  func digits(_ count: Int, _ index: Int, _ salt: UInt64) -> String {
    var random = SplitMix64(seed: roll(index, salt))
    return String((0..<count).map { _ in Character(Unicode.Scalar(Hex.digit(UInt8(random.next() & 15)))) })
  }
}
