public import HufuSigning

/// One thing a platform can be asked to do: a named request with described parameters.
///
/// Operations are values read from a ``Catalogue``. A name and its arguments mean the same in every generation of a platform; what needs
/// several calls is a job, not an operation.
public struct Operation: Sendable {
  /// What a repetition would do. It decides whether a retry may send the request again, whatever its HTTP method.
  public enum Effect: String, Sendable, CaseIterable {
    case read, write, destructive
  }

  /// What must be there before the request may be sent.
  public enum Access: String, Sendable, CaseIterable {
    /// Nothing: sent unsigned.
    case open
    /// Signed with the credential alone.
    case signed
    /// Signed, with an access token where the platform has one.
    case token
  }

  public var name: String
  public var effect: Effect
  public var access: Access
  /// Words the platform declares, such as `sealed`: see its documentation.
  public var traits: Set<String>
  /// Other names the platform's own tools use for it.
  public var aliases: [String]
  public var summary: Bilingual
  /// The generation this route belongs to; nil when there is only one.
  public var generation: String?
  public var method: Method
  /// RFC 6570 template of path and query.
  public var template: String
  public var parameters: [Parameter]
  /// Whether it takes arguments of any name.
  public var isOpen: Bool
  /// Whether its free arguments are sent as JSON strings, numbers and booleans spelled out (`...:text`).
  public var opensAsText: Bool
  /// The name of its ``PageStyle``; nil when the answer comes whole.
  public var page: String?
  /// Where in the payload the result stands, or `stream` for bytes passed through, or `text`.
  public var answer: String?
  /// The server versions that know it, as the platform writes versions.
  public var since: String?
  public var until: String?
  /// The multipart part that carries the body parameters as JSON; nil for a plain body.
  public var multipart: String?
  /// Names of members in the answer that are secrets; they are shown only on request.
  public var secrets: [String]

  /// Whether the answer is a file or another stream of bytes.
  public var isStream: Bool { answer == "stream" }

  /// The parameter of that name, as people write it.
  public func parameter(_ name: String) -> Parameter? { parameters.first { $0.name == name } }
}
