public import HufuSigning

/// All operations of a platform in one generation, kept as the text they are written in.
///
/// Making one only indexes names (600 operations: well under a millisecond); a block is parsed when its operation is asked for. The grammar
/// stands in DESIGN.md §3 and in docs/adding-a-platform.md.
public struct Catalogue: Sendable {
  private let bytes: [UInt8]
  private let blocks: [Block]
  /// The generation whose routes are chosen where a block has several.
  public let generation: String?
  /// What `~` at the start of a template stands for.
  public let base: String

  private struct Block: Sendable {
    var name: Range<Int>
    var text: Range<Int>
    var line: Int
  }

  /// - Parameters:
  ///   - text: the blocks; see the grammar.
  ///   - generation: chooses the routes; nil where the platform has one generation only.
  ///   - base: the path that `~` stands for.
  public init(_ text: String, generation: String? = nil, base: String = "") {
    bytes = Array(text.utf8)
    blocks = Self.index(bytes)
    self.generation = generation
    self.base = base
  }

  /// Every operation's name, in the order of the text, whether this generation has it or not.
  public var names: [String] { blocks.map { name(of: $0) } }

  /// The operation of that name.
  ///
  /// - Throws: ``UsageError`` naming the nearest operation, or the generations that have it; ``CatalogueError`` for a faulty block.
  public func operation(_ name: String) throws -> Operation {
    guard let block = try block(named: name) else { throw unknown(name) }
    let entry = try parse(block)
    guard let operation = entry.operation(in: generation, base: base) else {
      let others = entry.generations.joined(separator: ", ")
      throw UsageError(
        zh: "\(generation ?? "") 没有操作 \(name)，只有 \(others) 有。", en: "\(generation ?? "") has no operation \(name); \(others) has.",
        remedy: Bilingual(
          zh: "换一个 generation/api 设置，或用 hufu operations 查看。", en: "Change the profile's generation or api setting, or see hufu operations.")
      )
    }
    return operation
  }

  /// Every operation of this generation.
  public func operations() throws(CatalogueError) -> [Operation] {
    var operations: [Operation] = []
    for block in blocks { if let operation = try parse(block).operation(in: generation, base: base) { operations.append(operation) } }
    return operations
  }

  /// Every entry with the routes of all generations; for listings and laws.
  public func entries() throws(CatalogueError) -> [CatalogueEntry] {
    var entries: [CatalogueEntry] = []
    for block in blocks { entries.append(try parse(block)) }
    return entries
  }

  /// The operation a raw request stands for: same method, and a path its template covers.
  public func operation(matching request: APIRequest) -> Operation? {
    guard let operations = try? operations() else { return nil }
    return RouteTable(operations).match(request.method, path: request.path)?.operation
  }

  private func name(of block: Block) -> String { String(decoding: bytes[block.name], as: UTF8.self) }

  private func block(named name: String) throws(CatalogueError) -> Block? {
    let wanted = Array(name.utf8)
    if let exact = blocks.first(where: { bytes[$0.name].elementsEqual(wanted) }) { return exact }
    for block in blocks { if try parse(block).aliases.contains(name) { return block } }
    return nil
  }

  private func parse(_ block: Block) throws(CatalogueError) -> CatalogueEntry {
    try CatalogueParser.entry(String(decoding: bytes[block.text], as: UTF8.self), firstLine: block.line)
  }

  private func unknown(_ name: String) -> UsageError {
    let nearest = names.nearest(to: name)
    return UsageError(
      zh: "没有操作 \(name)。", en: "There is no operation \(name).",
      remedy: nearest.map { Bilingual(zh: "是不是 \($0)？", en: "Did you mean \($0)?") }
        ?? Bilingual(zh: "hufu operations 平台 列出全部操作。", en: "hufu operations PLATFORM lists them all."))
  }

  /// Blocks start at lines that begin with neither a space nor `#`.
  private static func index(_ bytes: [UInt8]) -> [Block] {
    var blocks: [Block] = []
    var line = 1
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      if end > start, bytes[start] != UInt8(ascii: " "), bytes[start] != UInt8(ascii: "#") {
        let nameEnd = bytes[start..<end].firstIndex(of: UInt8(ascii: " ")) ?? end
        if !blocks.isEmpty { blocks[blocks.count - 1].text = blocks[blocks.count - 1].text.lowerBound..<start }
        blocks.append(Block(name: start..<nameEnd, text: start..<bytes.count, line: line))
      }
      start = end + 1
      line += 1
    }
    return blocks
  }
}
