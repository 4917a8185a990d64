import HufuClient
import HufuSandbox
import HufuSigning

/// Small changes of the parts a signature vouches for.
struct Mutations {
  let binding: SignatureBinding

  init(of binding: SignatureBinding) { self.binding = binding }

  struct Mutant {
    var part: String
    var request: APIRequest
  }

  func of(_ request: APIRequest, _ random: inout SplitMix64) -> [Mutant] {
    var mutants: [Mutant] = []
    for name in binding.headers {
      guard let value = request.headers[name], !value.isEmpty else { continue }
      var changed = request
      changed.headers.set(name, Self.changing(value, &random))
      mutants.append(Mutant(part: "header \(name)", request: changed))
      changed.headers.removeAll { $0.isNamed(name) }
      mutants.append(Mutant(part: "missing header \(name)", request: changed))
    }
    for (index, item) in request.queryItems.enumerated()
    where binding.queryNames.contains(item.name) || binding.wholeQuery.contains(request.method) {
      var items = request.queryItems
      items[index].value = item.value.isEmpty ? "x" : Self.changing(item.value, &random)
      var changed = request
      changed.query = QueryItem.encode(items)
      mutants.append(Mutant(part: "query \(item.name)", request: changed))
    }
    if binding.body.contains(request.method), let bytes = request.body.bytes, !bytes.isEmpty {
      var changed = request
      changed.body = .bytes(Array(Self.changing(String(decoding: bytes, as: UTF8.self), &random).utf8))
      mutants.append(Mutant(part: "body", request: changed))
    }
    return mutants
  }

  /// The text with one letter or digit in it changed for another.
  private static func changing(_ text: String, _ random: inout SplitMix64) -> String {
    var letters = Array(text)
    let places = letters.indices.filter { letters[$0].isASCII && (letters[$0].isLetter || letters[$0].isNumber) }
    guard let place = places.randomElement(using: &random) else { return text + "x" }
    letters[place] = letters[place] == "7" ? "8" : letters[place].isNumber ? "7" : letters[place] == "q" ? "r" : "q"
    return String(letters)
  }
}
