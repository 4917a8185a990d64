extension Platform {
  /// Recognises a page of the platform's own web site, pasted where a profile's url is asked for.
  ///
  /// - Returns: nil for an address that is no page of this platform: a plain url, or a foreign one.
  /// - Throws: ``ConfigurationError`` for a page that is certainly the platform's and not one that says where it is.
  public static func locate(_ address: BrowserAddress) throws -> Location? { nil }

  /// What a person's text says where a profile's url is asked for: a page of the platform, or the url itself.
  ///
  /// - Throws: ``ConfigurationError`` that says what was recognised.
  public static func location(of text: String) throws -> Location {
    let address = try BrowserAddress(text)
    if let location = try locate(address) { return location }
    guard address.query.isEmpty, address.route.isEmpty, address.routeQuery.isEmpty else {
      throw address.unknownPage(of: id, url: address.server.origin)
    }
    let url = address.url()
    _ = try Endpoint.parse(url, dropping: droppedURLSuffixes)
    return Location(url)
  }
}
