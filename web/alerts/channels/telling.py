"""The letter to the owner of an endpoint that was disabled."""

from datetime import datetime

from sqlalchemy.orm import Session

from models.endpoint import Endpoint
from web.alerts.channels.reasons import say_reason
from web.alerts.links import Links
from web.mail.plain import Reader, fill, post
from web.mail.writing import spoken

TEXTS = {
    "zh": {
        "subject": "“%(name)s”已停止推送：消息未能送达",
        "lines": [
            "发往“%(name)s”的消息未能送达（连续 %(n)d 次），已停止推送。",
            "最近一次失败的原因：%(reason)s",
            "预警没有丢失，都在“我的预警”里；重新启用后，期间的预警合成一条补发。",
        ],
        "link": "查看并重新启用",
        "close": "收到本邮件，是因为你在“推送渠道”里添加了“%(name)s”。",
    },
    "en": {
        "subject": "“%(name)s” is switched off: messages did not arrive",
        "lines": [
            "Messages to “%(name)s” did not arrive, so it is switched off "
            "(attempts in a row: %(n)d).",
            "Reason of the last failure: %(reason)s",
            "No alert is lost: all are in your inbox; what came meanwhile follows in"
            " one message once it is on again.",
        ],
        "link": "See it and switch it on again",
        "close": "You receive this because you added “%(name)s” under Channels.",
    },
}


def tell_owner(
    session: Session, endpoint: Endpoint, links: Links, now: datetime
) -> None:
    """Put the letter into the outbox, once for each time it was disabled."""
    user = endpoint.user
    reader = Reader(user.email, user.name, user.language, user.id)
    told = {
        "name": endpoint.name,
        "n": endpoint.failures,
        "reason": say_reason(endpoint.last_error, spoken(user.language)),
    }
    letter = fill(TEXTS, reader, links.channels(), told)
    key = f"endpoint:{endpoint.id}:{int(now.timestamp())}"
    post(session, letter, reader, key=key, now=now)
