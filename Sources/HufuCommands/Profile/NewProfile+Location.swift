import HufuClient
import HufuProfiles
import HufuSigning

extension NewProfile {
  /// Makes a profile of a server's address or of a page's, as it was copied from the browser; what else was given wins over what the page
  /// says. Tells what was filled in.
  ///
  /// - Throws: ``ConfigurationError`` for an address that is none, or a page that is not known; ``UsageError`` for the items.
  init(_ name: String, platform: any Platform.Type, pasted text: String, items: [String], in shell: Shell) throws {
    let location = try platform.location(of: text)
    self.init(name, platform: platform, url: location.url)
    for item in items { try take(item) }
    var filled: [String] = []
    for (name, value) in location.settings.sorted(by: { $0.key < $1.key }) where settings[name] == nil {
      settings[name] = value
      filled.append("\(name)=\(value)")
    }
    for (name, value) in location.defaults.sorted(by: { $0.key < $1.key }) where defaults[name] == nil {
      defaults[name] = value
      filled.append("defaults.\(name)=\(value)")
    }
    if !filled.isEmpty {
      let list = filled.joined(separator: ", ")
      shell.say(shell.text("从页面地址填入：url=\(url), \(list)。", "filled in from the page's address: url=\(url), \(list)."))
    } else if location != Location(try BrowserAddress(text).url()) {
      shell.say(shell.text("从页面地址填入：url=\(url)。", "filled in from the page's address: url=\(url)."))
    }
    if !location.arguments.isEmpty {
      let list = location.arguments.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
      shell.say(shell.text("页面上的 \(list) 不写入 profile，调用时给出。", "\(list) of that page is not kept; give it with the call."))
    }
  }
}
