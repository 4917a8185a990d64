"""The vendor's example for Tencent Cloud Code Analysis: the repositories of a team.

Put in: arguments in place of the host it prints and the token it leaves out.

    python3 tca.py HOST TOKEN
"""
import sys

import requests

host, token = sys.argv[1:]

# 假设:
# 当前org_sid为helloworld
# 获取helloworld团队下的hellotca项目下登记的代码库
url=host + "/server/main/api/orgs/helloworld/teams/hellotca/repos/?limit=12&offset=0"
headers = {
  "Authorization": "Token %s" % token,
}

response = requests.get(url, headers=headers)
print(response.json())
