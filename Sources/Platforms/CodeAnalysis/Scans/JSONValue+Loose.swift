import HufuSigning

extension JSONValue {
  /// A whole number, also one spelled as a text: TCA writes codes and counts both ways (platforms/tca.md §0.5).
  var whole: Int64? { scalarText.flatMap { Int64($0) } }
  /// A number, also one spelled as a text.
  var decimal: Double? { scalarText.flatMap { Double($0) } }
  /// A text that says something.
  var words: String? { scalarText.flatMap { $0.isEmpty ? nil : $0 } }
  var moment: Timestamp? { text.flatMap { Timestamp(server: $0) } }
}
