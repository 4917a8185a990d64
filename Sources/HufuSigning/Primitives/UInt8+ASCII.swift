extension UInt8 {
  /// Space, tab, carriage return or line feed: what JSON and PEM take for white space.
  var isBlank: Bool { self == 0x20 || self == 0x09 || self == 0x0D || self == 0x0A }

  /// An ASCII digit.
  var isDigit: Bool { self &- UInt8(ascii: "0") < 10 }
}
