public import HufuSigning

/// One argument as it was given, before its parameter types it.
public enum ArgumentValue: Sendable, Equatable {
  /// Text as a person typed it; the parameter's type says how it is sent.
  case text(String)
  /// A JSON value, sent as it is.
  case json(JSONValue)
  /// A file: its bytes are a multipart part, or the value, as the parameter wants.
  case file(path: String)
}
