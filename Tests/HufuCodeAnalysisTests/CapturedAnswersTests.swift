import HufuClient
import HufuSandbox
import HufuSigning
import Testing

@testable import HufuCodeAnalysis

/// A real server's answers: what the envelope makes of them, and whether the sandbox says the same.
@Suite(.enabled(if: Captures.isPresent, "the captured answers are not part of the package"))
struct CapturedAnswersTests {
  /// What became of each answer: `ok`, or the entry's name.
  @Test(arguments: [
    ("auth_missing", "noToken"), ("auth_bad_token", "unknownToken"), ("auth_basic", "noToken"), ("auth_raw_token_no_scheme", "noToken"),
    ("auth_wrong_scheme_bearer", "noToken"), ("accept_language_en", "noToken"), ("auth_scheme_lowercase", "ok"),
    ("auth_node_token_ok", "ok"),
    ("accept_xml_406", "wrongAccept"), ("analysis_auth_missing", "analysisUnauthenticated"),
    ("analysis_forbidden_non_member", "analysisForbidden"), ("analysis_issues_report", "neverScanned"),
    ("analysis_latestscan", "neverScanned"),
    ("analysis_issues_state_bad", "serverBug"), ("analysis_issues_summary", "unknownThing"), ("analysis_scan_1", "ticketOnly"),
    ("analysis_scan_issues_doc_path", "unrouted"), ("delete_repo_no_content", "ok"), ("doc_team_list_path", "unrouted"),
    ("following_next_verbatim", "frontPage"), ("forbidden_non_member", "notAllowed"), ("forced_job_success", "ok"), ("head", "ok"),
    ("job_unknown", "unknownThing"), ("jobs_list", "ok"), ("method_not_allowed_405", "wrongMethod"),
    ("plain_member_create_repo", "notAllowed"),
    ("plain_member_list", "notAllowed"), ("plain_member_scan_create", "notAllowed"), ("plain_user_own_orgs", "ok"),
    ("project_create_400", "missingField"), ("repo_create_201", "ok"), ("repo_create_bad_scm_auth_400", "wrongKey"),
    ("repo_create_duplicate_400", "repoCreate"), ("repo_list_default_limit", "ok"), ("repo_list_page3_last", "ok"),
    ("repo_list_scope_related_me", "wrongScope"), ("scheme_create", "wrongMethod"), ("scmallaccounts", "serverBug"),
    ("seeded_overview", "ok"),
    ("seeded_latestscan", "ok"), ("team_unknown", "unknownThing"), ("url_unrouted_404", "unrouted"), ("userinfo", "ok"),
    ("v3_initscheme", "ok"),
  ])
  func areUnderstood(_ name: String, _ outcome: String) throws {
    let capture = try Captures.load(name)
    do {
      let payload = try DataEnvelope(errors: CodeAnalysis.errors).unwrap(capture.response, to: capture.request, for: nil)
      #expect(outcome == "ok")
      #expect(capture.response.body.isEmpty || payload == capture.response.json["data"].map { JSONWriter.compact($0) })
    } catch {
      #expect(error.fault == outcome)
      #expect(error.status == capture.response.status && error.platform == "tca")
    }
  }

