import HufuClient
import HufuSigning

extension Build {
  /// What a build that went well leaves behind: a package and a handful of reports, more than one page of them.
  func artifacts(_ call: Call) -> [JSONValue] {
    guard timeline.verdict == .succeeded, let end = timeline.end, timeline.hasEnded(at: call.moment.now) else { return [] }
    return artifactNames.map { name in
      let path = "/\(pipeline.id)/\(id)/\(name)"
      return [
        "name": .string(name), "fullName": .string(name), "path": .string(path), "fullPath": .string(path),
        "size": .int(artifact(name)?.count ?? 0),
        "folder": false, "modifiedTime": call.stamp(end), "artifactoryType": "PIPELINE",
        "md5": .string(Hex.encode(MD5Hash.hash(artifact(name) ?? []))),
        "properties": [["key": "buildNo", "value": .string(String(number))]],
      ]
    }
  }

  private var artifactNames: [String] {
    let target = parameter("TARGET") ?? "linux-amd64"
    return ["demo-\(target).tar.gz", "coverage.html"] + (1...22).map { "report-\($0 < 10 ? "0" : "")\($0).xml" }
  }

  /// The bytes of one artifact; nil when there is none of that name.
  func artifact(_ name: String) -> [UInt8]? {
    guard artifactNames.contains(name) else { return nil }
    return Array("\(pipeline.name) #\(number) \(name)\n".utf8)
  }
}
