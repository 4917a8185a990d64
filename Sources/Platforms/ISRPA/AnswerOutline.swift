import HufuSigning

extension JSONSlice {
  /// Where an answer holds something, as pointers: its members, and those of `result` and `data` or their first elements. Names, never
  /// values, and twelve at most.
  var outline: [String] {
    let inner = ["result", "data"].flatMap { name -> [(String, JSONSlice?)] in
      let place = self[name]
      return [("/\(name)", place), ("/\(name)/0", place?[0])]
    }
    let places = [("", self)] + inner
    return Array(places.flatMap { place, slice in slice?.members().map { "\(place)/\($0.key)" } ?? [] }.prefix(12))
  }
}
