/// How a platform's unsigned requests carry their body parameters.
public enum BodyForm: String, Sendable {
  /// A JSON object.
  case json
  /// `k=v` joined by `&`, neither encoded nor sorted: what the scheme seals as a whole. Values with `&` or `#` are refused.
  case pairs
}
