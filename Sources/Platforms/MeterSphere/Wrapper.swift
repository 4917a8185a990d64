import HufuSigning

/// MeterSphere's wrapper around a payload, in either of its two shapes (platforms/metersphere.md §0).
struct Wrapper {
  enum Shape {
    /// v1, v2: `{"success":true,"message":null,"data":…}`.
    case success
    /// v3: `{"code":100200,"message":null,"messageDetail":null,"data":…}`.
    case code
  }

  /// The code v3 gives for success.
  static let okCode = "100200"

  let shape: Shape
  let isGood: Bool
  /// v3's code, as spelled.
  let code: String?
  let message: String?
  /// The payload as the server spelled it; `null` when there is none.
  let payload: [UInt8]

  /// nil when the body is no such wrapper.
  init?(_ body: [UInt8]) {
    guard let whole = try? JSONSlice(body), whole.kind == .object else { return nil }
    if let success = whole["success"]?.bool {
      shape = .success
      isGood = success
      code = nil
    } else if let code = whole["code"], code.int != nil {
      shape = .code
      self.code = code.scalarText
      isGood = self.code == Self.okCode
    } else {
      return nil
    }
    message = whole["message"]?.text
    payload = whole["data"].map { Array($0.raw) } ?? Array("null".utf8)
  }
}

extension MeterSphere.Generation {
  var wrapperShape: Wrapper.Shape {
    switch self {
    case .v1, .v2: .success
    case .v3: .code
    }
  }
}
