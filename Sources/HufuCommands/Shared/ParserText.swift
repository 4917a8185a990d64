import HufuClient
import HufuSigning

/// The argument parser's own messages, which it has in English only, in Chinese too.
enum ParserText {
  static let help = Bilingual(zh: "hufu <命令> --help 说明用法。", en: "hufu COMMAND --help explains.")

  /// Phrases as the parser writes them, and what they are in Chinese; the rest of a message (names, values) stays.
  private static let phrases: [(en: String, zh: String)] = [
    ("Unexpected argument ", "多余的参数 "), ("Unknown option ", "没有选项 "), ("Missing expected argument ", "缺少参数 "),
    ("Missing value for ", "缺少值："), (" unexpected arguments: ", " 个多余的参数："), ("Unexpected subcommand ", "没有子命令 "),
    ("The value ", "值 "), (" is invalid for ", " 不适用于 "), ("Did you mean ", "是不是 "), ("Please provide one of ", "可用："),
    ("Missing one of: ", "缺少其中之一："), (" matches more than one ", " 有多种可能："),
  ]

  static func translated(_ message: String) -> Bilingual {
    let line = message.split(whereSeparator: \.isNewline).first.map(String.init) ?? message
    let english = line.hasSuffix(".") || line.hasSuffix("?") || line.hasSuffix("。") ? line : line + "."
    var chinese = phrases.reduce(english) { $0.replacing($1.en, with: $1.zh) }
    for (en, zh) in [("'. ", "'。"), ("'? ", "'？"), ("'.", "'。"), ("'?", "'？")] { chinese.replace(en, with: zh) }
    return Bilingual(zh: chinese, en: english)
  }
}
