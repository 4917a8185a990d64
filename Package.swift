// swift-tools-version: 6.2
import PackageDescription

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
func nio(_ name: String) -> Target.Dependency { .product(name: name, package: "swift-nio") }
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")

/// The platforms; a sixth costs a folder, a name here, and a line in Sources/HufuPlatforms/Platforms.swift.
let platforms = [
  "HufuMeterSphere": "MeterSphere", "HufuTianyi": "Tianyi", "HufuCodeAnalysis": "CodeAnalysis", "HufuISRPA": "ISRPA",
  "HufuBlueKingCI": "BlueKingCI",
].sorted { $0.key < $1.key }
let platformTargets = platforms.map { Target.Dependency(stringLiteral: $0.key) }

let package = Package(
  name: "hufu",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "hufu", targets: ["hufu"]),
    .library(name: "Hufu", targets: ["Hufu"]),
    .library(name: "HufuSigning", targets: ["HufuSigning"]),
    .library(name: "HufuSandbox", targets: ["HufuSandbox"]),
    .library(name: "HufuTesting", targets: ["HufuTesting"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.0"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0", traits: []),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.0"),
  ],
  targets: [
    .executableTarget(name: "hufu", dependencies: ["HufuCommands"]),
    .target(
      name: "HufuCommands",
      dependencies: ["HufuPlatforms", "HufuProfiles", "HufuHTTP", "HufuSandbox", "HufuSandboxServer", "CWcwidth", argumentParser]),
    .target(name: "CWcwidth"),
    .target(name: "Hufu", dependencies: ["HufuPlatforms", "HufuProfiles", "HufuHTTP", "HufuClient", "HufuSigning"] + platformTargets),
    .target(
      name: "HufuSandboxServer",
      dependencies: [
        "HufuSandbox", logging, nio("NIOCore"), nio("NIOPosix"), nio("NIOHTTP1"), .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      ]),
    .target(
      name: "HufuProfiles",
      dependencies: [
        "HufuClient", "HufuHTTP", .product(name: "Yams", package: "Yams"), .product(name: "Subprocess", package: "swift-subprocess"),
      ]),
    .target(
      name: "HufuHTTP",
      dependencies: [
        "HufuClient", nio("NIOCore"), nio("NIOHTTP1"), nio("NIOPosix"), .product(name: "NIOSSL", package: "swift-nio-ssl"),
        .product(name: "NIOHTTPCompression", package: "swift-nio-extras"), .product(name: "AsyncHTTPClient", package: "async-http-client"),
      ]),
    .target(name: "HufuPlatforms", dependencies: ["HufuClient", "HufuSandbox"] + platformTargets),
    .target(name: "HufuSandbox", dependencies: ["HufuClient"]),
    .target(name: "HufuClient", dependencies: ["HufuSigning"]),
    .target(name: "HufuSigning", dependencies: [crypto, cryptoExtras]),
    .target(name: "HufuTesting", dependencies: ["HufuClient", "HufuSandbox"]),

    .testTarget(name: "HufuSigningTests", dependencies: ["HufuSigning", "HufuTesting"]),
    .testTarget(name: "HufuClientTests", dependencies: ["HufuClient", "HufuTesting"]),
    .testTarget(name: "HufuSandboxTests", dependencies: ["HufuSandbox", "HufuTesting"]),
    .testTarget(
      name: "HufuSandboxServerTests", dependencies: ["HufuSandboxServer", "HufuTesting", nio("NIOCore"), nio("NIOPosix")]),
    .testTarget(
      name: "HufuHTTPTests",
      dependencies: [
        "HufuHTTP", "HufuTesting", nio("NIOCore"), nio("NIOHTTP1"), nio("NIOPosix"), .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ]),
    .testTarget(name: "HufuProfilesTests", dependencies: ["HufuProfiles", "HufuTesting"]),
    .testTarget(
      name: "HufuCommandsTests",
      dependencies: [
        "HufuCommands", "HufuPlatforms", "HufuProfiles", "HufuSandbox", "HufuSandboxServer", "HufuTesting",
        .product(name: "Subprocess", package: "swift-subprocess"),
      ], exclude: ["Snippets"]),
    .testTarget(name: "HufuTests", dependencies: ["Hufu"]),
    .testTarget(name: "ConformanceTests", dependencies: ["HufuPlatforms", "HufuTesting"]),
  ]
    + platforms.flatMap { name, folder in
      [
        .target(
          name: name, dependencies: ["HufuClient", "HufuSandbox", "HufuSigning"], path: "Sources/Platforms/\(folder)",
          exclude: ["Documentation.docc"]),
        .testTarget(
          name: "\(name)Tests", dependencies: [.init(stringLiteral: name), "HufuTesting"], exclude: name == "HufuISRPA" ? ["Fixtures"] : []),
      ]
    }
)

for target in package.targets {
  target.swiftSettings = [
    .swiftLanguageMode(.v6), .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
  ]
}
