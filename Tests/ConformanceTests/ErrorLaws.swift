import HufuClient
import HufuPlatforms
import HufuSigning
import Testing

/// What holds for every error catalogue, credential field, setting and topic.
@Suite struct ErrorLaws {
  @Test(arguments: Platforms.all.map { $0.id }) func everyFaultSaysWhatToDo(_ id: String) throws {
    let platform = try #require(Platforms.all.first { $0.id == id })
    #expect(!platform.errors.faults.isEmpty)
    #expect(platform.errors.platform == id)
    #expect(Set(platform.errors.faults.map(\.name)).count == platform.errors.faults.count)
    for fault in platform.errors.faults {
      for text in [fault.meaning.zh, fault.meaning.en, fault.remedy.zh, fault.remedy.en] {
        #expect(!text.isEmpty, "\(fault.name) is silent")
      }
      #expect(fault.meaning.zh.isChinese && fault.remedy.zh.isChinese, "\(fault.name) does not speak Chinese")
      for code in fault.codes { #expect(platform.errors.explain(code).contains(fault), "\(fault.name) is not explained by \(code)") }
      for text in fault.texts { #expect(!platform.errors.explain("… \(text) …").isEmpty) }
    }
  }

  @Test(arguments: Platforms.all.map { $0.id }) func everyFieldSaysWhereToFindIt(_ id: String) throws {
    let platform = try #require(Platforms.all.first { $0.id == id })
    for help in platform.fields.map(\.help) + platform.settingFields.map(\.help) + platform.topics.map(\.title) {
      #expect(!help.en.isEmpty && help.zh.isChinese)
    }
    for field in platform.settingFields where !field.allowed.isEmpty {
      if let value = field.defaultValue { #expect(field.allowed.contains(value)) }
    }
  }
}

extension String {
  /// Whether it holds a Chinese character.
  fileprivate var isChinese: Bool { unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) } }
}
