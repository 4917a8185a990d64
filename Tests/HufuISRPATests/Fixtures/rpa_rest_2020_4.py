"""The vendor's Python client for iS-RPA 2020.4, restored from its mangled publication.

What the publication lost is put back as platforms/isrpa.md §1 reconstructs it; quirks of the original stay (the query goes out unencoded, a
retry reuses timestamp and signature, TLS is not verified). Only the names of headers, parameters and codes are contract.

    python3 rpa_rest_2020_4.py HOST PORT ACCESS_KEY SECRET_KEY

runs the story of the document against a server whose token answer has result.accessToken and result.refreshToken (Hufu's sandbox), prints
each answer as a line of JSON, and exits with 1 when one of them is no success. HOST is an origin such as http://127.0.0.1.
"""
import base64
import hmac
import json
import sys
import time
from hashlib import sha256
from urllib import parse

import requests


def rpa_rest_2020_4(host='', rest_type='', data_json=None, mode='', port=443, accesstoken=None, retry=2):
    get_field_json = {'code': 40, 'msg': 'fail,意外情况', 'result': None}

    def json2Params(data_json):
        get_field_json = {'code': 41, 'msg': 'fail,转换URL参数失败!', 'result': None}
        try:
            data_json = json.loads(data_json)
            url_str = ''
            nums = 0
            max_nums = len(data_json)
            for key in data_json:
                nums += 1
                if nums == max_nums:
                    url_str += str(key) + '=' + str(data_json[key])
                else:
                    url_str += str(key) + '=' + str(data_json[key]) + '&'
        except Exception as e:
            print(e, file=sys.stderr)
            url_str = ''
        finally:
            return url_str

    if mode != 'get' and mode != 'put' and mode != 'post' and mode != 'delete':
        get_field_json = {'code': 42, 'msg': 'fail,mode错误,只能为get、put、post或delete!', 'result': None}
        return get_field_json
    sign = ''
    sign_yc = ''
    url = host
    if port != 443:
        url = url + ':' + str(port)
    url += rest_type
    timestamp = None
    try:
        get_field_json = {'code': 41, 'msg': 'fail,获取签名失败!', 'result': None}
        timestamp = str(int(round(time.time() * 1000)))
        for key in data_json:
            data_json[key] = str(data_json[key])
        data_json = json.dumps(data_json, sort_keys=True)
        if mode == 'get':
            json_str = json2Params(data_json)
            sign_yc = json_str + '&token=' + accesstoken + '&timestamp=' + timestamp
            url = url + '?' + json_str
        else:
            sign_yc = str(data_json) + '&token=' + accesstoken + '&timestamp=' + timestamp
        url_bm = parse.quote(sign_yc, encoding="utf-8")
        byte_key = bytes(accesstoken, encoding="utf-8")
        byte_url_bm = bytes(url_bm, encoding="utf-8")
        hn256 = hmac.new(byte_key, byte_url_bm, digestmod=sha256)
        hh256 = hn256.hexdigest()
        bb64 = base64.b64encode(bytes(hh256, encoding="utf-8"))
        sign = str(bb64, "utf-8")
        sign = sign.replace('\r\n', '')
    except Exception as e:
        print(e, file=sys.stderr)
        return get_field_json

    for count in range(retry):
        try:
            if mode != 'get':
                header_dict = {'content-type': 'application/json;charset=utf-8', 'accesstoken': accesstoken,
                               'timestamp': timestamp, 'signature': sign}
                if mode == 'post':
                    if rest_type == '/oapi/v1/job/create':
                        header_dict = {'content-type': 'application/x-www-form-urlencoded;charset=utf-8',
                                       'accesstoken': accesstoken, 'timestamp': timestamp, 'signature': sign}
                        json_str = json2Params(data_json)
                        url = url + '?' + json_str
                        res = requests.post(url, data=str(data_json), headers=header_dict, verify=False)
                    else:
                        json_str = json2Params(data_json)
                        url = url + '?' + json_str
                        header_dict = {'content-type': 'application/x-www-form-urlencoded;charset=utf-8',
                                       'accesstoken': accesstoken, 'timestamp': timestamp, 'signature': sign}
                        res = requests.post(url, data=str(data_json), headers=header_dict, verify=False)
                if mode == 'put':
                    res = requests.put(url, data=str(data_json), headers=header_dict, verify=False)
                if mode == 'delete':
                    res = requests.delete(url, data=str(data_json), headers=header_dict, verify=False)
            if mode == 'get':
                header_dict = {'accesstoken': accesstoken, 'timestamp': timestamp, 'signature': sign}
                res = requests.get(url, headers=header_dict, verify=False)
            get_field_json = json.loads(res.text)
            res.close()
            break
        except Exception as e:
            print(e, file=sys.stderr)
            get_field_json = {'code': 40, 'msg': 'fail,发送api失败!', 'result': None}
    return get_field_json


def get_token(host='', port='', accesskey='', secretkey='', retry=2):
    get_field_json = {'code': 44, 'msg': 'fail,获取token失败', 'result': None}
    for i in range(retry):
        try:
            url = host
            if port != 443:
                url = url + ':' + str(port)
            json_str = 'accessKey=' + accesskey + '&secretKey=' + secretkey
            url = url + '/oapi/v1/token?' + json_str
            res = requests.get(url, verify=False)
            get_field_json = json.loads(res.text)
            res.close()
            break
        except Exception as e:
            print(e, file=sys.stderr)
    return get_field_json


def refresh_token(host='', port='', refleshtoken='', retry=2):
    get_field_json = {'code': 44, 'msg': 'fail,刷新token失败', 'result': None}
    for i in range(retry):
        try:
            url = host
            if port != 443:
                url = url + ':' + str(port)
            json_str = 'refreshToken=' + refleshtoken
            url = url + '/oapi/v1/token?' + json_str
            res = requests.get(url, verify=False)
            get_field_json = json.loads(res.text)
            res.close()
            break
        except Exception as e:
            print(e, file=sys.stderr)
    return get_field_json


def story(host, port, accesskey, secretkey):
    """Every call of the document once; yields its answers."""
    answer = get_token(host, port, accesskey, secretkey)
    yield answer
    job = {'name': '财务日报', 'robot': '机器人/一号', 'count': 3, 'urgent': True}
    answer_of_job = rpa_rest_2020_4(host, '/oapi/v1/job/create', dict(job), 'post', port, answer['result']['accessToken'])
    yield answer_of_job
    answer = refresh_token(host, port, answer['result']['refreshToken'])
    yield answer
    token = answer['result']['accessToken']
    yield rpa_rest_2020_4(host, '/oapi/v1/job/create', dict(job), 'post', port, token)
    # The sandbox's own path, to sign a GET as the document does.
    query = {'jobId': answer_of_job['result']['jobId'], 'note': '中文'}
    yield rpa_rest_2020_4(host, '/oapi/v1/sandbox/job/status', query, 'get', port, token)


if __name__ == '__main__':
    answers = list(story(sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4]))
    for line in answers:
        print(json.dumps(line, ensure_ascii=False))
    sys.exit(0 if all(line['code'] == 200 for line in answers) else 1)
