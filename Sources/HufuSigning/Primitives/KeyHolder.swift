/// A value with key material inside: it prints, mirrors and interpolates without it.
public protocol KeyHolder: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable, Sendable {}

extension KeyHolder {
  public var description: String { "\(Self.self)(<redacted>)" }
  public var debugDescription: String { description }
  public var customMirror: Mirror { Mirror(self, children: [] as [Mirror.Child]) }
}
