import HufuClient
import HufuTesting
import Testing

@testable import HufuSandbox

struct SandboxProfilesTests {
  @Test func everyMountHasItsProfile() throws {
    let yaml = SandboxProfiles.yaml(baseURL: "http://127.0.0.1:7800", plan: try SandboxPlan([EchoPlatform.self]))
    #expect(
      yaml == #"""
        # hufu sandbox: 由命令生成，会被覆盖 / generated, will be overwritten
        # 这些凭据只能打开沙箱 / these credentials open the sandbox and nothing else
        profiles:
          echo:
            platform: echo
            url: http://127.0.0.1:7800/echo
            settings:
              generation: new
            credentials:
              key: "literal:cmd:not \"one\"\n#line"
            defaults:
              flag: "yes"
              room: "123"
          echo-old:
            platform: echo
            url: http://127.0.0.1:7800/echo@old
            settings:
              generation: old
              shape:
                name: "GET /a?b={id}"
                sides: ["3",4]
                deep: {"a":true}
            credentials:
              key: "回声"

        """#)
  }

  @Test func aPlatformAtTheRootHasNoPrefix() throws {
    let plan = try SandboxPlan([EchoPlatform.self], platform: "echo")
    let yaml = SandboxProfiles.yaml(baseURL: "http://127.0.0.1:7800", plan: plan)
    #expect(yaml.contains("    url: http://127.0.0.1:7800\n"))
    #expect(!yaml.contains("echo-old"))
  }

  @Test func anAddressBeyondThisMachineNeedsAllowHTTP() throws {
    let plan = try SandboxPlan([EchoPlatform.self])
    #expect(SandboxProfiles.yaml(baseURL: "http://10.0.0.7:7800", plan: plan).contains("    allowHTTP: true\n"))
    #expect(!SandboxProfiles.yaml(baseURL: "http://[::1]:7800", plan: plan).contains("allowHTTP"))
  }

  @Test(arguments: [
    ("plain-Word_1", "plain-Word_1"), ("", "\"\""), ("yes", "\"yes\""), ("Null", "\"Null\""), ("1.0", "\"1.0\""), ("0x1", "\"0x1\""),
    ("-", "\"-\""), ("~", "\"~\""), ("a b", "\"a b\""), ("a: b", "\"a: b\""), ("# no", "\"# no\""), ("back\\slash", "\"back\\\\slash\""),
    ("tab\tand\r\n", "\"tab\\tand\\r\\n\""), ("\0\u{1B}\u{7F}\u{85}\u{2028}\u{FEFF}", "\"\\u0000\\u001B\\u007F\\u0085\\u2028\\uFEFF\""),
    ("虎符🐯", "\"虎符🐯\""), ("{a}", "\"{a}\""),
  ])
  func textsAreQuotedWhereTheyMustBe(_ text: String, yaml: String) {
    #expect(YAMLText.scalar(text) == yaml)
  }
}
