import HufuClient
import HufuSigning

/// Somebody who has a token for the made-up deployment.
struct Resident: Sendable {
  var username: String
  var nickname: String
  var token: String
  /// Members may do everything in the team; the others may do nothing there.
  var isMember: Bool

  static let keeper = Resident(username: "keeper", nickname: "掌符人", token: String(repeating: "7a11e5", count: 6) + "7a11", isMember: true)
  static let stranger = Resident(username: "stranger", nickname: "过客", token: String(repeating: "0b5e55ed", count: 5), isMember: false)

  var profile: SampleProfile {
    SampleProfile(
      "tca", credentials: ["token": token], defaults: ["org": Team.org, "team": Team.name, "repo": "23", "project": "27"])
  }

  /// The short form in which others see this person.
  var card: JSONValue {
    [
      "username": .string(username), "nickname": .string(nickname), "status": 1, "avatar": .null, "latest_login_time": .null, "org": .null,
    ]
  }

  /// The long form, for `userinfo/`.
  var record: JSONValue {
    [
      "username": .string(username), "is_superuser": false, "nickname": .string(nickname), "chinese_name": .null, "status": 1,
      "email": .string("\(username)@example.com"), "avatar": .null, "tel_number": .null, "level": 3, "latest_login_time": .null,
      "org": .null,
    ]
  }
}
