import ArgumentParser
import HufuClient
import HufuPlatforms
import HufuProfiles
import HufuSigning

/// `hufu profile`
struct ProfileCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "profile", abstract: help("profile：列出、查看、新建、删除、检查", "Profiles: list, show, add, remove, check"),
      subcommands: [ProfileList.self, ProfileShow.self, ProfileAdd.self, ProfileRemove.self, ProfileCheck.self])
  }
}

extension ProfileFile {
  /// The profiles as this shell sees them.
  static func read(in shell: Shell) throws -> ProfileFile { try ProfileFile(platforms: Platforms.all, environment: shell.environment) }
}

/// `hufu profile list`
struct ProfileList: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(commandName: "list", abstract: help("列出全部 profile", "List all profiles"))
  }
  @OptionGroup var global: GlobalOptions
  @OptionGroup var options: OutputOptions

  func run() async throws {
    let shell = Shell.current
    let file = try ProfileFile.read(in: shell)
    guard !file.names.isEmpty else {
      return shell.say(
        Bilingual(
          zh: "\(file.path) \(file.exists ? "里还没有 profile" : "不存在")。试试 hufu sandbox --write-profiles hufu.yaml，或 hufu profile add。",
          en:
            "\(file.exists ? "There are no profiles in \(file.path) yet" : "\(file.path) does not exist"). Try hufu sandbox --write-profiles hufu.yaml, or hufu profile add."
        ))
    }
    let rows: [JSONValue] = file.names.map { name in
      do {
        let profile = try file.profile(name)
        return ["profile": .string(name), "platform": .string(profile.platform.id), "url": .string("\(profile.endpoint)"), "problem": ""]
      } catch {
        let text = (error as? any ExplainedError).map { ErrorReport($0).line(in: shell.language) } ?? "\(error)"
        return ["profile": .string(name), "platform": "", "url": "", "problem": .string(shell.redactor.clean(text))]
      }
    }
    var writer = ResultWriter(options.output, in: shell)
    writer.write(payload: JSONWriter.compact(.array(rows)))
  }
}

/// `hufu profile show NAME`
struct ProfileShow: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(commandName: "show", abstract: help("每个值从哪里来；密钥不显示", "Where each value comes from; secrets are not shown"))
  }
  @OptionGroup var global: GlobalOptions
  @OptionGroup var options: OutputOptions
  @Argument(help: ArgumentHelp(zh: "profile 的名字", en: "the profile")) var name: String

  func run() async throws {
    let shell = Shell.current
    let profile = try ProfileFile.read(in: shell).profile(name)
    let rows: [JSONValue] = profile.entries.map {
      ["field": .string($0.name), "value": .string(shell.redactor.clean($0.text)), "origin": .string($0.origin.description)]
    }
    var writer = ResultWriter(options.output, in: shell)
    writer.write(payload: JSONWriter.compact(.array(rows)))
  }
}

/// `hufu profile check NAME`
struct ProfileCheck: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "check",
      abstract: help("检查 profile：字段、密钥引用、能否签名；不发送任何请求", "Judge a profile: fields, references, whether it can sign; sends nothing"))
  }
  @OptionGroup var profile: ProfileOptions

  func run() async throws {
    let shell = Shell.current
    try await profile.withConnection(in: shell) { connection in
      // A request nobody sends shows whether the scheme can sign with this credential.
      let probe = APIRequest(.get, "/")
      do {
        _ = try await connection.authorizer.sign(probe, .token, at: shell.timing.now(), nonce: shell.entropy.uuid())
      } catch let error as SigningError where error.reason == .tokenMissing {
        shell.say(shell.text("令牌会在第一次调用时获取。", "a token will be fetched at the first call."))
      } catch let error as SigningError where error.reason == .method {
        // A scheme without GET still has judged its credential.
      }
      shell.output.write(Array((shell.text("可以使用：", "usable: ") + "\(connection.platform) \(connection.endpoint)\n").utf8))
    }
  }
}

/// `hufu profile remove NAME`
struct ProfileRemove: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "remove",
      abstract: help(
        "从文件里删除一个 profile，丢弃只属于它的登录；其余内容不动",
        "Remove a profile from the file, and the sign-in that is its alone; the rest stays as it is"))
  }
  @OptionGroup var global: GlobalOptions
  @Argument(help: ArgumentHelp(zh: "profile 的名字", en: "the profile")) var name: String

  func run() async throws {
    let shell = Shell.current
    let path = ProfileFile.standardPath(shell.environment)
    // One that cannot be read has no server whose tokens would be its own.
    let profile = try? ProfileFile.read(in: shell).profile(name)
    try await ProfileWriter(path: path, timing: shell.timing, entropy: shell.entropy).remove(name)
    shell.say(shell.text("已从 \(path) 删除 \(name)。", "removed \(name) from \(path)."))
    if let profile { try await Self.forgetSignIn(of: profile, in: shell.tokenStore) }
  }

  /// A later profile of the same name must not speak for whoever signed in with this one.
  private static func forgetSignIn(of profile: Profile, in store: FileTokenStore) async throws {
    for (key, _) in await store.all()
    where key.belongs(toSignIn: profile.name) && key.platform == profile.platform.id && key.endpoint == profile.endpoint.description {
      try await store.forget(key)
    }
  }
}
