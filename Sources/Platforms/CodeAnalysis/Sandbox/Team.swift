import HufuSigning

/// The one organisation and the one team of the made-up deployment: those of the document.
enum Team {
  static let org = "helloworld"
  static let name = "hellotca"

  static let card: JSONValue = ["name": .string(name), "display_name": "Hello TCA", "status": 1, "org_sid": .string(org)]
  static let orgCard: JSONValue = ["org_sid": .string(org), "name": .string(org), "certificated": false, "status": 1, "level": 1]

  static func record(creator: JSONValue) -> JSONValue {
    [
      "id": 1, "name": .string(name), "display_name": "Hello TCA", "description": .null, "status": 1, "org_sid": .string(org),
      "created_time": .string(ClockText.main(Repository.epoch)), "creator": creator,
    ]
  }

  static func orgRecord(creator: JSONValue) -> JSONValue {
    [
      "org_sid": .string(org), "name": .string(org), "description": .null, "certificated": false, "status": 1, "level": 1,
      "owner": "keeper",
      "created_time": .string(ClockText.main(Repository.epoch)), "creator": creator, "team_count": 1,
    ]
  }
}
