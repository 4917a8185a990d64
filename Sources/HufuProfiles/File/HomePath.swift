#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// `~/…` in a path: `HOME`, and where that is not set, as under `env -i` and in some services, what the system's list of users says.
enum HomePath {
  static func expand(_ path: String, _ environment: [String: String]) -> String {
    guard path == "~" || path.hasPrefix("~/") else { return path }
    let given = environment["HOME"].flatMap { $0.isEmpty ? nil : $0 }
    return (given ?? listed).map { $0 + path.dropFirst() } ?? path
  }

  private static var listed: String? {
    var user = passwd()
    var found: UnsafeMutablePointer<passwd>?
    var room = [CChar](repeating: 0, count: 16 << 10)
    guard getpwuid_r(geteuid(), &user, &room, room.count, &found) == 0, found != nil, let home = user.pw_dir else { return nil }
    let path = String(cString: home)
    return path.isEmpty ? nil : path
  }
}
