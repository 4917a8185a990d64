import HufuClient
import NIOCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A stretch of a streamed body, its length known beforehand.
enum BodyPiece: Sendable {
  case bytes([UInt8])
  case file(path: String, length: Int64)

  /// - Throws: ``HufuClient/TransportError`` with the reason `file`.
  static func file(_ path: String) throws -> BodyPiece {
    let file = try OpenFile(path)
    return .file(path: path, length: try file.length())
  }

  var length: Int64 {
    switch self {
    case .bytes(let bytes): Int64(bytes.count)
    case .file(_, let length): length
    }
  }
}

/// The pieces of a body one after the other; a file is opened when its turn comes, and read only as fast as the network takes it.
struct BodyStream: AsyncSequence, Sendable {
  typealias Element = ByteBuffer
  typealias Failure = any Error

  let pieces: [BodyPiece]

  func makeAsyncIterator() -> Iterator { Iterator(pieces: pieces[...]) }

  struct Iterator: AsyncIteratorProtocol {
    var pieces: ArraySlice<BodyPiece>
    var open: (file: OpenFile, left: Int64)?

    mutating func next() async throws -> ByteBuffer? {
      while true {
        if let (file, left) = open, left > 0 {
          let bytes = try file.read(upTo: Int(Swift.min(left, 64 << 10)))
          open = (file, left - Int64(bytes.count))
          return ByteBuffer(bytes: bytes)
        }
        open = nil
        switch pieces.popFirst() {
        case nil: return nil
        case .bytes(let bytes)? where bytes.isEmpty: continue
        case .bytes(let bytes)?: return ByteBuffer(bytes: bytes)
        case .file(let path, let length)?: open = (try OpenFile(path), length)
        }
      }
    }
  }
}

/// A regular file open for reading, closed when nobody holds it any more.
final class OpenFile {
  private let path: String
  private let descriptor: CInt

  init(_ path: String) throws {
    self.path = path
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw TransportError(.file, "\(path): \(String(cString: strerror(errno)))") }
  }

  deinit { close(descriptor) }

  func length() throws -> Int64 {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw TransportError(.file, "\(path): not a regular file")
    }
    return Int64(status.st_size)
  }

  func read(upTo count: Int) throws -> [UInt8] {
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      var got = -1
      repeat { got = systemRead(descriptor, buffer.baseAddress, count) } while got < 0 && errno == EINTR
      filled = max(got, 0)
    }
    guard !bytes.isEmpty else { throw TransportError(.file, "\(path): it became shorter while it was sent") }
    return bytes
  }
}

/// The system's `read`, which a method of that name would hide.
private func systemRead(_ descriptor: CInt, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int { read(descriptor, buffer, count) }
