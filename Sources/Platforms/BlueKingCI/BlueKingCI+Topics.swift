import HufuClient
import HufuSigning

extension BlueKingCI {
  static let enableToken = Topic(
    "enable-token", title: Bilingual(zh: "在服务器上开启 access_token 认证", en: "Switch token authentication on"),
    text: Bilingual(
      zh: """
        不开启也能调用开放接口，但任何人都能冒充任何用户；建议开启。

        1. 登录 CI 服务器，编辑 /data/bkce/etc/ci/common.yml，在 auth 段下设置：

           auth:
             accessToken:
               enabled: true
               secret: 任意字符串（建议 32 个以上随机字符；改动后所有旧令牌失效）
               expirationTime: 86400000   # 毫秒，这里是 24 小时

        2. 重启 auth 和 openapi 两个服务（服务名因安装方式而异，任选存在的一种）：

           systemctl restart BKCI-auth.service BKCI-openapi.service
           systemctl restart bk-ci-auth.service bk-ci-openapi.service

        3. 取令牌：hufu explain bkci token-get；或离线签发：
           hufu token bkci mint --common-yml common.yml --user 用户名
        """,
      en: """
        The open API works without it, but then anybody can act as anybody; switch it on.

        1. On the CI server edit /data/bkce/etc/ci/common.yml, in the section auth:

           auth:
             accessToken:
               enabled: true
               secret: any text (32 random characters or more; a change voids all tokens)
               expirationTime: 86400000   # milliseconds, 24 hours here

        2. Restart the services auth and openapi (their names depend on the install; take those that exist):

           systemctl restart BKCI-auth.service BKCI-openapi.service
           systemctl restart bk-ci-auth.service bk-ci-openapi.service

        3. Get a token: hufu explain bkci token-get; or mint one offline:
           hufu token bkci mint --common-yml common.yml --user NAME
        """))

  static let tokenGet = Topic(
    "token-get", title: Bilingual(zh: "取得 access_token", en: "Get an access_token"),
    text: Bilingual(
      zh: """
        1. 浏览器网页登录蓝盾。
        2. 同一浏览器访问 https://{域名}/ms/auth/api/user/token/get ，返回：
           {"status":0,"data":{"userId":"…","expirationTime":1795366293690,"accessToken":"%2Bx…"}}
        3. 把 accessToken 的值原样放进 profile 的 credentials.accessToken。编码与否都可以，Hufu 会归一成编码一次的形式。
           expirationTime 是到期时间（毫秒）；到期后重新取。

        若返回 {"status": 401,…"用户权限验证失败。"}：没有登录，先做第 1 步。
        若返回 2100026：服务器没有配置 secret，见 hufu explain bkci enable-token。
        命令行：hufu call PROFILE token.get cookie=env:BKCI_COOKIE （值如 bk_token=…）
        """,
      en: """
        1. Sign in to BlueKing CI in a browser.
        2. In the same browser open https://HOST/ms/auth/api/user/token/get. It answers:
           {"status":0,"data":{"userId":"…","expirationTime":1795366293690,"accessToken":"%2Bx…"}}
        3. Put the value of accessToken into credentials.accessToken of the profile as it stands. Encoded or not, Hufu brings it
           into the form that is encoded once. expirationTime says when it ends (milliseconds); then get a new one.

        {"status": 401,…"用户权限验证失败。"}: you are not signed in, see step 1.
        2100026: the server has no secret, see hufu explain bkci enable-token.
        On the command line: hufu call PROFILE token.get cookie=env:BKCI_COOKIE (a value like bk_token=…)
        """))

  static let statusCodes = Topic(
    "status-codes", title: Bilingual(zh: "返回码的真实含义", en: "What the status codes really mean"),
    text: Bilingual(
      zh: """
        200  操作成功；创建和启动也是 200。201 文档有，实际未见
        400  参数错误；令牌缺失、过期、非法也是 400（纯文本），不是 401
        401  只出现在网页登录（/api/user/）；  403  没有权限
        404  资源不存在，或没有项目权限（有意不区分）；405 没有该接口
        408  内部超时，可能已经执行；            409  冲突
        415  缺少 Content-Type；417 登录应用未授权；418 代码库未授权
        422  操作不能进行；423 账号锁定或频率超限；429 被限流
        500  服务器出错；503 “后台正在部署中，请稍后。”，稍后再试
        """,
      en: """
        200  done, creations and starts too; 201 is documented and was never seen
        400  bad parameter; a missing, expired or illegal token is a 400 in plain text too, not a 401
        401  only from the web sign-in (/api/user/);  403  no permission
        404  not there, or no permission for the project (not told apart on purpose);  405  no such API
        408  an inner time-out, may have been carried out;  409  conflict
        415  Content-Type missing;  417  login not authorised;  418  code host not authorised
        422  cannot be done;  423  account locked or called too often;  429  throttled
        500  server failure;  503  being deployed, try later
        """))
}
