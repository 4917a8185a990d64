import FoundationEssentials
package import HufuSigning

extension Timestamp {
  /// In UTC with whole seconds: `2026-11-21T08:00:00Z`.
  package var iso8601: String { Date(timeIntervalSince1970: Double(milliseconds) / 1000).formatted(.iso8601) }
}
