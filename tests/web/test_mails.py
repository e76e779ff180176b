"""What a mail holds of each notice, and the page with exactly its notices."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from models.alert import Alert, Message
from models.database import session_factory
from models.notice import Document, Notice, NoticeMember, Rendering
from tests.web.letters import SECTOR, Sessions, alert, group, the_message, told
from tests.web.signing_in import app_maker
from tests.web.small_world import (
    BEFORE,
    NOW,
    TODAY,
    add_event,
    add_match,
    add_measure,
    add_notice,
    add_tag,
    add_user,
    subscribe,
)
from web.alerts.audience import make_alerts
from web.alerts.items import items
from web.alerts.links import Links

HOSTILE = '<script>alert("x")</script> {{ 7 * 7 }}'


@pytest.fixture
def sessions(database: Engine) -> Sessions:
    return session_factory(database)


def fill(session: Session, notice: Notice) -> None:
    """Codes, a machine's summary, files and the record of a notice."""
    add_tag(session, notice, "850760")
    add_tag(session, notice, "8507")
    for language, words in (("zh", "限制电池中的汞。"), ("en", "Limits mercury.")):
        session.add(
            Rendering(
                notice_id=notice.id,
                version_number=1,
                language=language,
                field="summary",
                origin="rule",
                text=words,
                created_at=BEFORE,
            )
        )
    for role, url in (
        ("draft", "https://members.wto.org/draft.pdf"),
        ("notification", "https://docs.wto.org/form.docx"),
        ("attachment", "javascript:alert(1)"),
    ):
        session.add(Document(notice_id=notice.id, url=url, role=role, language="en"))
    member = session.scalars(
        select(NoticeMember).where(NoticeMember.notice_id == notice.id)
    ).one()
    member.link = "https://epingalert.org/en/Search?domainIds=1"
    session.flush()


def test_a_mail_says_all_that_a_reader_asks(sessions: Sessions) -> None:
    with sessions.begin() as session:
        notice = add_notice(session, "G/TBT/N/USA/1")
        fill(session, notice)
        told(session, notice)
    group(sessions)
    message = the_message(sessions)
    for words in (
        "评议截止日：2026年4月20日（通报载明，还剩 49 天）",
        "产品：蓄电池",
        "（HS 8507.60）",
        "机器摘要：限制电池中的汞。",
        "通报文件：https://docs.wto.org/form.docx",
        "ePing记录：https://epingalert.org/",
        "为什么给我：锂离子电池",
        "编码8507.60",
        "可以做：受影响就给意见",
        "https://chutong.example/voice/",
        "不相关：https://chutong.example/tap/",
        "改这个订阅“",
        "https://chutong.example/manage/",
    ):
        assert words in message.body, words
    assert "javascript" not in message.body + message.body_html
    assert "HS 8507）" not in message.body, "the heading above says no more"
    last = message.body.index("微信文本")
    assert message.body.index("怎么办：", last) > last


def test_old_alerts_that_kept_less_are_still_told(sessions: Sessions) -> None:
    alert(sessions)
    with sessions.begin() as session:
        one = session.scalars(select(Alert)).one()
        gone = ("links", "codes", "goods", "shipment", "rule_zh", "title_origin_zh")
        one.snapshot = {k: v for k, v in one.snapshot.items() if k not in gone}
    assert group(sessions) == 1


def test_what_a_publisher_writes_is_text_and_nothing_else(sessions: Sessions) -> None:
    with sessions.begin() as session:
        title = f"{HOSTILE}\r\nBcc: all@firm.cn"
        content = {"title": title, "products": HOSTILE}
        told(session, add_notice(session, "G/X/1", title=title, content=content))
    group(sessions)
    message = the_message(sessions)
    assert "<script>" not in message.body_html
    assert "{{ 7 * 7 }}" in message.body
    assert "\n" not in message.subject
    assert "\r" not in message.subject


@pytest.mark.parametrize(
    ("kind", "event", "news"),
    [
        ("circulated", {}, "新通报"),
        ("revised", {}, "发布修订通报"),
        ("adopted", {"day_basis": "stated"}, "措施已批准（2026年3月2日）"),
        ("in_force", {"day_basis": "stated"}, "措施生效（2026年3月2日）"),
        ("withdrawn", {}, "措施已撤销"),
        (
            "extended",
            {
                "day": date(2026, 4, 20),
                "change": {
                    "comments_close": {"before": "2026-03-10", "after": "2026-04-20"}
                },
            },
            "2026年3月10日",
        ),
    ],
)
def test_each_change_is_told_in_its_words(
    session: Session, kind: str, event: dict[str, object], news: str
) -> None:
    (one,) = items(
        told(session, add_notice(session, "G/TBT/N/USA/1"), kind, **event), TODAY, "zh"
    )
    assert any(news in line for line in one.changes), one.changes
    assert one.is_follow_up is (kind != "circulated")


