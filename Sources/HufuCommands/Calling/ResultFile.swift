import Foundation
import HufuClient
import HufuSigning

/// Where a downloaded body goes: a file, written beside it and moved into place when whole, or standard output.
struct ResultFile {
  let path: String?
  let shell: Shell

  init(_ path: String?, in shell: Shell) {
    self.path = path
    self.shell = shell
  }

  /// Streams a body; a JSON answer is unwrapped first.
  func save(_ incoming: Incoming, unwrappedBy connection: Connection, _ request: APIRequest, _ operation: HufuClient.Operation?)
    async throws
  {
    var incoming = incoming
    if operation?.isStream != true {
      let response = try await incoming.collect(upTo: connection.options.answerLimit)
      let payload = try connection.envelope.unwrap(response, to: request, for: operation)
      incoming.body = AsyncThrowingStream {
        $0.yield(payload); $0.finish()
      }
    }
    guard let path else {
      for try await chunk in incoming.body { shell.output.write(chunk) }
      return
    }
    let unfinished = path + ".part"
    guard FileManager.default.createFile(atPath: unfinished, contents: nil), let file = FileHandle(forWritingAtPath: unfinished) else {
      throw LocalError(
        zh: "不能写文件 \(path)。", en: "Cannot write the file \(path).",
        remedy: Bilingual(zh: "检查目录和权限。", en: "Check the directory and its permissions."))
    }
    var size = 0
    var progress = Progress(operation?.name ?? request.path, in: shell)
    do {
      for try await chunk in incoming.body {
        try file.write(contentsOf: chunk)
        size += chunk.count
        progress.update(size, of: incoming.head.headers["Content-Length"].flatMap { Int64($0) })
      }
      try file.close()
    } catch {
      try? FileManager.default.removeItem(atPath: unfinished)
      throw error
    }
    progress.clear()
    guard rename(unfinished, path) == 0 else { throw LocalError(zh: "不能写文件 \(path)。", en: "Cannot write the file \(path).") }
    shell.say(shell.text("已写入 \(path)（\(size) 字节）。", "wrote \(path) (\(size) bytes)."))
  }
}

/// Something on this machine that failed.
struct LocalError: ExplainedError {
  var message: Bilingual
  var remedy: Bilingual?
  var kind: ErrorKind { .local }

  init(zh: String, en: String, remedy: Bilingual? = nil) {
    message = Bilingual(zh: zh, en: en)
    self.remedy = remedy
  }
}
