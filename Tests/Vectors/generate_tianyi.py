#!/usr/bin/env python3
"""Makes the request rows of tianyi.json again from their parameters, independently of Hufu.

XXTEA is written from the paper (Wheeler and Needham, "Correction to XTEA", 1998); HMAC is Python's own. The rows this program
does not make (answers) are opened with the same code as a check of it. Run it in this directory; the output never changes.
"""

import hashlib
import hmac
import json
import struct
from pathlib import Path

FILE = Path(__file__).with_name("tianyi.json")
API_VERSION = "2.0"


def encipher(v: list[int], key: bytes) -> None:
    k = struct.unpack("<4I", key)
    n, total, z = len(v), 0, v[-1]
    for _ in range(6 + 52 // n):
        total = (total + 0x9E3779B9) & 0xFFFFFFFF
        e = total >> 2 & 3
        for p in range(n):
            y = v[(p + 1) % n]
            v[p] = (v[p] + ((z >> 5 ^ y << 2) + (y >> 3 ^ z << 4) ^ (total ^ y) + (k[p & 3 ^ e] ^ z))) & 0xFFFFFFFF
            z = v[p]


def decipher(v: list[int], key: bytes) -> None:
    k = struct.unpack("<4I", key)
    n, y = len(v), v[0]
    total = (6 + 52 // n) * 0x9E3779B9 & 0xFFFFFFFF
    while total:
        e = total >> 2 & 3
        for p in reversed(range(n)):
            z = v[p - 1]
            v[p] = (v[p] - ((z >> 5 ^ y << 2) + (y >> 3 ^ z << 4) ^ (total ^ y) + (k[p & 3 ^ e] ^ z))) & 0xFFFFFFFF
            y = v[p]
        total = (total - 0x9E3779B9) & 0xFFFFFFFF


def words(data: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(data) // 4}I", data))


def effective_key(key: bytes) -> bytes:
    return key[:16].split(b"\0")[0].ljust(16, b"\0")


def encrypt(plain: bytes, key: bytes) -> bytes:
    v = words(plain + bytes(-len(plain) % 4)) + [len(plain)]
    encipher(v, effective_key(key))
    return struct.pack(f"<{len(v)}I", *v)


def decrypt(cipher: bytes, key: bytes) -> bytes:
    v = words(cipher)
    decipher(v, effective_key(key))
    length = v.pop()
    assert 4 * len(v) - 3 <= length <= 4 * len(v)
    return struct.pack(f"<{len(v)}I", *v)[:length]


def encrypt_as_pypi_xxtea(plain: bytes, key: bytes) -> bytes:
    """What PyPI `xxtea` (not xxtea-py) does by default: PKCS#7-like padding to words, at least eight bytes, no length word."""
    pad = 4 - len(plain) % 4
    pad += 4 if len(plain) + pad < 8 else 0
    v = words(plain + bytes([pad]) * pad)
    encipher(v, key[:16])
    return struct.pack(f"<{len(v)}I", *v)


def sign(source: str, key: bytes) -> str:
    return hmac.new(key, source.encode(), hashlib.sha256).hexdigest()


def make_request(row: dict) -> None:
    secret = row["app_secret"].encode()
    row["plaintext"] = "&".join(f"{name}={value}" for name, value in row["private_params"])
    row["plaintext_utf8_hex"] = row["plaintext"].encode().hex()
    row["params"] = encrypt(row["plaintext"].encode(), secret).hex()
    row["signature_source"] = f"{row['app_id']}{row['client_type']}{row['params']}{row['timestamp']}{row['version']}"
    row["signature"] = sign(row["signature_source"], secret)
    fields = {
        "signature": row["signature"],
        "params": row["params"],
        "appId": row["app_id"],
        "version": row["version"],
        "clientType": row["client_type"],
        "timestamp": row["timestamp"],
    }
    row["body"] = "&".join(f"{name}={fields[name]}" for name in row["form_order"])
    row["headers"]["Content-Length"] = str(len(row["body"]))


def make_traps(traps: list[dict], right: dict) -> None:
    """What the known misreadings make of the first request."""
    trap = {row["name"]: row for row in traps}
    plain, secret = right["plaintext"].encode(), right["app_secret"].encode()
    source = API_VERSION + right["signature_source"]
    trap["WRONG_apiVersion_in_signature"] |= {
        "wrong_signature_source": source,
        "wrong_signature": sign(source, secret),
        "right_signature": right["signature"],
    }
    trap["WRONG_hmac_key_hex_decoded"] |= {
        "wrong_signature": sign(right["signature_source"], bytes.fromhex(right["app_secret"])),
        "right_signature": right["signature"],
    }
    trap["WRONG_xxtea_key_hex_decoded"] |= {
        "wrong_params": encrypt(plain, bytes.fromhex(right["app_secret"])).hex(),
        "right_params": right["params"],
    }
    trap["WRONG_pypi_xxtea_default_padding"] |= {
        "wrong_params": encrypt_as_pypi_xxtea(plain, secret).hex(),
        "right_params": right["params"],
    }


def main() -> None:
    document = json.loads(FILE.read_text(encoding="utf-8"))
    for row in document["responses_xxtea"]:
        data = json.loads(row["envelope"])["data"]
        assert decrypt(bytes.fromhex(data), row["app_secret"].encode()).decode() == row["data_plain"]
    for row in document["requests"]:
        make_request(row)
    make_traps(document["traps"], document["requests"][0])
    FILE.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
