public import HufuClient
public import HufuHTTP
public import HufuSigning

/// A named way to one account on one server, read and checked, its secrets still references.
///
/// Get one from ``ProfileFile/profile(_:flags:)``; make a connection of it with ``connection(timing:entropy:options:resolver:transport:)``.
public struct Profile: Sendable, CustomStringConvertible {
  public var name: String
  public var platform: any Platform.Type
  public var platformOrigin: Origin
  public var endpoint: Endpoint
  public var endpointOrigin: Origin
  public var credentials: [String: Sourced<SecretReference>]
  public var settings: [String: Sourced<JSONValue>]
  /// Arguments used when a call does not give them.
  public var defaults: [String: Sourced<String>]
  public var headers: [Sourced<HeaderField>]
  public var timeout: Sourced<Duration>?
  /// Requests per second.
  public var rate: Sourced<Double>?
  /// A reference too, because a proxy's address can hold a password.
  public var proxy: Sourced<SecretReference>?
  public var caFile: Sourced<String>?
  public var pin: Sourced<PublicKeyPin>?
  public var isInsecure: Sourced<Bool>?
  public var allowsHTTP: Sourced<Bool>?
  /// What was read differently from how it was written: a path dropped from the url.
  public var notices: [Notice]

  /// Name, platform and address; never a secret.
  public var description: String { "\(name) (\(platform.id), \(endpoint))" }
}
