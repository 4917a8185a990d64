"""The vendor's script for 天翼视联: the address of the authorization page; then the steps the document tells without printing their code.

Repaired: send_post reads api_url, which nobody sets, and returns response, which it has written repsonse; main's comment starts with a tab.
Put in: arguments in place of the host, application and callback it prints.

    python3 tianyi.py HOST APP_ID APP_SECRET CALLBACK_URL
"""
import requests
import random
import string
import sys
import time
import xxtea  # 下载的的是这个xxtea-py，不是xxtea
import hmac
import json
from hashlib import sha256
from html import unescape
from urllib.parse import parse_qs, urljoin, urlsplit
import re

# 接口URL
host = sys.argv[1]
url = host + "/open/oauth/login/getAuthPageUrl"

# 共有参数与加密所需参数（appSecret）
appId = sys.argv[2]
appSecret = sys.argv[3]
CLIENT_TYPE = 3
VERSION = "2.0"

callbackUrl = sys.argv[4] # 私有参数callbackUrl（需要在平台进行配置）
loginClientType = 10010 # 私有参数loginClientType

def public_params(params):
    """ 共有请求参数 """
    timestamp = int(time.time() * 1000)
    return {"signature": get_sign(params, timestamp), "params": params, "appId": appId,
                "version": VERSION,  "clientType": CLIENT_TYPE, "timestamp": timestamp}

def get_sign(params, timestamp):
    """ 获取签名 """
    data = appId+str(CLIENT_TYPE)+str(params)+str(timestamp)+VERSION
    # print(data)
    return hmac.new(appSecret.encode('utf-8'), data.encode('utf-8'), digestmod=sha256).hexdigest()


def generate_state(length=16):
    """处理state私有参数"""
    characters = string.ascii_letters + string.digits
    return ''.join(random.choice(characters) for i in range(length))


def send_post(paramDict, api_url=url):
    """发送请求"""

    # 请求头参数
    headers = {
        "apiVersion": "2.0",
        "Content-Type": "application/x-www-form-urlencoded",
        "accept": "*/*",
        "connection": "Keep-Alive",
        "user-agent": "ehome-push"
    }

    # print("请求头参数 %s" % headers)

    # 发送POST请求`
    response = requests.post(api_url, paramDict, headers=headers)
    # print(response)

    return response



def main():

    state = generate_state()
    reqParam = "callbackUrl=%s&state=%s&loginClientType=10010" % (callbackUrl, state)

    param = xxtea.encrypt(reqParam, appSecret).hex()
    realParam = public_params(param)
    result = send_post(realParam)
    # print("请求体参数:%s" % realParam )

    # print("result.content=%s" % (result.content).decode('utf-8'))
    # 将响应参数使用json格式加载到value
    value = json.loads(result.text)
    print(value)
    return value, state # put in, for the next step


# The rest is not printed in the document, which says only: 1、运行 getAuthCode.py 得到authCode （只有当 errcode=0 时，authCode 才能用）
# 2、用第1步得到的authCode替换 getAccessToken.py 中旧的authCode，然后运行该文件得到accessToken

def confirm(page, state):
    """What a person does in the browser: opens the page and confirms; the browser is sent to the callback."""
    link = re.search(r'href="([^"]*confirm=1)"', requests.get(page).text).group(1)
    answer = requests.get(urljoin(page, unescape(link)), allow_redirects=False)
    location = answer.headers["Location"]
    assert location.startswith(callbackUrl), location
    query = parse_qs(urlsplit(location).query)
    assert query["state"] == [state] and query["errcode"] == ["0"], query
    return query["authCode"][0]


def get_access_token(authCode):
    reqParam = "grantType=auth_code&authCode=%s" % authCode
    param = xxtea.encrypt(reqParam, appSecret).hex()
    result = send_post(public_params(param), host + "/open/oauth/getAccessToken")
    value = json.loads(result.text)
    print(value)


if __name__ == '__main__':
    value, state = main()
    get_access_token(confirm(value["data"], state))
