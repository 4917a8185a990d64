import ArgumentParser
import HufuClient
import HufuPlatforms
import HufuSigning

/// `hufu platforms`
struct PlatformsCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(commandName: "platforms", abstract: help("列出支持的平台", "List the platforms Hufu knows"))
  }
  @OptionGroup var global: GlobalOptions
  @OptionGroup var options: OutputOptions

  func run() async throws {
    let shell = Shell.current
    let rows: [JSONValue] = try Platforms.all.map { platform in
      [
        "id": .string(platform.id), "title": .string(platform.title[shell.language]),
        "operations": .int(try platform.entries().count), "jobs": .string(platform.jobDescriptions.map(\.name).joined(separator: ", ")),
        "credentials": .string(platform.fields.map { $0.isRequired ? $0.name : $0.name + "?" }.joined(separator: ", ")),
        "settings": .string(platform.settingFields.map(\.name).joined(separator: ", ")),
      ]
    }
    var writer = ResultWriter(options.output, in: shell)
    writer.write(payload: JSONWriter.compact(.array(rows)))
  }
}
