"""The letter to the owner of an endpoint that was disabled."""

from datetime import datetime
from html import escape

from sqlalchemy.orm import Session

from models.alert import Message
from models.endpoint import Endpoint
from web.alerts.links import Links
from web.alerts.once import insert_once

SUBJECTS = {
    "zh": "“{name}”已停止推送：连续 {n} 次未能送达",
    "en": "“{name}” is switched off: {n} attempts in a row failed",
}
LINES = {
    "zh": (
        "发往“{name}”的消息连续 {n} 次未能送达，已停止推送。",
        "最后一次的原因：{reason}",
        "预警没有丢失，都在“我的预警”里。",
        "修好后请到“推送渠道”重新启用：{url}",
    ),
    "en": (
        "Messages to “{name}” failed {n} times in a row, so it is switched off.",
        "The last reason: {reason}",
        "No alert is lost; all are in your inbox.",
        "Once it is mended, switch it on again: {url}",
    ),
}


def tell_owner(
    session: Session, endpoint: Endpoint, links: Links, now: datetime
) -> None:
    """Put the letter into the outbox, once for each time it was disabled."""
    user = endpoint.user
    language = user.language if user.language in LINES else "zh"
    told = {
        "name": endpoint.name,
        "n": endpoint.failures,
        "reason": endpoint.last_error,
        "url": links.channels(),
    }
    lines = [line.format(**told) for line in LINES[language]]
    row = {
        "key": f"endpoint:{endpoint.id}:{int(now.timestamp())}",
        "user_id": user.id,
        "channel": "mail",
        "address": user.email,
        "subject": " ".join(SUBJECTS[language].format(**told).split()),
        "body": "\n\n".join(lines) + "\n",
        "body_html": "".join(f"<p>{escape(line)}</p>" for line in lines),
        "created_at": now,
    }
    insert_once(session, Message, [row])
