import HufuClient
import HufuProfiles
import HufuSigning
import Testing

@Suite struct YAMLFileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test(
    arguments: [
      ("", [:]),
      (
        "a: 1\nb: 2.50\nc: '1'\nd: yes\ne: true\nf: ~\ng:\n",
        ["a": 1, "b": .number("2.50"), "c": "1", "d": "yes", "e": true, "f": .null, "g": .null]
      ),
      ("a: [1, {b: c}]\n", ["a": [1, ["b": "c"]]]), (#"{"a": {"b": null}}"#, ["a": ["b": .null]]),
      ("x: &x { y: 1 }\nz: *x\n", ["x": ["y": 1], "z": ["y": 1]]),
    ] as [(String, JSONValue)])
  func values(_ yaml: String, _ value: JSONValue) throws {
    #expect(try YAMLFile.json(at: try folder.write(yaml, to: "x.yml")) == value)
  }

  @Test func faultsSayWhereTheyAre() throws {
    let file = try folder.write("a: b\n c: d\n", to: "x.yml")
    let error = try #require(throws: ConfigurationError.self) { try YAMLFile.json(at: file) }
    #expect(error.file == file)
    #expect(error.line == 2)
    #expect(throws: ConfigurationError.self) { try YAMLFile.json(at: folder.path + "/none.yml") }
  }
}
