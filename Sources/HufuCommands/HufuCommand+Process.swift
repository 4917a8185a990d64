import HufuClient

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension HufuCommand {
  /// Runs the process's own command line and leaves with its exit code.
  package static func runProcess() async -> Never {
    signal(SIGPIPE, SIG_IGN)
    exit(await run(Array(CommandLine.arguments.dropFirst()), in: .system).rawValue)
  }
}
