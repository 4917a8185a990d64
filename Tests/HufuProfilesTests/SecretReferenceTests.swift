import Foundation
import HufuClient
import HufuProfiles
import HufuSigning
import Testing

@Suite struct SecretReferenceTests {
  @Test(
    arguments: [
      ("env:NAME", .environment("NAME"), "env:NAME"), ("file:~/key", .file("~/key"), "file:~/key"),
      ("cmd:pass show ms/secret", .command("pass show ms/secret"), "cmd:pass …"),
      ("cmd:TOKEN=hunter2 vault read x", .command("TOKEN=hunter2 vault read x"), "cmd:…"),
      ("cmd:printf\thunter22-secret", .command("printf\thunter22-secret"), "cmd:printf …"),
      ("cmd:cat<<<hunter22-secret", .command("cat<<<hunter22-secret"), "cmd:…"),
      ("cmd:~/bin/tok-1.sh\nx", .command("~/bin/tok-1.sh\nx"), "cmd:~/bin/tok-1.sh …"),
      ("keyring:hufu/me/x", .keyring(service: "hufu", account: "me/x"), "keyring:hufu/me/x"),
      ("literal:env:NAME", .literal(Secret("env:NAME")), "literal:<redacted>"), ("plain", .literal(Secret("plain")), "literal:<redacted>"),
      ("http://a:b", .literal(Secret("http://a:b")), "literal:<redacted>"),
    ] as [(String, SecretReference, String)])
  func spellings(_ text: String, _ reference: SecretReference, _ shown: String) throws {
    let read = try SecretReference(text)
    #expect(read == reference)
    #expect(read.description == shown)
    #expect(try SecretReference(read.written) == read)
  }

  @Test(arguments: ["env:", "file:", "cmd:", "keyring:", "keyring:service", "keyring:/"])
  func incomplete(_ text: String) {
    #expect(throws: ConfigurationError.self) { try SecretReference(text) }
  }
}

@Suite struct SecretResolverTests {
  private let folder: TemporaryFolder
  private let path = "/usr/local/bin:/usr/bin:/bin"

  init() throws { folder = try TemporaryFolder() }

  private func resolver(_ more: [String: String] = [:], timeout: Duration = .seconds(60)) -> SecretResolver {
    let environment = ["PATH": path, "HOME": folder.path].merging(more) { $1 }
    return SecretResolver(environment: environment, commandTimeout: timeout, keyringTimeout: timeout)
  }

  private func failure(_ reference: SecretReference, by resolver: SecretResolver) async throws -> ConfigurationError {
    try await #require(throws: ConfigurationError.self) { _ = try await resolver.resolve(reference) }
  }

  @Test func environment() async throws {
    #expect(try await resolver(["KEY": "value"]).resolve(.environment("KEY")).reveal() == "value")
    for resolver in [resolver(), resolver(["KEY": ""])] {
      let error = try await failure(.environment("KEY"), by: resolver)
      #expect(error.message.en.contains("KEY"))
    }
  }

  @Test func file() async throws {
    try folder.write("line 1\nline 2\n\r\n", to: "key")
    #expect(try await resolver().resolve(.file("~/key")).reveal() == "line 1\nline 2")
    #expect(try await resolver().resolve(.file(folder.path + "/key")).reveal() == "line 1\nline 2")
  }

  @Test(arguments: [0o640, 0o604, 0o620])
  func openFileIsRefused(_ mode: Int) async throws {
    let file = try folder.write("hunter22", to: "key", mode: mode)
    let error = try await failure(.file(file), by: resolver())
    #expect(error.remedy?.en == "Run chmod 600 \(file)")
    #expect(!"\(error)".contains("hunter22"))
  }

  @Test func fileWithNothingInIt() async throws {
    let file = try folder.write("\n", to: "key")
    #expect(try await failure(.file(file), by: resolver()).message.en.contains("empty"))
    #expect(try await failure(.file("/no/such"), by: resolver()).message.en.contains("does not exist"))
  }

  @Test func commandRunsOnce() async throws {
    let resolver = resolver(["WORD": "secret"])
    let command = SecretReference.command("echo run >> \(folder.path)/runs; echo \"$WORD text\"")
    async let first = resolver.resolve(command)
    async let second = resolver.resolve(command)
    #expect(try await [first, second, resolver.resolve(command)].map { $0.reveal() } == ["secret text", "secret text", "secret text"])
    #expect(try folder.read("runs") == "run\n")
  }

  @Test func commandThatFails() async throws {
    let error = try await failure(.command("echo hunter22; echo 'not unlocked' >&2; echo more >&2; exit 7"), by: resolver())
    #expect(error.message.en.contains("7"))
    #expect(error.message.en.contains("not unlocked"))
    #expect(!"\(error)".contains("hunter22") && !"\(error)".contains("more"))
    #expect(try await failure(.command("true"), by: resolver()).message.en.contains("printed nothing"))
  }

  /// What a tool prints may be more than the secret, and it may repeat on stderr only the secret.
  @Test(arguments: [
    #"{"t":"hunter22-secret"}"#, "token=hunter22-secret", "https://u:hunter22-secret@h/", "hunter22-secret", "'hunter22-secret',",
  ])
  func commandThatComplainsAboutWhatItPrinted(_ output: String) async throws {
    let resolver = resolver(["OUTPUT": output])
    let error = try await failure(.command("printf %s \"$OUTPUT\"; echo 'bad hunter22-secret' >&2; exit 3"), by: resolver)
    #expect(error.message.en.contains("bad <redacted>"))
    #expect(!"\(error)".contains("hunter22"))
  }

  @Test(.enabled(if: geteuid() == 0, "only root can give a file away"))
  func fileOfSomebodyElseIsRefused() async throws {
    let file = try folder.write("hunter22", to: "key")
    #expect(chown(file, 12_345, 12_345) == 0)
    let error = try await failure(.file(file), by: resolver())
    #expect(error.message.en.contains("another user"))
    #expect(!"\(error)".contains("hunter22"))
  }

  @Test(.timeLimit(.minutes(5)), arguments: ["sleep 300", "sleep 300; echo x", "sleep 300 & wait"])
  func commandThatHangs(_ command: String) async throws {
    let error = try await failure(.command(command), by: resolver(timeout: .milliseconds(200)))
    #expect(error.message.en.contains("did not end"))
  }

  @Test func keyring() async throws {
    try folder.write(
      "#!/bin/sh\n[ \"$*\" = 'lookup service hufu account me' ] && printf secret || exit 1\n", to: "secret-tool", mode: 0o755)
    let resolver = resolver(["PATH": folder.path + ":" + path])
    #expect(try await resolver.resolve(.keyring(service: "hufu", account: "me")).reveal() == "secret")
    let error = try await failure(.keyring(service: "hufu", account: "you"), by: resolver)
    #expect(error.message.en.contains("hufu/you"))
  }

  @Test(.timeLimit(.minutes(5))) func keyringThatHangs() async throws {
    try folder.write("#!/bin/sh\nsleep 300\n", to: "secret-tool", mode: 0o755)
    let resolver = resolver(["PATH": folder.path + ":" + path], timeout: .milliseconds(200))
    let error = try await failure(.keyring(service: "hufu", account: "me"), by: resolver)
    #expect(error.message.en.contains("did not answer"))
    #expect(error.remedy?.en.contains("Unlock") == true)
  }

  @Test func keyringThatIsNotThere() async throws {
    let error = try await failure(.keyring(service: "hufu", account: "me"), by: resolver(["PATH": folder.path]))
    #expect(error.message.en == "secret-tool is not installed.")
    #expect(error.remedy != nil)
  }
}
