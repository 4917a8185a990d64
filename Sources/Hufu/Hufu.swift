// What a Swift program imports: `import Hufu` brings the client, the platforms, profiles and the HTTP transport.
@_exported public import HufuBlueKingCI
@_exported public import HufuClient
@_exported public import HufuCodeAnalysis
@_exported public import HufuHTTP
@_exported public import HufuISRPA
@_exported public import HufuMeterSphere
@_exported public import HufuPlatforms
@_exported public import HufuProfiles
@_exported public import HufuSigning
@_exported public import HufuTianyi
