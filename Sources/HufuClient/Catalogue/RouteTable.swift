public import HufuSigning

/// Finds the operation a method and a path stand for. Built once where many requests are matched.
public struct RouteTable: Sendable {
  /// An operation that covers a path.
  public struct Match: Sendable {
    public var operation: Operation
    /// The path's variables by wire name, percent-decoded.
    public var variables: [String: String]
  }

  private let routes: [(operation: Operation, template: URITemplate)]

  /// - Parameter operations: where two cover one path, the one with more literal text wins, then the earlier one.
  public init(_ operations: [Operation]) {
    routes = operations.map { ($0, URITemplate($0.template)) }.sorted { $0.1.literalLength > $1.1.literalLength }
  }

  /// The operation for a method and a percent-encoded path, or nil.
  public func match(_ method: Method, path: String) -> Match? {
    for route in routes where route.operation.method == method {
      if let variables = route.template.variables(in: path) { return Match(operation: route.operation, variables: variables) }
    }
    return nil
  }

  /// The methods some operation has for this path: what a 405 would allow.
  public func methods(for path: String) -> [Method] {
    Method.allCases.filter { method in routes.contains { $0.operation.method == method && $0.template.variables(in: path) != nil } }
  }
}
