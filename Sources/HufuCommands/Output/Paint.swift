/// Colours of a terminal, where they are welcome.
enum Paint: String {
  case bold = "1"
  case dim = "2"
  case red = "31"
  case green = "32"
  case yellow = "33"
  case cyan = "36"

  static let end = "\u{1B}[0m"

  /// - Parameter isOn: ``OutputStream/isColoured(_:)`` of where it goes.
  func callAsFunction(_ text: String, _ isOn: Bool) -> String { isOn ? "\u{1B}[\(rawValue)m" + text + Self.end : text }
}
