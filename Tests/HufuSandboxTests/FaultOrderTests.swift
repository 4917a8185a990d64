import HufuClient
import HufuSandbox
import HufuSigning
import Testing

struct FaultOrderTests {
  private func parse(_ text: String) throws -> [FaultOrder] {
    try FaultOrder.parse(JSONValue(parsing: Array(text.utf8)), mounts: ["tea", "coffee@v1"])
  }

  @Test(arguments: [
    (#"{"status":503,"times":3}"#, SandboxFault.status(503, times: 3)), (#"{"status":503}"#, .status(503, times: 1)),
    (#"{"expireTokens":true}"#, .expireTokens), (#"{"skewSeconds":-600}"#, .skew(milliseconds: -600_000)),
    (#"{"slowMilliseconds":2000}"#, .slow(milliseconds: 2000)), (#"{"cut":"unprocessed"}"#, .cut(.unprocessed, times: 1)),
    (#"{"cut":"beforeHead","times":2}"#, .cut(.beforeHead, times: 2)), (#"{"cut":{"afterBytes":100}}"#, .cut(.afterBytes(100), times: 1)),
    (#"{"ipRefused":1}"#, .ipRefused(times: 1)), (#"{"html":2}"#, .html(times: 2)), (#"{"duplicatedPage":1}"#, .duplicatedPage(times: 1)),
    (#"{"movingTotal":true}"#, .movingTotal), (#"{"truncatedCiphertext":1}"#, .truncatedCiphertext(times: 1)),
    (#"{"startSwallowed":1}"#, .startSwallowed(times: 1)),
  ])
  func everyFaultHasItsWord(_ text: String, fault: SandboxFault) throws {
    #expect(try parse(text).map(\.fault) == [fault])
    #expect(try parse(text).map(\.mount) == [nil])
  }

  @Test func anArrayOrdersSeveral() throws {
    let orders = try parse(#"[{"mount":"tea","html":1},{"mount":"coffee@v1","status":500}]"#)
    #expect(orders.map(\.mount) == ["tea", "coffee@v1"])
    #expect(orders.map(\.fault) == [.html(times: 1), .status(500, times: 1)])
  }

  @Test(arguments: [
    (#"{"statsu":503}"#, "status"), (#"{"mount":"tee","html":1}"#, "tea"), (#"{"html":1,"moutn":"tea"}"#, "mount"),
  ])
  func whatIsMisspeltNamesTheNearest(_ text: String, nearest: String) {
    let error = #expect(throws: UsageError.self) { try parse(text) }
    #expect(error?.remedy?.en.contains("Did you mean \(nearest)?") == true)
    #expect(error?.remedy?.zh.contains("是不是 \(nearest)？") == true)
  }

  @Test(arguments: [
    "[]", "{}", "3", #"{"mount":"tea"}"#, #"{"status":99}"#, #"{"status":"503"}"#, #"{"status":503,"html":1}"#, #"{"html":0}"#,
    #"{"html":1,"times":2}"#, #"{"expireTokens":false}"#, #"{"cut":"somewhere"}"#, #"{"cut":{"afterBytes":-1}}"#,
    #"{"slowMilliseconds":-1}"#,
    #"[{"html":1},{"html":true}]"#, #"{"mount":3,"html":1}"#, #"{"skewSeconds":1.5}"#,
  ])
  func whatDoesNotFitIsRefused(_ text: String) {
    #expect(throws: UsageError.self) { try parse(text) }
  }
}
