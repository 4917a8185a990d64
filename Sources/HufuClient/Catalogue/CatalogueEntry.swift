public import HufuSigning

/// One block of a catalogue: an operation with the routes of all generations.
public struct CatalogueEntry: Sendable {
  public var name: String
  public var effect: Operation.Effect
  public var flags: CatalogueFlags
  public var aliases: [String] = []
  public var summary = Bilingual.empty
  public var routes: [CatalogueRoute] = []
  /// Where the block starts in the catalogue's text, from 1.
  public var line: Int

  /// The generations that have it; empty when one route serves all.
  public var generations: [String] { routes.compactMap(\.generation) }

  /// The operation as that generation has it, or nil.
  public func operation(in generation: String?, base: String) -> Operation? {
    guard let route = routes.first(where: { $0.generation == nil || $0.generation == generation }) else { return nil }
    let flags = self.flags.merging(route.flags)
    return Operation(
      name: name, effect: effect, access: flags.access ?? .token, traits: flags.traits, aliases: aliases, summary: summary,
      generation: route.generation, method: route.method,
      template: route.template.hasPrefix("~") ? base + route.template.dropFirst() : route.template,
      parameters: route.parameters, isOpen: route.isOpen, opensAsText: route.opensAsText, page: flags.values["page"],
      answer: flags.values["answer"], since: flags.values["since"], until: flags.values["until"], multipart: flags.values["multipart"],
      secrets: flags.values["secrets"]?.split(separator: ",").map(String.init) ?? [])
  }
}

/// One route of a block: `v2 POST /track/test/plan/run since=2.3`.
public struct CatalogueRoute: Sendable {
  public var generation: String?
  public var method: Method
  public var template: String
  public var flags: CatalogueFlags
  public var parameters: [Parameter]
  public var isOpen = false
  public var opensAsText = false
}

/// The words after a block's or route's head: `key=value` and `+trait`.
public struct CatalogueFlags: Sendable {
  public static let keys = ["since", "until", "page", "answer", "access", "multipart", "secrets"]

  public var values: [String: String] = [:]
  public var traits: Set<String> = []

  public var access: Operation.Access? { values["access"].flatMap(Operation.Access.init) }

  func merging(_ other: CatalogueFlags) -> CatalogueFlags {
    CatalogueFlags(values: values.merging(other.values) { $1 }, traits: traits.union(other.traits))
  }
}
