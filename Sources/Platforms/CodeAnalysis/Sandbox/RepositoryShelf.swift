import HufuSigning

/// All repositories of the team, newest first, in memory that does not grow with their number: a row is made when it is asked for.
struct RepositoryShelf: Sendable {
  private(set) var highest: Int
  private var added: [Int: Repository] = [:]
  /// Numbers taken away, highest first.
  private var removed: [Int] = []

  init(count: Int) { highest = count }

  var count: Int { highest - removed.count }

  func repository(_ id: Int) -> Repository? {
    guard id > 0, id <= highest, !removed.contains(id) else { return nil }
    return added[id] ?? Repository(numbered: id)
  }

  /// The repository with this address.
  func repository(at address: SourceAddress) -> Repository? {
    if let known = added.values.first(where: { $0.address == address }) { return repository(known.id) }
    return Repository.number(of: address).flatMap { added[$0] == nil ? repository($0) : nil }
  }

  /// The one that many places behind the newest.
  func repository(at position: Int) -> Repository? {
    var id = highest - position
    for gone in removed {
      guard gone >= id else { break }
      id -= 1
    }
    return repository(id)
  }

  mutating func add(name: String?, address: SourceAddress, at time: Timestamp) -> Repository {
    highest += 1
    let repository = Repository(id: highest, name: name ?? address.name, address: address, created: time)
    added[highest] = repository
    return repository
  }

  mutating func update(_ repository: Repository) { added[repository.id] = repository }

  /// Somebody else adds some, between two pages.
  mutating func grow(by count: Int) { highest += count }

  mutating func remove(_ id: Int) {
    added[id] = nil
    let place = removed.firstIndex { $0 < id } ?? removed.count
    removed.insert(id, at: place)
  }
}
