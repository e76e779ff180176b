"""Robots of group chats: 企业微信, 钉钉 and 飞书, each by its webhook address.

They answer 200 even to what they refuse; the code in the body tells.
"""

import base64
import hashlib
import hmac
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

from models.endpoint import EndpointKind
from web.alerts.channels.outcome import Outcome
from web.alerts.channels.wire import Answer, Wire, WireError

JSON = {"Content-Type": "application/json; charset=utf-8"}
TOKEN = re.compile(r"[A-Za-z0-9_-]{8,128}")


@dataclass(frozen=True)
class Vendor:
    """A vendor's robot: where it listens, how much it takes, what refuses for good.

    ``most`` is in octets of the text; ``gone`` are codes of a robot that is no more
    or that does not know us; ``busy`` are codes that mean: later.
    """

    host: str
    path: str
    most: int
    code: str
    gone: frozenset[int]
    busy: frozenset[int]
    signs: bool


VENDORS: Mapping[str, Vendor] = {
    EndpointKind.WECOM: Vendor(
        host="qyapi.weixin.qq.com",
        path="/cgi-bin/webhook/send",
        most=4096,
        code="errcode",
        gone=frozenset({93000}),
        busy=frozenset({-1, 45009}),
        signs=False,
    ),
    EndpointKind.DINGTALK: Vendor(
        host="oapi.dingtalk.com",
        path="/robot/send",
        most=18000,
        code="errcode",
        gone=frozenset({300001, 400013, 400101, 400102, 400106}),
        busy=frozenset({-1, 410100}),
        signs=True,
    ),
    EndpointKind.FEISHU: Vendor(
        host="open.feishu.cn",
        path="/open-apis/bot/v2/hook/",
        most=18000,
        code="code",
        gone=frozenset({19001}),
        busy=frozenset({11232}),
        signs=True,
    ),
}
TOKENS: Mapping[str, Callable[[str, Mapping[str, list[str]]], str]] = {
    EndpointKind.WECOM: lambda _path, query: query.get("key", [""])[0],
    EndpointKind.DINGTALK: lambda _path, query: query.get("access_token", [""])[0],
    EndpointKind.FEISHU: lambda path, _query: path.strip("/").rpartition("/")[2],
}
"""Where the token of a robot stands in its address."""


def token_of(kind: str, url: str) -> str:
    """The token of a robot's address; empty if it is no address of this vendor."""
    vendor, parts = VENDORS[kind], urlsplit(url)
    is_theirs = parts.scheme == "https" and parts.netloc == vendor.host
    if not is_theirs or not parts.path.startswith(vendor.path):
        return ""
    token = TOKENS[kind](parts.path, parse_qs(parts.query))
    return token if TOKEN.fullmatch(token) else ""


def signed_now(secret: str, now: datetime, scale: int) -> tuple[str, str, str]:
    """The time in seconds times a scale, what is signed, and the plain secret."""
    at = str(int(now.timestamp() * scale))
    return at, f"{at}\n{secret}", secret


def as_base64(key: str, words: str) -> str:
    """An HMAC-SHA256 as these vendors write it."""
    made = hmac.new(key.encode(), words.encode(), hashlib.sha256).digest()
    return base64.b64encode(made).decode()


def address(kind: str, url: str, secret: str, now: datetime) -> str:
    """Where to post; 钉钉 has the signature in the address."""
    if kind != EndpointKind.DINGTALK or not secret:
        return url
    at, words, key = signed_now(secret, now, 1000)
    return f"{url}&timestamp={at}&sign={quote(as_base64(key, words), safe='')}"


def payload(
    kind: str, subject: str, text: str, secret: str, now: datetime
) -> dict[str, Any]:
    """A message as a vendor wants it; 飞书 has the signature among the rest."""
    if kind == EndpointKind.WECOM:
        return {"msgtype": "markdown", "markdown": {"content": text}}
    if kind == EndpointKind.DINGTALK:
        return {"msgtype": "markdown", "markdown": {"title": subject, "text": text}}
    card = {
        "header": {"title": {"tag": "plain_text", "content": subject}},
        "elements": [{"tag": "div", "text": {"tag": "lark_md", "content": text}}],
    }
    found: dict[str, Any] = {"msg_type": "interactive", "card": card}
    if secret:
        at, words, _ = signed_now(secret, now, 1)
        found |= {"timestamp": at, "sign": as_base64(words, "")}
    return found


def send(
    wire: Wire, kind: str, url: str, secret: str, subject: str, text: str, now: datetime
) -> Outcome:
    """Let a robot say something."""
    body = json.dumps(payload(kind, subject, text, secret, now), ensure_ascii=False)
    try:
        answer = wire.post(address(kind, url, secret, now), body.encode(), JSON)
    except WireError as error:
        return Outcome(str(error), final=not error.away, away=error.away)
    return judge(VENDORS[kind], answer)


def judge(vendor: Vendor, answer: Answer) -> Outcome:
    """What an answer means; one that cannot be read is no yes."""
    if answer.status != 200:
        return Outcome(f"The robot answered {answer.status}.", soft=True, away=True)
    try:
        told = json.loads(answer.body)
    except ValueError:
        told = None
    code = told.get(vendor.code) if isinstance(told, dict) else None
    if code == 0:
        return Outcome()
    if not isinstance(code, int):
        return Outcome("The robot gave an answer that cannot be read.", soft=True)
    gone = code in vendor.gone
    return Outcome(
        f"The robot refused it with the code {code}.",
        final=gone,
        gone=gone,
        soft=True,
        away=code in vendor.busy,
    )
