import HufuClient
import HufuSigning

/// An analysis project: a branch under a scheme.
struct AnalysisProject: Sendable, Equatable {
  var id: Int64
  var branch: String?
  var scheme: Candidate?
  /// The folder that is scanned; `/` is all of it.
  var path: String
  /// The template its scheme was made from.
  var template: Int64?

  init?(_ row: JSONValue) {
    guard let id = row["id"]?.whole else { return nil }
    self.id = id
    branch = row["branch"]?.words
    path = row["scan_path"]?.words ?? "/"
    let scheme = row["scan_scheme"]
    self.scheme = scheme.flatMap(Candidate.init(scheme:)) ?? scheme?.whole.map { Candidate(id: $0, name: String($0)) }
    template = scheme?["refer_scheme"]?.whole ?? scheme?["refer_scheme"]?["id"]?.whole
  }
}

extension Client<CodeAnalysis> {
  /// The projects of a branch that scan this path.
  func projects(ofBranch branch: String, path: String, in place: Place) async throws -> [AnalysisProject] {
    var found: [AnalysisProject] = []
    for try await row in try rows("projects.list", place.arguments(.repo, ["branch": .string(branch)])) {
      if let project = AnalysisProject(row), project.branch == branch, project.path == path { found.append(project) }
    }
    return found
  }

  /// The branches a repository has projects of, as far as the first of them tell.
  func branches(in place: Place) async throws -> [String] {
    var branches: [String] = []
    for try await row in try rows("projects.list", place.arguments(.repo)).prefix(200) {
      if let branch = AnalysisProject(row)?.branch, !branches.contains(branch) { branches.append(branch) }
    }
    return branches
  }

  /// How often a project is asked for whose answer does not come.
  private static var attempts: Int { 3 }

  /// Makes a project, or gets the one that is there: the same branch and scheme give the same id again (platforms/tca.md §3), so that a
  /// lost answer may be asked for anew. Nothing has been scanned when it fails.
  func makeProject(_ arguments: Arguments) async throws -> AnalysisProject {
    var failures = 0
    while true {
      do {
        let answer = try await read("project.create", arguments)
        if let project = AnalysisProject(answer) { return project }
        throw APIError(
          .malformed, Bilingual(zh: "新建分析项目的回答里没有编号。", en: "The answer to making an analysis project holds no id."),
          platform: CodeAnalysis.id)
      } catch var error as APIError {
        error.mayHaveExecuted = false
        failures += 1
        guard error.kind.isTransient, failures < Self.attempts else { throw error }
        try await connection.timing.sleep(.seconds(failures))
      }
    }
  }
}
