import HufuClient
import HufuSigning

extension Client<BlueKingCI> {
  /// The files a build left behind, over all pages. v3 counts wrong, so only an empty page is the end (bk-ci issue 7834).
  ///
  /// Each is opened at an address asked for anew, because such an address does not stay good; nothing of ours goes there.
  func artifacts(of build: BuildID) async throws -> [Artifact] {
    var artifacts: [Artifact] = []
    var taken: Set<String> = []
    for try await item in try connection.items("artifacts.list", build.arguments.with("size", 100)) {
      guard item["folder"]?.bool != true, let place = (item["path"] ?? item["fullPath"])?.text else { continue }
      let type = item["artifactoryType"]?.text ?? "PIPELINE"
      guard var path = Self.path(of: place, below: build) else { throw Self.outside(place) }
      // Two stores, and perhaps one name in both.
      if taken.contains(path) { path = "\(type.lowercased())/\(path)" }
      taken.insert(path)
      let connection = connection
      artifacts.append(
        Artifact(path: path, size: item["size"]?.int, md5: item["md5"]?.text?.lowercased()) {
          let reply = try await connection.call(
            "artifact.url", ["project": .string(build.project), "type": .string(type), "path": .string(place)])
          guard let answer = try? JSONSlice(reply.payload), let address = (answer["url"] ?? answer["url2"])?.text else {
            throw APIError(
              .malformed, Bilingual(zh: "没有得到 \(place) 的下载地址。", en: "There is no download address for \(place)."), platform: BlueKingCI.id)
          }
          return try await connection.fetch(address)
        })
    }
    return artifacts
  }

  /// Where a file lies below its build: the store puts pipeline and build in front. nil for a path that would lead out.
  private static func path(of place: String, below build: BuildID) -> String? {
    var parts = place.split(separator: "/").map(String.init)
    if parts.starts(with: [build.pipeline, build.build]) { parts.removeFirst(2) }
    let isSafe = !parts.isEmpty && !parts.contains { $0 == "." || $0 == ".." || $0.contains("\\") || $0.contains("\0") }
    return isSafe ? parts.joined(separator: "/") : nil
  }

  private static func outside(_ place: String) -> APIError {
    APIError(
      .malformed,
      Bilingual(zh: "制品的路径 \(place) 会落到文件夹之外。", en: "The artifact's path \(place) would lead out of the folder."), platform: BlueKingCI.id)
  }
}
