# The document's requests to BlueKing CI by curl: `GET https://{域名/ip}/ms/openapi/…?access_token=… -H "X-DEVOPS-UID: admin"`.
#
#     sh bkci.sh HOST LOGIN_COOKIE
set -eu
token=$(curl -sS --cookie "$2" "$1/ms/auth/api/user/token/get" | sed -n 's/.*"accessToken" *: *"\([^"]*\)".*/\1/p')
curl -sS -X GET "$1/ms/openapi/api/apigw/v3/projects?access_token=$token" -H "X-DEVOPS-UID: admin" -w '\n%{http_code}\n'
