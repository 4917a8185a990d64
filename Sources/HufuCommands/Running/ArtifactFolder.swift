import Foundation
import HufuClient
import HufuSigning

/// The folder a run's files are saved into, each streamed, checked and put in place when whole.
struct ArtifactFolder {
  let path: String
  let shell: Shell

  init(_ path: String, in shell: Shell) {
    self.path = path
    self.shell = shell
  }

  /// Saves what the record's report lists. One that cannot be had is said in the record and spoils a pass: somebody is going to use them.
  func save(into record: inout RunRecord) async {
    guard let artifacts = record.outcome.report?.artifacts else { return }
    var saved = 0
    for artifact in artifacts {
      do {
        try Task.checkCancellation()
        try await saveTrying(artifact)
        saved += 1
      } catch  where Task.isCancelled || error is CancellationError {
        if record.exitCode == .ok { record.exitCode = .interrupted }
        break
      } catch {
        let trouble = error.explained
        record.notes.append(
          Bilingual(
            zh: "没有取到文件 \(artifact.path)：\(trouble.message.zh)", en: "The file \(artifact.path) was not saved: \(trouble.message.en)"))
        if record.exitCode == .ok { record.exitCode = trouble.kind.exitCode }
      }
    }
    record.notes.append(
      Bilingual(zh: "\(artifacts.count) 个文件中的 \(saved) 个已存到 \(path)。", en: "\(saved) of \(artifacts.count) files saved in \(path)."))
  }

  /// Makes the folder, before anything is started.
  ///
  /// - Throws: ``LocalError`` where it cannot be.
  func prepare() throws {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw LocalError(
        zh: "不能建立产物目录 \(path)。", en: "The folder for artifacts cannot be made: \(path).",
        remedy: Bilingual(zh: "检查路径和权限。", en: "Check its path and permissions."))
    }
  }

  /// How often a file is asked for whose line dropped.
  private static let attempts = 3

  private func saveTrying(_ artifact: Artifact) async throws {
    for attempt in 1... {
      do {
        return try await save(artifact)
      } catch let error as any ExplainedError where error.kind.isTransient && attempt < Self.attempts {
        try await shell.timing.sleep(.seconds(attempt))
      }
    }
  }

  private func save(_ artifact: Artifact) async throws {
    let place = try place(of: artifact)
    try FileManager.default.createDirectory(atPath: (place as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    let incoming = try await artifact.open()
    let file = try FileTarget(place, isPrivate: false)
    do {
      var digest = MD5Hash()
      var size: Int64 = 0
      for try await chunk in incoming.body {
        try file.write(chunk)
        digest.update(chunk)
        size += Int64(chunk.count)
      }
      let md5 = Hex.encode(digest.bytes)
      if let expected = artifact.size, expected != size { throw Self.broken(artifact, "\(expected) B", "\(size) B") }
      if let expected = artifact.md5, !expected.isEmpty, expected.lowercased() != md5 { throw Self.broken(artifact, expected, md5) }
      try file.finish()
    } catch {
      file.discard()
      throw error
    }
  }

  /// Below the folder, whatever the server calls it.
  private func place(of artifact: Artifact) throws -> String {
    let parts = artifact.path.split(separator: "/").map(String.init)
    guard !parts.isEmpty, parts.allSatisfy({ $0 != "." && $0 != ".." && !$0.contains("\0") }) else {
      throw LocalError(
        zh: "平台给出的文件路径「\(artifact.path)」不在目录之内。", en: "The platform's path \"\(artifact.path)\" leads out of the folder.")
    }
    return ([path] + parts).joined(separator: "/")
  }

  private static func broken(_ artifact: Artifact, _ expected: String, _ got: String) -> LocalError {
    LocalError(
      zh: "内容不完整：应为 \(expected)，收到 \(got)。", en: "It is not whole: \(expected) expected, \(got) received.",
      remedy: Bilingual(zh: "用 --resume 再取一次。", en: "Fetch it again with --resume."))
  }
}
