"""The mail that tells a national body of a package; no other mail sends a paper."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from models.case_plan import Recipient
from models.correspondence import Dispatch
from web.alerts.links import Links
from web.alerts.phrases import say_day
from web.correspondence.links import package_link, until
from web.mail.plain import Reader, Texts, post, write_plain
from web.papers.contact import read_contact, sign_of

GREETING = "%(name)s：现报送评议意见，请查收。"
VERSION = "文本为第%(version)s版，已由审核人审定。文件及其 SHA-256 校验值："
LINK = "下载报送文件"
UNTIL = "链接有效期至%(day)s，只供贵单位使用。"
CLOSE = "收到后请%(how)s，我们据此登记回执。提交通报成员后，也请告知日期和渠道。"
REACH = {True: "发邮件至 %(email)s 确认", False: "与咨询中心联系确认"}
"""How receipt is confirmed: by mail, where the centre has entered an address."""


def post_package(
    session: Session,
    dispatch: Dispatch,
    recipient: Recipient,
    *,
    subject: str,
    version: int,
    links: Links,
    now: datetime,
) -> bool:
    """Put the mail into the outbox, once; False for a body without an address."""
    if not recipient.email:
        return False
    who = recipient.contact or recipient.name
    files = [f"{file['name']}\n{file['sha256']}" for file in dispatch.files]
    email = read_contact(session).email
    texts = Texts(
        subject=subject,
        lines=[
            GREETING % {"name": who},
            "\n".join([VERSION % {"version": version}, *files]),
            UNTIL % {"day": say_day(until(now), "zh")},
        ],
        url=package_link(links, dispatch.id),
        link=LINK,
        close=CLOSE % {"how": REACH[bool(email)] % {"email": email}},
        sign=sign_of(session, "zh"),
    )
    reader = Reader(recipient.email, who, "zh")
    letter = write_plain(texts, "zh")
    post(session, letter, reader, key=f"dispatch:{dispatch.id}", now=now)
    return True
