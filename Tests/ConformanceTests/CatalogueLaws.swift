import HufuClient
import HufuPlatforms
import HufuSandbox
import HufuSigning
import Testing

/// What holds for every catalogue, in every generation.
@Suite struct CatalogueLaws {
  @Test(arguments: Specimen.all) func everyBlockParsesAndSaysWhatItDoes(_ specimen: Specimen) throws {
    let catalogue = try specimen.connection().catalogue
    let entries = try catalogue.entries()
    #expect(!entries.isEmpty)
    #expect(Set(entries.map(\.name)).count == entries.count)
    for entry in entries {
      #expect(!entry.summary.zh.isEmpty && !entry.summary.en.isEmpty, "\(entry.name) has no summary")
      #expect(!entry.routes.isEmpty, "\(entry.name) has no route")
      #expect(entry.name.contains("."), "\(entry.name) is not NOUN.verb")
    }
  }

  @Test(arguments: Specimen.all) func everyListHasAPageStyleAndItsParameters(_ specimen: Specimen) throws {
    for operation in try specimen.connection().catalogue.operations() {
      guard let name = operation.page else { continue }
      let style = try #require(specimen.platform.pageStyles[name], "\(operation.name): no page style \(name)")
      let wanted: [String?] =
        switch style.step {
        case .offset(let parameter): [parameter, style.size]
        case .number(let parameter, _): [parameter, style.size]
        case .cursor(let parameter, _, _, _): [parameter, style.size]
        default: []
        }
      for parameter in wanted.compactMap({ $0 }) { #expect(operation.parameter(parameter) != nil, "\(operation.name) lacks \(parameter)") }
    }
  }

  @Test(arguments: Specimen.all) func everyOperationIsFoundByItsOwnRequest(_ specimen: Specimen) throws {
    let connection = try specimen.connection()
    var requests = try GeneratedRequests(of: connection, seed: 3)
    for _ in 0..<500 {
      guard let (operation, request) = requests.next() else { continue }
      let found = try #require(connection.catalogue.operation(matching: request), "\(operation.name) is not found by \(request.path)")
      #expect(found.template == operation.template && found.method == operation.method)
    }
  }
}
