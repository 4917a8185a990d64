#!/usr/bin/env python3
"""Makes bkci.json: BlueKing CI access tokens under made-up secrets, independently of Hufu.

Needs the package `cryptography`. SHA1PRNG is written from its description (platforms/bkci.md §1.1), AES comes from OpenSSL.
Run it in this directory; the output never changes.
"""

import base64
import hashlib
import json
import urllib.parse
from pathlib import Path

from cryptography.hazmat.primitives import padding
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

SECRETS = {
    "ascii uuid": "00000000-1111-4222-8333-444444444444",
    "ascii word": "synthetic-secret",
    "one character": "x",
    "one digit": "0",
    "punctuation and spaces": " !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ ",
    "200 characters": "0123456789abcdefghij" * 10,
    "Chinese": "合成的测试密钥",
    "emoji": "🔑🐯",
    "mixed": "key-密钥-🔑",
    "combining": "e\u0301\u00e9",
}

PLAINTEXTS = {
    "compact": '{"userId":"admin","expirationTime":1999999999999}',
    "Chinese user": '{"userId":"测试","expirationTime":4102444800000}',
    "null user": '{"userId":null,"expirationTime":1600000000000}',
    "pretty": '{\n  "userId" : "tester",\n  "expirationTime" : 1700000000000\n}',
    "pretty, CRLF": '{\r\n  "userId" : "tester",\r\n  "expirationTime" : 1700000000000\r\n}',
    "empty": "",
    "one block exactly": "sixteen bytes!!!",
}


def sha1prng(seed: bytes, count: int) -> bytes:
    state = bytearray(hashlib.sha1(seed).digest())
    stream = b""
    while len(stream) < count:
        block = hashlib.sha1(state).digest()
        stream += block
        before = bytes(state)
        carry = 1
        for i in range(20):
            total = int.from_bytes(state[i : i + 1], signed=True) + int.from_bytes(block[i : i + 1], signed=True) + carry
            state[i] = total & 0xFF
            carry = total >> 8
        if bytes(state) == before:
            state[0] = (state[0] + 1) & 0xFF
    return stream[:count]


def token(key: bytes, plain: str) -> str:
    padder = padding.PKCS7(128).padder()
    padded = padder.update(plain.encode()) + padder.finalize()
    encryptor = Cipher(algorithms.AES(key), modes.CBC(bytes(16))).encryptor()
    sealed = encryptor.update(padded) + encryptor.finalize()
    return urllib.parse.quote(base64.b64encode(sealed), safe="")


def row(secret_name: str, plain_name: str) -> dict:
    secret, plain = SECRETS[secret_name], PLAINTEXTS[plain_name]
    key = sha1prng(secret.encode(), 32)
    return {"name": f"{secret_name} / {plain_name}", "secret": secret, "key": key.hex(), "plain": plain, "token": token(key, plain)}


def main() -> None:
    document = {
        "note": "access_token: AES-256-CBC, zero IV, key = 32 bytes of SHA1PRNG seeded with the secret; "
        "token is base64 then URL-encoded once. All secrets are made up.",
        "generator": "generate_bkci.py",
        "streams": [{"seed": secret, "first_90_bytes": sha1prng(secret.encode(), 90).hex()} for secret in SECRETS.values()],
        "vectors": [row(secret, plain) for secret in SECRETS for plain in PLAINTEXTS],
    }
    text = json.dumps(document, ensure_ascii=False, indent=1)
    Path(__file__).with_name("bkci.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
