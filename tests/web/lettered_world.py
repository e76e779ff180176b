"""What letters of alerts tell of: a measure of each fate, and a day's overview."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from models.alert import Alert
from models.notice import Document, Notice, NoticeMember, Rendering
from tests.web.abroad import add_one_of_each
from tests.web.small_world import (
    BEFORE,
    NOW,
    TODAY,
    add_event,
    add_match,
    add_notice,
    add_tag,
    add_user,
    subscribe,
)
from web.alerts.audience import make_alerts
from web.subscriptions.wish import USUAL_SORTS

SECTOR = "lithium-batteries"
TITLE = "Draft Commission Regulation on the labelling of batteries and waste batteries"
TITLE_ZH = "关于电池和废电池标签的委员会法规草案"
SUMMARY = {
    "zh": "规定电池标签须标注的容量、化学体系和回收标志。",
    "en": "Sets what a battery label must state: capacity, chemistry and recycling.",
}
MOVED = {"comments_close": {"before": "2026-04-20", "after": "2026-06-19"}}
FATES = {
    "extended": ("addendum", date(2026, 6, 19), MOVED),
    "adopted": ("addendum", TODAY, {}),
    "withdrawn": ("addendum", TODAY, {}),
}
"""What happened, by what document, on which day, and what it changed."""


def add_whole(session: Session, symbol: str, **columns: object) -> Notice:
    """A notice of which everything is known that a letter tells."""
    content = {"title": TITLE, "products": "Batteries; primary cells (HS 8506, 8507)"}
    content |= {"entry_into_force": "2027-02-18"}
    given = {"title": TITLE, "content": content, **columns}
    notice = add_notice(session, symbol, **given)  # type: ignore[arg-type]
    add_tag(session, notice, "850760")
    add_match(session, notice, SECTOR)
    texts = [
        ("zh", "title", TITLE_ZH),
        *((one, "summary", SUMMARY[one]) for one in SUMMARY),
    ]
    session.add_all(
        Rendering(
            notice_id=notice.id,
            version_number=1,
            language=language,
            field=field,
            origin="machine" if field == "title" else "rule",
            text=words,
            created_at=BEFORE,
        )
        for language, field, words in texts
    )
    url = "https://members.wto.org/crnattachments/2026/TBT/EU/26_00001_00_e.pdf"
    session.add(Document(notice_id=notice.id, url=url, role="draft", language="en"))
    seat = select(NoticeMember).where(NoticeMember.notice_id == notice.id)
    session.scalars(seat).first().link = "https://epingalert.org/en/Search?domainIds=1"  # type: ignore[union-attr]
    return notice


def add_alerted(session: Session) -> dict[str, Sequence[Alert]]:
    """The alerts of one reader, by what they tell; ``all`` holds every one."""
    reader = add_user(session)
    sorts = [*USUAL_SORTS, "risk"]
    subscribe(session, reader, sectors=[SECTOR], documents=sorts, name="锂电池")
    notices = {"new": add_whole(session, "G/TBT/N/EU/1201", members=("EU",))}
    notices["joint"] = add_whole(
        session, "G/TBT/N/KEN/1801", members=("KEN", "BDI", "RWA", "TZA", "UGA")
    )
    for name in ("new", "joint"):
        add_event(session, notices[name])
    for kind, (form, day, change) in FATES.items():
        first = add_notice(session, f"G/TBT/N/USA/{len(notices)}")
        notices[kind] = later = add_whole(
            session,
            f"{first.symbol}/Add.1",
            type=form,
            deadline=day if kind == "extended" else None,
        )
        later.measure_id = first.measure_id
        session.flush()
        add_event(session, later, kind, day=day, change=change)
    notices |= add_one_of_each(session)
    make_alerts(session, now=NOW, today=TODAY)
    query = select(Alert).options(joinedload(Alert.subscription)).order_by(Alert.id)
    made = session.scalars(query).all()
    found = {
        name: [alert for alert in made if alert.notice_id == one.id]
        for name, one in notices.items()
    }
    return {**{name: each for name, each in found.items() if each}, "all": made}


def add_day(session: Session) -> date:
    """A day of which an overview tells."""
    day = TODAY - timedelta(days=1)
    for number, member in enumerate(("USA", "USA", "EU", "BRA"), start=1):
        symbol = f"G/TBT/N/{member}/{number}0"
        add_whole(session, symbol, members=(member,), distributed=day)
    return day
