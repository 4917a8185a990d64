public import HufuSigning

/// A page a person signs in on, and the callback its answer comes to.
///
/// The order is: ``page`` gives an address to open; the platform sends the browser to the callback address; ``code`` reads what came back.
public struct BrowserSignIn: Sendable {
  /// Where the platform sends the browser, as the settings say it; nil where they do not.
  public var callback: String?
  /// The setting that says it.
  public var callbackSetting: String
  /// Asks the platform for the page. `state` is 16 letters and digits that must come back unchanged.
  public var page: @Sendable (_ connection: Connection, _ callback: String, _ state: String) async throws -> String
  /// Reads the address, or the path and query, the browser was sent to. Throws an ``APIError`` when `state` is foreign or nobody agreed.
  public var code: @Sendable (_ location: String, _ state: String) throws -> Secret

  public init(
    callback: String?, callbackSetting: String = "callbackUrl",
    page: @escaping @Sendable (_ connection: Connection, _ callback: String, _ state: String) async throws -> String,
    code: @escaping @Sendable (_ location: String, _ state: String) throws -> Secret
  ) {
    self.callback = callback
    self.callbackSetting = callbackSetting
    self.page = page
    self.code = code
  }
}
