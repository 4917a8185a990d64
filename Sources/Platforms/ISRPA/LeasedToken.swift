import HufuClient
import HufuSigning

/// Fetches the access token, and renews it with the refresh token where there is one.
///
/// A refused refresh token is no end: the keys fetch a new pair. After a failure that may pass (a gateway without its server) a refresh token
/// that may still be good is tried again; the keys are left for the last try.
struct LeasedToken: TokenSource {
  let credential: ISRPA.Credential
  let reader: TokenReader

  var account: String { credential.accessKey }

  func issued(in reply: Reply, of operation: String, at now: Timestamp) throws -> AccessToken? {
    guard operation == "token.get" || operation == "token.refresh" else { return nil }
    return try reader.token(in: reply.response.body, at: now, previous: nil)
  }

  func renew(_ last: AccessToken, by refresh: Secret, at now: Timestamp, by exchange: Exchange) async throws -> AccessToken {
    try await call("token.refresh", ["refreshToken": .string(refresh.reveal())], last, at: now, by: exchange)
  }

  func spendsRefresh(_ refusal: APIError) -> Bool { !refusal.kind.isTransient }

  func fetch(previous: AccessToken?, at now: Timestamp, by exchange: Exchange) async throws -> AccessToken {
    let keys: Arguments = ["accessKey": .string(credential.accessKey), "secretKey": .string(credential.secretKey.reveal())]
    return try await call("token.get", keys, nil, at: now, by: exchange)
  }

  private func call(
    _ operation: String, _ arguments: Arguments, _ previous: AccessToken?, at now: Timestamp, by exchange: Exchange
  ) async throws -> AccessToken {
    do {
      let reply = try await exchange.call(operation, arguments)
      return try reader.token(in: reply.response.body, at: now, previous: previous)
    } catch var error as APIError {
      error.clientCode = 44
      throw error
    }
  }
}
