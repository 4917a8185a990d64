import HufuClient

extension Tianyi {
  /// The interfaces with public documentation (platforms/tianyi.md §4). All are POST; what reads says so.
  ///
  /// Traits: `+sealed` is answered with XXTEA, or with RSA under version 1.1; with `+sealedRSA` beside it, with RSA always.
  static func operations(_ settings: Settings) -> String {
    let callback = settings.callbackUrl.map { "=" + $0.filter { !$0.isWhitespace } } ?? ""
    return #"""
      authpage.get  read  access=signed
        zh 取得用户授权页地址；登录后回调 callback，带 authCode、errcode 和原样的 state
        en Get the address of the authorization page; it returns to callback with authCode, errcode and your state
        also getAuthPageUrl
        POST /open/oauth/login/getAuthPageUrl
            callback>callbackUrl*\#(callback) state* loginClientType:int=\#(settings.loginClientType)

      token.exchange  write  access=signed  secrets=accessToken,refreshToken
        zh 用授权码、天翼账号 tokenCode 或无感知方式换取令牌；令牌应缓存，不要每次调用都取
        en Exchange an authorization code, a tokenCode, or nothing (vcp_189) for tokens; keep them, do not fetch one per call
        also getAccessToken
        POST /open/oauth/getAccessToken
            grant>grantType(auth_code|189_code|vcp_189)=auth_code code>authCode:secret tokenCode:secret enterpriseUser parentUser

      token.refresh  write  access=signed  secrets=accessToken,refreshToken
        zh 刷新令牌；两个令牌都会更换，旧的刷新令牌作废
        en Renew the tokens; both are replaced and the old refresh token is spent
        POST /open/oauth/getAccessToken
            grant>grantType(refresh_token|refresh_vcp_token)=refresh_token refreshToken*:secret

      """# + directoryOperations + deviceOperations + streamOperations + recordingOperations
  }

  private static let directoryOperations = #"""
    regions.list  read  page=whole
      zh 监控目录的下级目录；region 为空取首层，按 hasChildren 逐层读取（仅企业主）
      en The directories below one; the top without region; go down where hasChildren is 1 (enterprise owners only)
      also getReginWithGroupList
      POST /open/token/device/getReginWithGroupList
          region>regionId= parentUser

    region.path  read
      zh 目录的完整路径
      en The full path of a directory
      also getFullRegionPath
      POST /open/token/device/getFullRegionPath
          region>regionId* parentUser

    region.totals  read
      zh 批量查询目录的设备总数
      en How many devices several directories hold
      also batchRegionCount
      POST /open/token/device/batchRegionCount
          regions>regionIds*:list

    region.online  read
      zh 下级目录的设备数与在线数；code 是 regionCode，为空取首层
      en Devices and devices online in the directories below one, by regionCode; the top without code
      also getCusDeviceCount
      POST /open/token/vcpTree/getCusDeviceCount
          code>regionCode= parentUser

    tree.totals  read
      zh 整个监控目录树的设备总数与在线数
      en Devices and devices online in the whole tree
      also getCusTreeDeviceCount
      POST /open/token/vcpTree/getCusTreeDeviceCount
          isClearCache(0|1) parentUser

    """#

  private static let deviceOperations = #"""
    devices.list  read  page=cursor
      zh 账号下全部设备（含下级目录），按游标翻页：lastId 为 -1 即结束，total 只在首页返回
      en All devices of the account, directories below included; by cursor: lastId -1 is the end, total stands on the first page only
      also getAllDeviceListNew
      POST /open/token/device/getAllDeviceListNew
          region>cusRegionId after>lastId:int=0 size>pageSize:int(1..100)=100 children>hasChildDevices(0|1) parentUser

    devices.page  read  page=numbered
      zh 一个目录当前层的设备，按页码翻页
      en The devices of one directory, not of those below; by page number
      also getDeviceList
      POST /open/token/device/getDeviceList
          region>regionId* page>pageNo:int(1..)=1 size>pageSize:int(1..50)=50 parentUser

    devices.within  read  page=numbered
      zh 按经纬度范围、设备码或名称查设备；范围写成“起,止”
      en Devices within a range of coordinates, written FROM,TO, or by code or name
      also getDevByLongitudeAndLatitude
      POST /open/token/device/getDevByLongitudeAndLatitude
          longitude latitude device>deviceCode name>deviceName page>pageNo:int(1..)=1 size>pageSize:int(1..50)=50 parentUser

    device.get  read
      zh 设备详细信息
      en A device in detail
      also showDevice
      POST /open/token/device/showDevice
          device>deviceCode* parentUser

    device.basics  read
      zh 设备基础信息
      en A device's registration
      also getDeviceInfoByDeviceCode
      POST /open/token/device/getDeviceInfoByDeviceCode
          device>deviceCode*

    device.owner  read
      zh 设备绑定用户
      en The user a device is bound to
      also getDeviceBandUser
      POST /open/token/device/getDeviceBandUser
          device>deviceCode* parentUser

    device.source  read
      zh 设备来源：1 云眼，其他是看家
      en Where a device comes from: 1 云眼, else 看家
      also getDeviceResource
      POST /open/token/device/getDeviceResource
          device>deviceCode* parentUser

    device.path  read
      zh 设备在设备树、业务树、行业树里的路径
      en A device's paths in the trees
      also getAllPath
      POST /open/token/vcpTree/getAllPath
          device>deviceCode*

    device.status  read
      zh 设备在线状态：0 离线，1 在线，2 休眠，3 保活休眠
      en Whether a device is online: 0 no, 1 yes, 2 asleep, 3 asleep but kept alive
      also getDeviceStatus
      POST /open/token/vpaas/device/getDeviceStatus
          device>deviceCode*

    device.statuses  read
      zh 批量查询在线状态，一次最多 200 个设备
      en The same for up to 200 devices
      also batchDeviceStatus
      POST /open/token/vpaas/device/batchDeviceStatus
          devices>deviceCodes*:list parentUser

    device.states  read
      zh 批量查询在线（1）、云存（2）或绑定（3）状态，一次最多 20 个设备；-1 表示不在企业主名下
      en Online (1), cloud storage (2) or binding (3) of up to 20 devices; -1 is a device of somebody else
      POST /open/token/device/batchDeviceStatus
          devices>deviceCodes*:list what>queryData(1|2|3)=1 parentUser

    device.config  read
      zh 设备通用配置
      en A device's settings
      also getDeviceConfig
      POST /open/token/vpaas/device/getDeviceConfig
          device>deviceCode*

    device.camera  read
      zh 设备摄像头配置
      en A device's camera settings
      also getCameraInfo
      POST /open/token/vpaas/device/getCameraInfo
          device>deviceCode* parentUser

    alarms.list  read  page=plain
      zh 设备告警；types 为 1 离线、10 上线、2 画面变动、11 有人移动；时间写成 yyyy-MM-dd HH:mm:ss:SSS（毫秒前是冒号）
      en A device's alarms; types 1 offline, 10 online, 2 motion, 11 person; times as yyyy-MM-dd HH:mm:ss:SSS, a colon before ms
      also getDeviceAlarmMessage
      POST /open/token/device/getDeviceAlarmMessage
          device>deviceCode* types>alertTypeList:list=1,2,10,11 source>alertSource:int=1 from>startTime:time to>endTime:time
          page>pageNo:int(1..)=1 size>pageSize:int(1..50)=50 parentUser

    """#

  private static let streamOperations = #"""
    stream.hls  read  +sealed
      zh HLS 直播地址；mediaType 0 高清、1 标清；地址 5–15 分钟失效，不要缓存
      en HLS address; mediaType 0 is HD, 1 is SD; it lives 5–15 minutes, do not keep it
      also getDeviceMediaUrlHls
      POST /open/token/cloud/getDeviceMediaUrlHls
          device>deviceCode* mediaType(0|1) https>supportDomain(0|1) mute(0|1) netType(0|1)
          expire:int(1..1800) nodeId msType(2|3) parentUser

    stream.rtmp  read  +sealed
      zh RTMP 直播地址；mediaType 0 高清、1 标清
      en RTMP address; mediaType 0 is HD, 1 is SD
      also getDeviceMediaUrlRtmp
      POST /open/token/cloud/getDeviceMediaUrlRtmp
          device>deviceCode* mediaType(0|1) mute(0|1) netType(0|1) parentUser

    stream.flv  read  +sealed
      zh HTTP-FLV 直播地址；mediaType 0 高清、1 标清
      en HTTP-FLV address; mediaType 0 is HD, 1 is SD
      also getDeviceMediaUrlFlv
      POST /open/token/cloud/getDeviceMediaUrlFlv
          device>deviceCode* mediaType(0|1) mute(0|1) netType(0|1) parentUser

    stream.rtsp  read  +sealed
      zh RTSP 直播地址；播放器必须用 RTP over TCP
      en RTSP address; players must use RTP over TCP
      also getDeviceMediaUrlRtsp
      POST /open/token/cloud/getDeviceMediaUrlRtsp
          device>deviceCode* mediaType(0|1) https>supportDomain(0|1) mute(0|1) netType(0|1) proto parentUser

    stream.webrtc  read  +sealed
      zh WebRTC 直播地址；mediaType 0 高清、1 标清
      en WebRTC address; mediaType 0 is HD, 1 is SD
      also getDeviceMediaWebrtcUrl
      POST /open/token/vpaas/getDeviceMediaWebrtcUrl
          device>deviceCode* mediaType(0|1) mute(0|1) netType(0|1) channel:int expire:int

    stream.h5  read  +sealed
      zh H5 直播地址（多协议）；注意 mediaType 与其他接口相反：0 标清、1 高清；videoEnc 1 是 H.265，浏览器多半不能播
      en Addresses for browsers; mediaType is inverted here: 0 is SD, 1 is HD; videoEnc 1 is H.265, which few browsers play
      also getH5StreamUrl
      POST /open/token/vpaas/getH5StreamUrl
          device>deviceCode* mediaType(0|1) userAgent netType(0|1) mute(0|1) playerType(0|1)=0 wasm(0|1)=0 all>allLiveUrl(0|1)

    """#

  private static let recordingOperations = #"""
    folders.list  read  +sealed  page=whole
      zh 云回看目录，一天一个（yyyyMMdd）
      en The days with recordings (yyyyMMdd)
      also getCloudFolderList
      POST /open/token/cloud/getCloudFolderList
          device>deviceCode* netType(0|1) parentUser

    files.list  read  +sealed  page=numbered
      zh 一天的云回看文件；by=2 时按 from、to（yyyyMMddHHmm，同一天）；order 1 倒序、2 正序
      en The recordings of a day; with by=2 those between from and to (yyyyMMddHHmm, same day); order 1 newest first, 2 oldest first
      also getCloudFileList
      POST /open/token/cloud/getCloudFileList
          device>deviceCode* day>path* by>type(1|2) from>startDate to>endDate order>orderBy(1|2) netType(0|1)
          page>pageNo:int(1..)=1 size>pageSize:int(1..50)=50 parentUser

    file.url  read  +sealed
      zh 云回看文件的下载地址，2 分钟内有效
      en The download address of a recording; good for two minutes
      also getFileUrlById
      POST /open/token/cloud/getFileUrlById
          device>deviceCode* file>id* isHttp(0|1) netType(0|1) parentUser

    file.rtmp  read  +sealed +sealedRSA
      zh 云回看文件的 RTMP 流化地址；回答始终用 RSA 加密，需要 rsaPrivateKey
      en The RTMP address of a recording; always sealed with RSA, needs rsaPrivateKey
      also streamUrlRtmp
      POST /open/token/cloud/streamUrlRtmp
          device>deviceCode* file>fileId* netType(0|1) parentUser

    file.hls  read  +sealed +sealedRSA
      zh 云回看文件的 HLS 流化地址；kind 3 是 http、4 是 https；回答始终用 RSA 加密，需要 rsaPrivateKey
      en The HLS address of a recording, kind 3 http, 4 https; always sealed with RSA, needs rsaPrivateKey
      also streamUrlHls
      POST /open/token/cloud/streamUrlHls
          device>deviceCode* file>fileId* kind>type(3|4) mute(0|1) netType(0|1) parentUser
    """#
}
