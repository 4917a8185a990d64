import Foundation
import HufuClient
import HufuSigning
import HufuTesting
import Testing

/// Every request vector comes out of `hufu sign`.
@Suite struct SignTests {
  private func signed(_ desk: Desk, _ arguments: [String], environment: [String: String]) async throws -> JSONValue {
    let outcome = await desk.run(["sign"] + arguments + ["--format", "json"], environment: environment)
    try #require(outcome.exit == .ok, "\(arguments): \(outcome.errors)")
    return try JSONValue(parsing: outcome.outputBytes)
  }

  private func header(_ name: String, of request: JSONValue) -> String? {
    request["headers"]?.elements?.first { $0[0]?.text == name }?[1]?.text
  }

  @Test func meterSphereTickets() async throws {
    let desk = try Desk()
    var checked = 0
    for row in try Vectors.load("metersphere")["vectors"]?.elements ?? [] {
      let parts = (row["plaintext"]?.text ?? "").split(separator: "|").map(String.init)
      guard parts.count == 3, parts[1].count == 36 else { continue }
      let request = try await signed(
        desk, ["v", "GET", "/x", "--at", parts[2], "--nonce", parts[1]],
        environment: [
          "HUFU_PROFILE_V_PLATFORM": "metersphere", "HUFU_PROFILE_V_URL": "https://ms.example.com",
          "HUFU_PROFILE_V_ACCESS_KEY": row["accessKey_iv"]?.text ?? "", "HUFU_PROFILE_V_SECRET_KEY": row["secretKey"]?.text ?? "",
        ])
      #expect(header("signature", of: request) == row["signature"]?.text)
      #expect(header("accessKey", of: request) == row["accessKey_iv"]?.text)
      checked += 1
    }
    #expect(checked >= 3)
  }

  @Test func tianyiForms() async throws {
    let desk = try Desk()
    let rows = try Vectors.load("tianyi")["requests"]?.elements ?? []
    #expect(rows.count >= 11)
    for row in rows {
      let url = row["url"]?.text ?? ""
      // accessToken is put in by the scheme where the operation wants one; as --token it comes last, so rows that have it elsewhere give it as a field.
      let items = (row["private_params"]?.elements ?? []).map { "\($0[0]?.text ?? "")=\($0[1]?.scalarText ?? "")" }
      let path = String(url.dropFirst("https://vcp.21cn.com".count))
      let request = try await signed(
        desk, ["v", "POST", path] + items + ["--at", row["timestamp"]?.scalarText ?? ""],
        environment: [
          "HUFU_PROFILE_V_PLATFORM": "tianyi", "HUFU_PROFILE_V_URL": "https://vcp.21cn.com",
          "HUFU_PROFILE_V_APP_ID": row["app_id"]?.text ?? "",
          "HUFU_PROFILE_V_APP_SECRET": row["app_secret"]?.text ?? "", "HUFU_PROFILE_V_VERSION": row["version"]?.text ?? "",
          "HUFU_PROFILE_V_CLIENT_TYPE": row["client_type"]?.scalarText ?? "",
        ])
      #expect(request["body"]?.text == row["body"]?.text, "\(row["name"]?.text ?? "")")
      #expect(header("apiVersion", of: request) == "2.0")
    }
  }

