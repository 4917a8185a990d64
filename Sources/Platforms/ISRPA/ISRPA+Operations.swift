extension ISRPA {
  /// The operations whose paths are public (platforms/isrpa.md §5). Everything else is reached by raw requests, signed all the same.
  static let operations = """
    token.get  read  access=open secrets=accessToken,AccessToken,access_token,accesstoken,token,refreshToken,RefreshToken,refresh_token,refreshtoken,refleshToken,refleshtoken
      zh 用 accessKey 和 secretKey 换取访问令牌与刷新令牌（不签名）
      en Trade accessKey and secretKey for an access token and a refresh token (unsigned)
      2020.4 GET /oapi/v1/token{?accessKey,secretKey}
          accessKey* secretKey*:secret
      2020.5 GET /oapi/v1/token{?accessKey,secretKey}
          accessKey* secretKey*:secret

    token.refresh  write  access=open secrets=accessToken,AccessToken,access_token,accesstoken,token,refreshToken,RefreshToken,refresh_token,refreshtoken,refleshToken,refleshtoken
      zh 用刷新令牌换取新的访问令牌（不签名）
      en Trade a refresh token for a new access token (unsigned)
      2020.4 GET /oapi/v1/token{?refreshToken}
          refreshToken*:secret
      2020.5 GET /oapi/v1/token{?refreshToken}
          refreshToken*:secret

    job.create  write
      zh 创建作业；字段以厂商手册为准，任意名字均可传入，值一律以文本签名和发送
      en Create a job; its fields are in the vendor's manual, any name is taken, every value is signed and sent as text
      2020.4 POST /oapi/v1/job/create
          ...
      2020.5 POST /oapi/v1/job/create
          ...
    """
}
