import ArgumentParser

/// Help in the shell's language.
func help(_ zh: String, _ en: String) -> String { Shell.current.text(zh, en) }

extension ArgumentHelp {
  /// Help in the shell's language.
  init(zh: String, en: String, valueName: String? = nil) {
    self.init(help(zh, en), valueName: valueName)
  }
}