  @Test func isrpaSignatures() async throws {
    let desk = try Desk()
    let vectors = try Vectors.load("isrpa")
    let token = vectors["access_token"]?.text ?? "", at = vectors["timestamp"]?.text ?? ""
    let rows = vectors["vectors"]?.elements ?? []
    #expect(rows.count >= 12)
    for row in rows {
      let input = try JSONValue(parsing: Array((row["input_json"]?.text ?? "").utf8))
      let items = (input.members ?? []).map { "\($0.key):=\(String(decoding: JSONWriter.compact($0.value), as: UTF8.self))" }
      let queryItems =
        (row["get"]?["sorted_stringified"]?["query"]?.text).map { _ in
          (input.members ?? []).map { "\($0.key)==\(PythonText.str($0.value))" }
        } ?? []
      var environment = [
        "HUFU_PROFILE_V_PLATFORM": "isrpa", "HUFU_PROFILE_V_URL": "https://rpa.example.com", "HUFU_PROFILE_V_ACCESS_KEY": "AK",
        "HUFU_PROFILE_V_SECRET_KEY": "SK-canary", "HUFU_PROFILE_V_STRINGIFY": "python",
      ]
      let get = try await signed(
        desk, ["v", "GET", "/oapi/v1/EXAMPLE_get", "--at", at, "--token", "literal:" + token] + queryItems, environment: environment)
      #expect(header("signature", of: get) == row["get"]?["sorted_stringified"]?["signature"]?.text, "GET \(row["name"]?.text ?? "")")
      for (style, name) in [("sorted", "json_sorted"), ("sorted-utf8", "json_sorted_utf8"), ("compact", "json_sorted_compact")] {
        environment["HUFU_PROFILE_V_JSON_STYLE"] = style
        for slash in ["literal", "encoded"] {
          environment["HUFU_PROFILE_V_SLASH"] = slash
          let put = try await signed(
            desk, ["v", "PUT", "/oapi/v1/EXAMPLE_put", "--at", at, "--token", "literal:" + token] + items, environment: environment)
          let expected = row["non_get"]?[name]
          #expect(put["body"]?.text == expected?["body"]?.text, "\(style) \(row["name"]?.text ?? "")")
          let variant = slash == "literal" ? expected : expected?["slash_encoded_variant"]
          #expect(header("signature", of: put) == variant?["signature"]?.text, "PUT \(style) \(slash) \(row["name"]?.text ?? "")")
        }
      }
      environment["HUFU_PROFILE_V_SLASH"] = "literal"
    }
  }

  @Test func blueKingTokens() async throws {
    let desk = try Desk()
    var checked = 0
    for row in try Vectors.load("bkci")["vectors"]?.elements ?? [] {
      guard let plain = row["plain"]?.text, plain.hasPrefix(#"{"userId":""#), let value = try? JSONValue(parsing: Array(plain.utf8)),
        let user = value["userId"]?.text, let expires = value["expirationTime"]?.scalarText, let secret = row["secret"]?.text
      else { continue }
      let outcome = await desk.hufu(
        "token", "bkci", "mint", "--secret", "env:S", "--user", user, "--expires-at", expires, "--output", "json",
        environment: ["S": secret])
      try #require(outcome.exit == .ok, "\(outcome.errors)")
      let minted = try JSONValue(parsing: outcome.outputBytes)["accessToken"]?.text
      #expect(minted == row["token"]?.text)
      checked += 1
      let request = try await signed(
        desk, ["v", "GET", "/ms/openapi/api/apigw/v3/projects"],
        environment: [
          "HUFU_PROFILE_V_PLATFORM": "bkci", "HUFU_PROFILE_V_URL": "https://ci.example.com", "HUFU_PROFILE_V_ACCESS_TOKEN": minted ?? "",
          "HUFU_PROFILE_V_USER": "admin",
        ])
      #expect(request["url"]?.text?.hasSuffix("access_token=" + (minted ?? "?")) ?? false)
    }
    #expect(checked >= 10)
  }

  @Test func whatIsSignedIsVerified() async throws {
    let desk = try Desk()
    let signed = [
      ("ms", "/setting/user/key/validate", "signature"), ("tca", "/server/main/api/v3/orgs/", "Authorization"),
      ("bkci", "/ms/openapi/api/apigw/v3/projects", "access_token"),
    ]
    for (profile, path, name) in signed {
      let form = await desk.hufu("sign", profile, "GET", path, "--format", "json")
      #expect(form.exit == .ok, "\(form.errors)")
      #expect(await desk.hufu("verify", profile, input: form.output).exit == .ok)
      let without = await desk.hufu("verify", profile, input: form.output.replacing(name, with: "x"))
      #expect(without.exit == .authentication, "\(without.output)\(without.errors)")
    }
    #expect(await desk.hufu("verify", "ms", input: "{}").exit == .usage)
    desk.clock.advance(by: .seconds(3600))
    let old = await desk.hufu("sign", "ms", "GET", "/x", "--format", "json", "--at", "1700000000000")
    let refused = await desk.hufu("verify", "ms", input: old.output)
    #expect(refused.exit == .authentication)
    #expect(refused.output.contains("window"))
  }
}
