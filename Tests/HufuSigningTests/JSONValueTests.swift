import HufuSigning
import Testing

@Suite struct JSONValueTests {
  @Test func `literals keep order and write compactly`() {
    let name = "x"
    let value: JSONValue = ["z": 1, "a": [.null, true, false, 1.5, "中/\"\\\n\u{1}", "\(name)1"], "empty": [:], "none": []]
    #expect(string(JSONWriter.compact(value)) == #"{"z":1,"a":[null,true,false,1.5,"中/\"\\\n\u0001","x1"],"empty":{},"none":[]}"#)
  }

  @Test(arguments: [
    "null", "-0.0", "1E400", "123456789012345678901234567890", #""""#, "[]", "{}", #"{"a":1,"a":2}"#, #"[[[]],{"b":{"c":[1,2]}}]"#,
    "\"\u{7F}\u{2028}/é😀\"", #"["\\","\"","\b\f\n\r\t\u0000\u001f"]"#,
  ])
  func `compact text comes back byte for byte`(text: String) throws {
    #expect(try string(JSONWriter.compact(JSONValue(parsing: utf8(text)))) == text)
    #expect(try string(JSONWriter.compact(JSONSlice(utf8(text)))) == text)
  }

  @Test func `pretty text has two spaces for each level`() throws {
    let text = #"{"a":[1,{"b":[]},[[]]],"c":{},"d":"x: {,} [\"]"}"#
    let pretty = """
      {
        "a": [
          1,
          {
            "b": []
          },
          [
            []
          ]
        ],
        "c": {},
        "d": "x: {,} [\\"]"
      }
      """
    #expect(try string(JSONWriter.pretty(JSONValue(parsing: utf8(text)))) == pretty)
    #expect(try string(JSONWriter.pretty(JSONSlice(utf8(text)))) == pretty)
    #expect(try string(JSONWriter.pretty(JSONSlice(utf8(pretty)))) == pretty)
    #expect(try string(JSONWriter.compact(JSONSlice(utf8(pretty)))) == text)
  }

  @Test func `laying out a slice changes nothing but white space`() throws {
    let text = #" { "\u0061" : 1.10 , "a" : "\/\u4e2d\\" , "e":[ ] , "o" : {  } } "#
    let pretty = try JSONWriter.pretty(JSONSlice(utf8(text)))
    #expect(string(pretty) == "{\n  \"\\u0061\": 1.10,\n  \"a\": \"\\/\\u4e2d\\\\\",\n  \"e\": [],\n  \"o\": {}\n}")
    #expect(try string(JSONWriter.pretty(#require(JSONSlice(utf8(text))["a"]))) == #""\/\u4e2d\\""#)
  }

  @Test func `reading`() {
    let value: JSONValue = ["n": 7, "s": "7", "f": 1.5, "t": true, "z": .null, "l": [1, 2]]
    #expect(value["n"]?.int == 7)
    #expect(value["n"]?.scalarText == "7" && value["s"]?.scalarText == "7" && value["t"]?.scalarText == nil)
    #expect(value["s"]?.text == "7" && value["n"]?.text == nil)
    #expect(value["f"]?.double == 1.5 && value["f"]?.int == nil)
    #expect(value["t"]?.bool == true && value["n"]?.bool == nil)
    #expect(value["z"]?.isNull == true && value["n"]?.isNull == false)
    #expect(value["l"]?.elements == [1, 2] && value["l"]?[1] == 2 && value["l"]?[2] == nil && value["l"]?[-1] == nil)
    #expect(value.members?.map(\.key) == ["n", "s", "f", "t", "z", "l"])
    #expect(value["x"] == nil && value[0] == nil && JSONValue.null.members == nil && JSONValue.null.elements == nil)
  }

  @Test func `changing`() {
    var value: JSONValue = ["a": 1, "b": 2]
    value["b"] = "two"
    value["c"] = 3
    value["a"] = nil
    #expect(value == ["b": "two", "c": 3])
    value["n"] = .null
    #expect(string(JSONWriter.compact(value)) == #"{"b":"two","c":3,"n":null}"#)
    var fresh = JSONValue.null
    fresh["a"] = .int(UInt64.max)
    #expect(string(JSONWriter.compact(fresh)) == #"{"a":18446744073709551615}"#)
  }

  @Test func `integers beyond 64 bits keep their digits and have no int`() throws {
    #expect(try JSONValue(parsing: utf8("9223372036854775807")).int == .max)
    #expect(try JSONValue(parsing: utf8("9223372036854775808")) == .number("9223372036854775808"))
    #expect(try JSONValue(parsing: utf8("9223372036854775808")).int == nil)
    #expect(try JSONSlice(utf8("9223372036854775808")).int == nil)
  }
}
