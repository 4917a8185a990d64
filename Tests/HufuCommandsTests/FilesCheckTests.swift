import Foundation
import HufuClient
import HufuSigning
import HufuTesting
import Testing

/// What `hufu doctor` says of the files that hold secrets.
@Suite struct FilesCheckTests {
  @Test(arguments: [
    ("tokens/a.json", "{", 0o600, "torn"), ("tokens/a.json", "{}", 0o644, "open to others"), ("tokens/a.lock", "", 0o666, "open to others"),
    ("tokens/a.json.999999999-1.new", "x", 0o600, "killed process"), ("secrets/tca.token", "x", 0o644, "chmod 600"),
  ]) func aFileThatWouldNotBeBelievedIsNamed(_ name: String, _ text: String, _ mode: Int, _ words: String) async throws {
    let desk = try Desk()
    let parent = name.hasPrefix("secrets") ? desk.folder : desk.folder + "/cache/hufu"
    let file = parent + "/" + name
    try FileManager.default.createDirectory(
      atPath: URL(filePath: file).deletingLastPathComponent().path, withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
    #expect(try await desk.doctor().status("files") == "pass")
    FileManager.default.createFile(atPath: file, contents: Data(text.utf8))
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file)
    let found = try await desk.doctor()
    #expect(found.status("files") == "warn")
    let row = try #require(found.row("files"))
    let said = "\(row["finding"]?.text ?? "") \(row["remedy"]?.text ?? "")"
    #expect(said.contains(file) && said.contains(words), "\(said)")
  }
}
