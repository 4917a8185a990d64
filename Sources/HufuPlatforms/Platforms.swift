import HufuBlueKingCI
public import HufuClient
import HufuCodeAnalysis
import HufuISRPA
import HufuMeterSphere
import HufuTianyi

/// The registry: every platform Hufu knows, in the order they are listed. The only place that names them all.
public enum Platforms {
  public static let all: [any Platform.Type] = [MeterSphere.self, Tianyi.self, CodeAnalysis.self, ISRPA.self, BlueKingCI.self]
}
