import HufuSigning

/// A `multipart/form-data` body (RFC 7578), laid out so that it can be streamed with its length known.
struct Multipart {
  let contentType: String
  let pieces: [BodyPiece]

  /// - Throws: ``HufuClient/TransportError`` when a file cannot be read.
  init(_ parts: [MultipartPart], boundary: String) throws {
    contentType = "multipart/form-data; boundary=\(boundary)"
    var pieces: [BodyPiece] = []
    for part in parts {
      var head = "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(Self.quoted(part.name))\""
      if let filename = part.filename { head += "; filename=\"\(Self.quoted(filename))\"" }
      if let type = part.contentType { head += "\r\nContent-Type: \(type.filter { !$0.isNewline })" }
      pieces.append(.bytes(Array((head + "\r\n\r\n").utf8)))
      switch part.content {
      case .bytes(let bytes): pieces.append(.bytes(bytes))
      case .file(let path): pieces.append(try .file(path))
      }
      pieces.append(.bytes(Array("\r\n".utf8)))
    }
    pieces.append(.bytes(Array("--\(boundary)--\r\n".utf8)))
    self.pieces = pieces
  }

  /// Quotes and line ends as browsers write them (WHATWG HTML, multipart/form-data encoding).
  private static func quoted(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { quoted, scalar in
      switch scalar {
      case "\"": quoted += "%22"
      case "\r": quoted += "%0D"
      case "\n": quoted += "%0A"
      default: quoted.unicodeScalars.append(scalar)
      }
    }
  }
}
