import HufuSigning
import Testing

@Suite struct JSONSliceTests {
  static let text = #" { "b" : [ 1 , -0.50E+3, "x\n\u4e2d\ud83d\ude00" ,true,false,null,{},[] ], "a":{"a/b":{"~":1},"":2}, "b2":"😀" } "#

  @Test func `kinds and scalars`() throws {
    let slice = try JSONSlice(utf8(Self.text))
    #expect(slice.kind == .object)
    let elements = try #require(slice["b"]).elements().map { $0 }
    #expect(elements.map(\.kind) == [.number, .number, .string, .bool, .bool, .null, .object, .array])
    #expect(elements.map { string($0.raw) } == ["1", "-0.50E+3", #""x\n\u4e2d\ud83d\ude00""#, "true", "false", "null", "{}", "[]"])
    #expect(elements.map(\.int) == [1, nil, nil, nil, nil, nil, nil, nil])
    #expect(elements.map(\.double) == [1, -500, nil, nil, nil, nil, nil, nil])
    #expect(elements.map(\.text) == [nil, nil, "x\n中😀", nil, nil, nil, nil, nil])
    #expect(elements.map(\.bool) == [nil, nil, nil, true, false, nil, nil, nil])
    #expect(elements.map(\.isNull) == [false, false, false, false, false, true, false, false])
    #expect(elements.map(\.scalarText) == ["1", "-0.50E+3", "x\n中😀", nil, nil, nil, nil, nil])
  }

  @Test func `members keep order and duplicates, the last one wins`() throws {
    let slice = try JSONSlice(utf8(#"{"z":1,"a":2,"z":3,"\u0061":4}"#))
    #expect(slice.members().map { $0.key } == ["z", "a", "z", "a"])
    #expect(slice.members().map { $0.value.int } == [1, 2, 3, 4])
    #expect(slice["z"]?.int == 3)
    #expect(slice["a"]?.int == 4)
    #expect(slice["x"] == nil)
  }

  @Test func `keys are compared by code point`() throws {
    let slice = try JSONSlice(utf8("{\"e\u{301}\":1,\"é\":2}"))
    #expect(slice["e\u{301}"]?.int == 1)
    #expect(slice["é"]?.int == 2)
  }

  @Test func `children of the wrong kind are none`() throws {
    for text in ["1", "\"[1]\"", "null", "true"] {
      let slice = try JSONSlice(utf8(text))
      #expect(slice.elements().map { $0.int } == [])
      #expect(slice.members().map { $0.key } == [])
      #expect(slice["a"] == nil && slice[0] == nil)
    }
    #expect(try JSONSlice(utf8("[1]")).members().map { $0.key } == [])
    #expect(try JSONSlice(utf8(#"{"a":1}"#)).elements().map { $0.int } == [])
  }

  @Test func `an iterator that has ended stays at its end`() throws {
    var elements = try JSONSlice(utf8("[1]")).elements()
    #expect(elements.next()?.int == 1)
    #expect(elements.next() == nil)
    #expect(elements.next() == nil)
  }

  @Test func `brackets and quotes inside strings do not count`() throws {
    let slice = try JSONSlice(utf8(#"[{"]":"}\"]"},[["\\"]],"[",7]"#))
    #expect(slice.elements().map { string($0.raw) } == [#"{"]":"}\"]"}"#, #"[["\\"]]"#, #""[""#, "7"])
    #expect(slice[3]?.int == 7)
    #expect(slice[4] == nil && slice[-1] == nil)
  }

  /// RFC 6901 §5.
  @Test(arguments: [
    ("/foo", #"["bar", "baz"]"#), ("/foo/0", #""bar""#), ("/", "0"), ("/a~1b", "1"), ("/c%d", "2"), ("/e^f", "3"), ("/g|h", "4"),
    ("/i\\j", "5"), ("/k\"l", "6"), ("/ ", "7"), ("/m~0n", "8"),
  ])
  func `the pointers of RFC 6901`(pointer: String, raw: String) throws {
    let text = #"{"foo": ["bar", "baz"],"": 0,"a/b": 1,"c%d": 2,"e^f": 3,"g|h": 4,"i\\j": 5,"k\"l": 6," ": 7,"m~n": 8}"#
    let slice = try JSONSlice(utf8(text))
    #expect(try slice.at(JSONPointer(pointer)).map { string($0.raw) } == raw)
    #expect(try JSONValue(slice).at(JSONPointer(pointer)) == JSONValue(parsing: utf8(raw)))
    #expect(try JSONPointer(pointer).description == pointer)
    #expect(try slice.at(JSONPointer("")).map { string($0.raw) } == text)
  }

  @Test(arguments: ["/x", "/foo/2", "/foo/-", "/foo/01", "/foo/+1", "/foo/-1", "/foo/", "/foo/0/a", "/foo/99999999999999999999"])
  func `a pointer that leads nowhere`(pointer: String) throws {
    let slice = try JSONSlice(utf8(#"{"foo": ["bar", "baz"]}"#))
    #expect(try slice.at(JSONPointer(pointer)) == nil)
    #expect(try JSONValue(slice).at(JSONPointer(pointer)) == nil)
  }

  @Test func `malformed pointers are refused`() {
    #expect(throws: JSONPointerError.noLeadingSlash) { try JSONPointer("foo") }
    #expect(throws: JSONPointerError.tilde(token: 1)) { try JSONPointer("/a/b~2") }
    #expect(throws: JSONPointerError.tilde(token: 0)) { try JSONPointer("/~") }
  }

  @Test(arguments: [
    (#""\ud800""#, "\u{FFFD}"), (#""\udc00x""#, "\u{FFFD}x"), (#""\ud800\ud800\udc00""#, "\u{FFFD}\u{10000}"),
    (#""\ud800\n""#, "\u{FFFD}\n"),
    (#""\ud83d\ude00""#, "😀"), (#""\u0000\b\f\n\r\t\/\\\"""#, "\0\u{8}\u{C}\n\r\t/\\\""), (#""\uD83D\uDE00""#, "😀"),
  ])
  func `escapes and lone surrogates`(json: String, text: String) throws {
    let slice = try JSONSlice(utf8(json))
    #expect(slice.text.map(utf8) == utf8(text))
    #expect(string(slice.raw) == json)
  }
}
