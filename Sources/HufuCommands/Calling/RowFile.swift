import Foundation
import HufuClient
import HufuSigning

/// The file of `--each`: its first line names arguments, every further line is a call.
enum RowFile {
  struct Row {
    /// Where it starts, from 1.
    var line: Int
    private let result: Result<[(name: String, value: String)], UsageError>

    init(_ row: CSV.Row, under header: [String]) {
      line = row.line
      result =
        row.cells.count == header.count
        ? .success(Array(zip(header, row.cells)))
        : .failure(
          UsageError(zh: "\(row.cells.count) 列，应为 \(header.count) 列。", en: "\(row.cells.count) columns instead of \(header.count)."))
    }

    /// - Throws: ``UsageError`` when its number of cells is not that of the header.
    func get() throws -> [(name: String, value: String)] { try result.get() }
  }

  /// - Throws: ``UsageError`` for a file that is missing, no UTF-8, no CSV, or empty.
  static func read(_ file: String) throws -> [Row] {
    guard let data = FileManager.default.contents(atPath: file) else {
      throw UsageError(
        zh: "读不了文件 \(file)。", en: "Cannot read the file \(file).", remedy: Bilingual(zh: "检查路径和权限。", en: "Check its path and permissions."))
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw UsageError(
        zh: "\(file) 不是 UTF-8。", en: "\(file) is not UTF-8.",
        remedy: Bilingual(
          zh: "Excel 请另存为“CSV UTF-8”，或执行 iconv -f GBK -t UTF-8 \(file)。", en: "Save it as CSV UTF-8, or run iconv -f GBK -t UTF-8 \(file).")
      )
    }
    let rows = try CSV.rows(text, file: file)
    guard let header = rows.first?.cells, rows.count > 1 else {
      throw UsageError(
        zh: "\(file) 里没有数据行。", en: "\(file) holds no rows.",
        remedy: Bilingual(zh: "第一行写参数名，之后每行一次调用。", en: "The first line names arguments, each further line is a call."))
    }
    return rows.dropFirst().map { Row($0, under: header) }
  }
}
