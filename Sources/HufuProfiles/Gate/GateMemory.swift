package import HufuClient
package import HufuSigning

/// What a gate remembers from run to run: the test cases that failed when it was last let pass, by job. A JSON file that CI keeps in its cache.
package struct GateMemory: Sendable, Equatable {
  private var failures: [String: [String]] = [:]

  package init() {}

  /// - Throws: ``HufuClient/ConfigurationError`` for a file that is something else; a missing one remembers nothing.
  package init(at path: String) throws {
    let bytes: [UInt8]
    do {
      bytes = try LocalFile(path).bytes
    } catch .missing {
      return
    } catch {
      throw Self.unreadable(path)
    }
    guard let jobs = (try? JSONValue(parsing: bytes))?["jobs"]?.members else { throw Self.unreadable(path) }
    for job in jobs {
      guard let ids = job.value["failures"]?.elements else { throw Self.unreadable(path) }
      failures[job.key] = ids.compactMap(\.text)
    }
  }

  /// The ids of the cases that failed when the job last came to a verdict; nil when it never did.
  package subscript(job: String) -> Set<String>? { failures[job].map(Set.init) }

  /// Only a run that came to a verdict is remembered: of any other nobody knows what would have failed.
  ///
  /// - Parameter known: when given, nothing is learnt that is not among these.
  package mutating func learn(_ record: RunRecord, as job: String, among known: Set<String>? = nil) {
    guard record.outcome.verdict == .passed || record.outcome.verdict == .failed, let report = record.outcome.report else { return }
    failures[job] = report.failures.map(\.id).filter { known?.contains($0) ?? true }.sorted()
  }

  package func write(to path: String) throws {
    let jobs = failures.sorted { $0.key < $1.key }.map { job, ids in
      JSONValue.Member(job, ["failures": .array(ids.map(JSONValue.string))])
    }
    try AtomicFile.replace(path, by: JSONWriter.pretty(["jobs": .object(jobs)]) + [UInt8(ascii: "\n")], ownersOnly: false)
  }

  private static func unreadable(_ path: String) -> ConfigurationError {
    ConfigurationError(
      Bilingual(zh: "这不是 hufu gate 写的记录文件，或者读不了。", en: "This is no memory of hufu gate, or it cannot be read."),
      remedy: Bilingual(zh: "删除它（所有失败会算作新的），或改 remember。", en: "Remove it (every failure then counts as new), or change remember."),
      file: path)
  }
}
