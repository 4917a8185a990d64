import HufuClient
import HufuSigning

/// What would be sent, without sending it: no network, every secret masked.
enum DryRun {
  static func show(_ request: APIRequest, as operation: HufuClient.Operation?, on connection: Connection, in shell: Shell) async throws {
    let authorized: Authorizer.Authorized
    do {
      authorized = try await connection.authorizer.sign(
        request, operation?.access ?? .token, at: shell.timing.now(), nonce: shell.entropy.uuid())
    } catch let error as SigningError where error.reason == .tokenMissing {
      shell.say(
        shell.text("（签名需要令牌；--dry-run 不联网，以下是未签名的请求。）", "(Signing needs a token; --dry-run uses no network. This is the unsigned request.)")
      )
      authorized = try await connection.authorizer.sign(request, .open, at: shell.timing.now(), nonce: shell.entropy.uuid())
    }
    let masked = shell.redactor.clean(String(decoding: SignedForm.http.text(authorized.request, at: connection.endpoint), as: UTF8.self))
    shell.output.write(Array(masked.utf8))
    let effect = operation?.effect.rawValue ?? (request.method == .get || request.method == .head ? "read" : "write")
    shell.say(shell.text("未发送（\(effect)）。", "not sent (\(effect))."))
  }
}