LONGER = {"comments_close": {"before": "2026-03-10", "after": "2026-04-20"}}


def test_an_addendum_that_extends_brings_one_alert_with_both_days(
    sessions: Sessions,
) -> None:
    with sessions.begin() as session:
        family = add_measure(session, "G/TBT/N/USA/1")
        first = add_notice(
            session,
            "G/TBT/N/USA/1",
            measure=family,
            distributed=date(2026, 1, 5),
            baseline=True,
        )
        add_event(session, first, baseline=True)
        add_match(session, first, SECTOR)
        subscribe(session, add_user(session), sectors=[SECTOR])
        later = add_notice(
            session, "G/TBT/N/USA/1/Add.1", measure=family, type="addendum"
        )
        add_event(session, later, "extended", day=date(2026, 4, 20), change=LONGER)
        made = make_alerts(session, now=NOW, today=TODAY)
    assert made.alerts == 1
    assert group(sessions) == 1
    message = the_message(sessions)
    for day in ("2026年3月10日", "2026年4月20日"):
        assert message.body.count(day) >= 1
        assert day in message.body_html
    assert "产品载于此前的文件 G/TBT/N/USA/1" in message.body


def test_a_joint_notification_is_one_entry_with_its_members(sessions: Sessions) -> None:
    with sessions.begin() as session:
        told(session, add_notice(session, "G/TBT/N/KEN/1", members=("KEN", "UGA")))
    group(sessions)
    message = the_message(sessions)
    assert message.body.count("相关：") == 2, "one tap for, one against"
    assert "肯尼亚、乌干达" in message.body


def test_levels_part_a_mail_and_no_notice_stands_in_it_twice(
    sessions: Sessions,
) -> None:
    alert(sessions, 3)
    with sessions.begin() as session:
        first = session.scalars(select(Alert).order_by(Alert.id)).first()
        assert first is not None
        add_event(session, first.notice, "revised")
        make_alerts(session, now=NOW, today=TODAY)
        first.level = "red"
    group(sessions)
    body = the_message(sessions).body
    heads = re.findall(r"^== (.+) · (\d+) 条预警 ==$", body, re.MULTILINE)
    assert heads[0][0] == "红"
    assert sum(int(count) for _, count in heads) == 3
    assert body.count("· G/TBT/N/USA/1\n") == 1
    assert "新通报；发布修订通报" in body


def test_one_event_in_two_languages_is_told_once(sessions: Sessions) -> None:
    with sessions.begin() as session:
        user = add_user(session)
        subscribe(session, user, sectors=[SECTOR])
        subscribe(session, user, markets=["USA"], language="en")
        told(session, add_notice(session, "G/TBT/N/USA/1"))
        add_event(session, add_notice(session, "G/TBT/N/USA/2"))
        make_alerts(session, now=NOW, today=TODAY)
    assert group(sessions) == 2
    with sessions() as session:
        bodies = session.scalars(select(Message.body).order_by(Message.id)).all()
    assert sum("· G/TBT/N/USA/1\n" in body for body in bodies) == 1
    assert "· G/TBT/N/USA/1\n" in bodies[0], "in the reader's own language"
    assert "What happened" in bodies[1]


def test_the_page_of_a_message_holds_exactly_its_notices(
    database: Engine, tmp_path: Path, sessions: Sessions
) -> None:
    alert(sessions, 23)
    group(sessions)
    with sessions.begin() as session:
        told(session, add_notice(session, "G/TBT/N/USA/99"))
        key = session.scalars(select(Message.key)).one()
    app = app_maker(database, tmp_path)()
    client = app.test_client()
    links = Links("", app.config["SECRET_KEY"])
    address = links.message(key)
    page = client.get(address).text
    assert page.count('<article class="card-plain') == 23
    assert "G/TBT/N/USA/99" not in page
    assert 'id="chat-' in page
    assert "共 23 条" in page
    forged = address[:-1] + ("A" if address[-1] != "A" else "B")
    assert client.get(forged).status_code == 422
    with sessions() as session:
        assert session.scalars(select(Alert.read_at).distinct()).all() == [None]
