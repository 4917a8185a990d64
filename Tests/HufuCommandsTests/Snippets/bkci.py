"""The document's two requests to BlueKing CI, which it prints as addresses: fetch the token as a signed-in browser, then use it.

    python3 bkci.py HOST LOGIN_COOKIE
"""
import sys

import requests

host, cookie = sys.argv[1:]

# 浏览器访问 /ms/auth/api/user/token/get 获取; 请先网页登录BKCI
issued = requests.get(host + "/ms/auth/api/user/token/get", headers={"Cookie": cookie}).json()
# Answers of the service come in {"status": 0, "data": …}; the document shows what is inside.
issued = issued.get("data") or issued
print(issued["userId"], issued["expirationTime"])

# The token comes percent-encoded and goes into the address as it is.
response = requests.get(
    host + "/ms/openapi/api/apigw/v3/projects?access_token=" + issued["accessToken"], headers={"X-DEVOPS-UID": "admin"})
print(response.status_code, response.json())
