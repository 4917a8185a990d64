package import ArgumentParser
import HufuSigning

/// What every command takes.
package struct GlobalOptions: ParsableArguments {
  @Option(
    name: .customLong("lang"), help: ArgumentHelp(zh: "输出语言：zh 或 en（默认取 LANG）", en: "language of messages: zh or en (default from LANG)"))
  var language: String?

  package init() {}

  package mutating func validate() throws {
    if let language, Language(rawValue: language) == nil { throw ValidationError(help("--lang 应为 zh 或 en", "--lang is zh or en")) }
  }
}

/// How a result is printed.
package struct OutputOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      zh: "输出形式：json、jsonl、table、csv、raw（终端默认 table，否则 json）",
      en: "json, jsonl, table, csv or raw (default: table on a terminal, else json)"))
  var output: OutputFormat?

  package init() {}
}
