import HufuClient
import HufuSigning

/// Addresses of live pictures. They lead nowhere: 192.0.2.0/24 is for documentation (RFC 5737).
extension CameraWorld {
  func live(_ scheme: String, _ camera: Camera, at now: Timestamp, port: Int, lives seconds: Int64) -> JSONValue {
    let salt = UInt64(now.milliseconds / 60_000)
    let key = digits(32, camera.index, salt)
    let ticket = digits(32, camera.index, salt &+ 1)
    return [
      "url": .string("\(scheme)://192.0.2.20:\(port)/\(camera.code)_1?key=\(key)&tk=\(ticket)"), "expireTime": .int(seconds),
    ]
  }

  func browserStreams(_ camera: Camera, at now: Timestamp) -> JSONValue {
    let salt = UInt64(now.milliseconds / 60_000)
    let path = "\(digits(32, camera.index, 7))/0_1"
    let token = digits(32, camera.index, salt)
    let streams: [(Int, String)] = [
      (7, "webrtc://192.0.2.21/webrtc-gateway/\(path)?token=\(token)"), (8, "wss://192.0.2.22/\(path)/live.mp4?token=\(token)"),
    ]
    return [
      "expireIn": 300, "videoEnc": .int(camera.index % 4 == 3 ? 1 : 0),
      "streamUrls": .array(
        streams.map { ["protocol": .int($0.0), "ipv6StreamUrl": .null, "streamUrl": .string($0.1), "level": 0] }),
    ]
  }
}
