import HufuSigning

/// Reads `name[>wire][@header][*][:type][(a|b or lo..hi)][=default]`.
struct ParameterText {
  var rest: Substring
  let line: Int
  let column: Int

  mutating func parameter() throws(CatalogueError) -> Parameter {
    let whole = rest
    let name = String(take(until: ">@*:(="))
    guard !name.isEmpty else { throw error("a parameter needs a name: '\(whole)'") }
    var parameter = Parameter(name: name)
    if eat(">") {
      parameter.wire = String(take(until: "@*:(="))
      if parameter.wire == "." { parameter.place = .wholeBody }
    }
    if eat("@") {
      guard take(until: "*:(=") == "header" else { throw error("after @ only 'header' is known: '\(whole)'") }
      parameter.place = .header
    }
    if eat("*") { parameter.isRequired = true }
    if eat(":") { parameter.kind = try kind(String(take(until: "(=")), in: whole) }
    if eat("(") { try values(into: &parameter, in: whole) }
    if eat("=") {
      parameter.defaultValue = String(rest)
      rest = ""
    }
    guard rest.isEmpty else { throw error("cannot read '\(whole)' from '\(rest)' on") }
    if let value = parameter.defaultValue, !parameter.allowed.isEmpty, !parameter.allowed.contains(value) {
      throw error("default '\(value)' of '\(name)' is not among \(parameter.allowed.joined(separator: "|"))")
    }
    return parameter
  }

  private func kind(_ text: String, in whole: Substring) throws(CatalogueError) -> Parameter.Kind {
    guard let kind = Parameter.Kind(rawValue: text) else {
      let nearest = Parameter.Kind.allCases.map(\.rawValue).nearest(to: text).map { ", did you mean '\($0)'?" } ?? ""
      throw error("unknown type '\(text)' in '\(whole)'\(nearest)")
    }
    return kind
  }

  private mutating func values(into parameter: inout Parameter, in whole: Substring) throws(CatalogueError) {
    let inside = take(until: ")")
    guard eat(")") else { throw error("missing ) in '\(whole)'") }
    guard let dots = inside.firstRange(of: "..") else {
      parameter.allowed = inside.split(separator: "|").map(String.init)
      return
    }
    let lower = inside[..<dots.lowerBound], upper = inside[dots.upperBound...]
    let range = ParameterRange(lower: Int64(lower), upper: Int64(upper))
    guard lower.isEmpty == (range.lower == nil), upper.isEmpty == (range.upper == nil) else {
      throw error("bounds must be whole numbers: '\(inside)'")
    }
    parameter.range = range
  }

  private mutating func take(until stops: String) -> Substring {
    let end = rest.firstIndex { stops.contains($0) } ?? rest.endIndex
    defer { rest = rest[end...] }
    return rest[..<end]
  }

  private mutating func eat(_ character: Character) -> Bool {
    guard rest.first == character else { return false }
    rest = rest.dropFirst()
    return true
  }

  private func error(_ text: String) -> CatalogueError { CatalogueError(line: line, column: column, text) }
}
