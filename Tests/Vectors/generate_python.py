#!/usr/bin/env python3
"""Makes python.json: what CPython's json, str, repr and urllib.parse make of many inputs. Needs nothing but CPython.

The column "java" is java.net.URLEncoder's rule written down in Python; it was compared with a JDK once for every byte below 128.
Run it in this directory; the output never changes.
"""

import json
import random
import struct
import urllib.parse
from pathlib import Path

NUMBERS = """
0 -0 1 -1 7 1.0 -0.0 0.0 1.5 1e2 1E2 1e+2 1e0 100e-2 1.10 0.1 0.10000000000000001 0.30000000000000004
123456789012345678901234567890 -9223372036854775809 1e15 1e16 1e17 123456789012345680.0 9007199254740992.0
9007199254740993.0 9999999999999998.0 99999999999999990.0 1e21 1e22 1e23 0.001 0.0001 0.00012345 0.00001 1e-5 1.5e-7
1e-10 1e100 1.5e300 1e-300 5e-324 4.9e-324 2.2250738585072014e-308 1.7976931348623157e308 1e400 -1e400 1e-400 -1e-400
1234567890123456.7 0.1e1 10.0e-1 3.141592653589793238462643383279 2e0 123e-20 1.0e10
""".split()

TEXTS = [
    "", "plain", "it's", 'say "x"', "both ' and \"", "back\\slash", "tab\tnew\nreturn\r", "\x00\x01\x1f\x7f", "\x80\x9f\xa0\xad",
    "中文", "é", "e\u0301", "😀", "🐯' \"", "\u200b\u2028\u2029\ufeff", "\u3000", "\ue000", "\u0378", "\uffff",
    "\U0001f9d1\u200d\U0001f4bb", "\U000e0001",
    "\U0010ffff", "/slash/", "\b\f",
]

VALUES = [
    "null", "true", "false", '"text"', "[]", "{}", "[[]]", '{"a":{}}', "[null, true, false]", '{"b":1,"a":2,"B":3,"_c":4}',
    '{"b":1,"a":2,"b":3}', '{"\\u0061":1,"a":2}', '{"\\uffff":1,"\\ud800\\udc00":2,"z":3,"é":4,"e\\u0301":5}',
    '{"k":[1,1.0,1e2,"x\'y",{"n":null}]}', '{"quote\'s":"\\"","\\n":"\\t"}', '{"nested":{"z":[{"y":1,"x":[2,[3]]}],"a":"中"}}',
    '"\\/"', '"\\u0041\\u00e9\\u4e2d\\ud83d\\ude00"', "[1e400,-1e400]", '  { "a" : [ 1 , 2 ] }  ', '{"":""}',
]

PERCENT = ["".join(map(chr, range(128))), "中文/é 😀", "a b+c", "k=v&k2=v2", "~*!()'-_.", "%41%zz", ""]


def number(text: str) -> dict:
    value = json.loads(text)
    return {"json": text, "repr": repr(value), "dumps": json.dumps(value)}


def random_numbers() -> list[str]:
    random.seed(20240101)
    doubles = (struct.unpack("<d", random.randbytes(8))[0] for _ in range(400))
    exact = [format(value, ".20e") for value in doubles if value == value and abs(value) != float("inf")]
    return exact + [format(random.uniform(-1, 1) * 10 ** random.randint(-8, 20), ".25f") for _ in range(200)]


def value(text: str) -> dict:
    parsed = json.loads(text)
    compact = (",", ":")
    return {
        "json": text,
        "sorted": json.dumps(parsed, sort_keys=True),
        "sortedUTF8": json.dumps(parsed, sort_keys=True, ensure_ascii=False),
        "compact": json.dumps(parsed, sort_keys=True, separators=compact),
        "compactUTF8": json.dumps(parsed, sort_keys=True, separators=compact, ensure_ascii=False),
        "repr": repr(parsed),
        "str": str(parsed),
    }


def percent(text: str) -> dict:
    return {
        "text": text,
        "pythonQuote": urllib.parse.quote(text),
        "pythonQuoteAll": urllib.parse.quote(text, safe=""),
        "formPython": urllib.parse.quote_plus(text),
        "formJava": urllib.parse.quote_plus(text, safe="*").replace("~", "%7E"),
        "path": urllib.parse.quote(text, safe="!$&'()*+,;=:@/"),
        "unquote": list(urllib.parse.unquote_to_bytes(text)),
    }


def main() -> None:
    document = {
        "note": "What CPython makes of these inputs.",
        "generator": "generate_python.py",
        "numbers": [number(text) for text in NUMBERS + random_numbers()],
        "texts": [{"text": text, "repr": repr(text)} for text in TEXTS],
        "values": [value(text) for text in VALUES + [json.dumps(text) for text in TEXTS]],
        "percent": [percent(text) for text in PERCENT],
    }
    Path(__file__).with_name("python.json").write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