  /// Asked the same, the sandbox gives the same status, the same headers and the same keys all the way down.
  ///
  /// The made-up world is another one, so paths of things that exist are put in its terms: project 27 has results, project 1 has none.
  @Test(arguments: [
    ("auth_missing", ""), ("auth_bad_token", ""), ("auth_basic", ""), ("auth_raw_token_no_scheme", ""), ("auth_wrong_scheme_bearer", ""),
    ("accept_language_en", ""), ("auth_scheme_lowercase", ""), ("auth_node_token_ok", ""), ("accept_xml_406", ""),
    ("format_query_json", ""),
    ("analysis_auth_missing", ""), ("analysis_forbidden_non_member", ""), ("analysis_issues_report", ""), ("analysis_issues_summary", ""),
    ("analysis_latestscan", ""), ("analysis_lintscans", ""), ("analysis_overview", ""), ("analysis_scan_1", ""),
    ("analysis_scan_issues_doc_path", ""), ("analysis_issues_state_bad", ""), ("analysis_ccissues", ""), ("analysis_clocfiles", ""),
    ("analysis_cloclangs", ""), ("analysis_dupfiles", ""), ("delete_repo_no_content", ""), ("doc_team_list_path", ""),
    ("following_next_verbatim", ""), ("forbidden_non_member", ""), ("global_schemes", ""), ("head", ""), ("job_unknown", ""),
    ("jobs_filter_state", ""), ("method_not_allowed_405", ""), ("plain_member_create_repo", ""), ("plain_member_list", ""),
    ("plain_member_scan_create", ""), ("plain_user_own_orgs", ""), ("project_create_400", ""), ("repo_create_bad_scm_auth_400", ""),
    ("repo_create_duplicate_400", ""), ("repo_list_default_limit", ""), ("repo_list_limit_1", ""), ("repo_list_limit_abc", ""),
    ("repo_list_offset_past_end", ""), ("repo_list_page3_last", ""), ("repo_list_scope_related_me", ""), ("scan_create", ""),
    ("scan_create_empty_body", ""), ("scheme_create", ""), ("schemes_list", ""), ("team_unknown", ""), ("url_unrouted_404", ""),
    ("userinfo", ""), ("v3_initscheme", ""), ("repo_create_201", "new"), ("seeded_issues_page3", "27"), ("seeded_issues_report", "27"),
    ("seeded_lintscans", "27"), ("seeded_latestscan", "27"), ("seeded_overview", "27"), ("seeded_issues_summary", "27"),
    ("forced_job_success", "27"),
  ])
  func areTheSandboxesToo(_ name: String, _ change: String) throws {
    let capture = try Captures.load(name)
    let stage = try Stage()
    let said = stage.ask(
      capture.request.method, try Self.translated(capture.request, change), headers: Self.ownTokens(capture.request),
      body: Self.body(capture.request, change))
    #expect(said.status == capture.response.status)
    let ours = [
      "Server", "Content-Type", "WWW-Authenticate", "Vary", "Allow", "X-Frame-Options", "X-Content-Type-Options", "Referrer-Policy",
    ]
    for header in ours { #expect(Self.values(header, said) == Self.values(header, capture.response), "\(header)") }
    guard capture.response.head.isJSON, !capture.response.body.isEmpty else {
      return #expect(String(decoding: said.body, as: UTF8.self) == capture.response.text)
    }
    if said.status >= 400 { return #expect(said.json == capture.response.json) }
    #expect(Shape(said.json).covers(Shape(capture.response.json)), "\(Shape(said.json).difference(from: Shape(capture.response.json)))")
  }

  /// The links of the real server, character for character.
  @Test(arguments: [
    "repo_list_default_limit", "repo_list_limit_1", "repo_list_offset_past_end", "repo_list_page3_last", "format_query_json",
    "repo_list_limit_abc",
  ])
  func linksAreTheSandboxesToo(_ name: String) throws {
    let capture = try Captures.load(name)
    let said = try Stage().ask(.get, capture.request.target)
    for link in ["next", "previous", "count"] { #expect(said.json["data"]?[link] == capture.response.json["data"]?[link]) }
    let ids = { (answer: APIResponse) in answer.json["data"]?["results"]?.elements?.map { $0["id"]?.int } }
    #expect(ids(said) == ids(capture.response))
  }

  /// All values of a header, but for the compression that depends on the size of an answer.
  private static func values(_ name: String, _ answer: APIResponse) -> [String] {
    answer.head.headers.filter { $0.isNamed(name) && $0.value != "Accept-Encoding" }.map(\.value)
  }

  private static func translated(_ request: APIRequest, _ change: String) throws -> String {
    guard change == "27" else { return request.target }
    let halves = request.target.split(separator: "repos/1/projects/1/", omittingEmptySubsequences: false)
    return halves.joined(separator: "repos/23/projects/27/")
  }

  private static func body(_ request: APIRequest, _ change: String) -> String? {
    guard let bytes = request.body.bytes, !bytes.isEmpty else { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    return change == "new" ? text.split(separator: "repo_01").joined(separator: "repo_new") : text
  }

  /// The tokens of the capture's users in terms of ours: the superuser, and the two who are no members.
  private static func ownTokens(_ request: APIRequest) -> [HeaderField] {
    request.headers.map { field in
      guard field.name == "Authorization" else { return field }
      let words = field.value.split(separator: " ")
      guard let token = words.last, words.count == 2, words[0].lowercased() == "token" else { return field }
      let own = token.hasPrefix("5f0b") ? Resident.keeper.token : token.hasPrefix("ffff") ? String(token) : Resident.stranger.token
      return HeaderField(field.name, "\(words[0]) \(own)")
    }
  }
}
