import FoundationEssentials
import HufuSandbox
import HufuSandboxServer
import HufuSigning
import HufuTesting
import Testing

struct SandboxProfileFileTests {
  private let folder: URL
  private var path: String { folder.appending(path: "profiles.yaml").path }
  private let yaml: String

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "hufu-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    yaml = SandboxProfiles.yaml(baseURL: "http://127.0.0.1:7800", plan: try SandboxPlan([EchoPlatform.self]))
  }

  private func content() throws -> String { String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self) }

  private func mode() throws -> Int? { try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int }

  @Test func aNewFileIsForItsOwnerAlone() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try SandboxProfileFile.save(yaml, to: path)
    #expect(try content() == yaml)
    #expect(try mode() == 0o600)
  }

  @Test func itsOwnFileIsReplaced() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try SandboxProfileFile.save(yaml, to: path)
    try SandboxProfileFile.save(yaml + "# more\n", to: path)
    #expect(try content() == yaml + "# more\n")
    #expect(try mode() == 0o600)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["profiles.yaml"])
  }

  @Test(arguments: ["profiles: {}\n", ""])
  func anotherFileIsLeftAlone(_ old: String) throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(old.utf8).write(to: URL(filePath: path))
    let error = #expect(throws: SandboxProfileFileError.self) { try SandboxProfileFile.save(yaml, to: path) }
    #expect(error?.message.zh.contains("未改动") == true)
    #expect(try content() == old)
  }

  @Test func aSymlinkIsNotFollowed() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let target = folder.appending(path: "target").path
    try SandboxProfileFile.save(yaml, to: target)
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
    #expect(throws: SandboxProfileFileError.self) { try SandboxProfileFile.save(yaml + "# more\n", to: path) }
    #expect(try content() == yaml)
  }

  @Test func aFolderThatIsNotThereIsExplained() {
    let error = #expect(throws: SandboxProfileFileError.self) { try SandboxProfileFile.save(yaml, to: path + "/x/y.yaml") }
    #expect(error?.message.en.contains("No such file") == true)
    try? FileManager.default.removeItem(at: folder)
  }
}
