public import HufuClient
import HufuSigning

extension Tianyi {
  public static let topics = [
    Topic(
      "version", title: Bilingual(zh: "version、apiVersion 与回答的加密", en: "version, apiVersion, and how answers are sealed"),
      text: Bilingual(
        zh: """
          请求头 apiVersion 恒为 2.0，每次都要带，不参与签名；缺了它平台会说 70012“应用不存在”。
          表单字段 version 参与签名，只决定敏感接口（直播、云存）回答里 data 的加密：1.1 用 RSA（应用私钥），其他值用 XXTEA（appSecret 前 16 字节）。
          云回看流化地址（file.rtmp、file.hls）和推送消息始终用 RSA。请求的 params 始终用 XXTEA。
          """,
        en: """
          The header apiVersion is always 2.0, goes with every call and is not signed; without it the platform says 70012, "no such
          application". The form's field version is signed and decides one thing: how data is sealed in the answers about streams and
          recordings. 1.1 is RSA (the application's key), anything else XXTEA (the first 16 bytes of appSecret). Streamed recordings
          (file.rtmp, file.hls) and pushes are always RSA. The params of a request are always XXTEA.
          """)),
    Topic(
      "callback", title: Bilingual(zh: "授权回调与推送", en: "Callbacks and pushes"),
      text: Bilingual(
        zh: """
          授权回调域名写成“协议://域名”或“协议://IP+端口”，必须带协议；平台只比较域名部分。
          回调带 authCode、errcode（也有写作 errorCode）和 state：errcode 为 0 且 state 与所发一致时 authCode 才能用，5 分钟内、一次。
          推送是 {"data":"<RSA 密文>"}：hufu decrypt PROFILE < push.json
          """,
        en: """
          The callback domain is scheme://domain or scheme://IP:port, never without the scheme; the platform compares the domain only.
          The callback brings authCode, errcode (errorCode, others say) and state. The code is good only with errcode 0 and your own state,
          for five minutes, once. A push is {"data":"<RSA>"}: hufu decrypt PROFILE < push.json
          """)),
  ]
}
