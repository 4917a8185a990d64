/// A JSON number as CPython reads and prints it: an int of any size, or a double in its shortest form.
enum PythonNumber {
  /// `repr(json.loads(spelling))`, with `inf` for what overflows.
  static func repr(_ spelling: String) -> String {
    guard spelling.utf8.contains(where: { ".eE".utf8.contains($0) }), let value = Double(spelling) else {
      return spelling == "-0" ? "0" : spelling
    }
    return repr(value)
  }

  /// CPython's `float.__repr__`: the shortest digits that read back the same, an exponent below 1e-4 and from 1e16.
  static func repr(_ value: Double) -> String {
    guard value.isFinite else { return value.isNaN ? "nan" : value < 0 ? "-inf" : "inf" }
    let sign = value.sign == .minus ? "-" : ""
    let (digits, point) = shortest(value.magnitude)
    let length = digits.utf8.count
    return switch point {
    case -3...0: "\(sign)0.\(zeros(-point))\(digits)"
    case 1...16 where length <= point: "\(sign)\(digits)\(zeros(point - length)).0"
    case 1...16: "\(sign)\(digits.prefix(point)).\(digits.dropFirst(point))"
    default: "\(sign)\(scientific(digits, exponent: point - 1))"
    }
  }

  private static func scientific(_ digits: String, exponent: Int) -> String {
    let fraction = digits.utf8.count > 1 ? ".\(digits.dropFirst())" : ""
    let size = String(exponent.magnitude)
    return "\(digits.prefix(1))\(fraction)e\(exponent < 0 ? "-" : "+")\(zeros(2 - size.utf8.count))\(size)"
  }

  /// The significant digits of Swift's own shortest form, and where the decimal point stands: 0.00123 is ("123", -2).
  private static func shortest(_ magnitude: Double) -> (digits: String, point: Int) {
    let parts = magnitude.description.split(separator: "e")
    let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    let digits = mantissa.joined()
    let significant = digits.drop { $0 == "0" }
    guard !significant.isEmpty else { return ("0", 1) }
    let leading = digits.count - significant.count
    let trailing = significant.reversed().prefix { $0 == "0" }.count
    return (String(significant.dropLast(trailing)), mantissa[0].count + exponent - leading)
  }

  private static func zeros(_ count: Int) -> String {
    String(repeating: "0", count: max(0, count))
  }
}
