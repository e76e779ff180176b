"""The overview by mail: who wants it, and one letter a day for each of them."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from models.alert import Message
from models.deadlines import HERE
from models.reference_facts import Setting
from models.user import User
from web.alerts import links as signed
from web.alerts.dressing import OVERVIEW
from web.alerts.links import Links
from web.alerts.once import insert_once
from web.digest.service import Overview, read_overview, rows_of_day
from web.digest.words import paragraph, subject, widths
from web.mail import posting
from web.mail.writing import Letter, spoken, write
from web.marks import N_
from web.refused import RefusedError

FOLDER = Path(__file__).parent / "messages"
WANTED = "overview."
"""How the name of a person's switch begins."""
HOUR, LATEST = time(8), time(12)
MOST = 15


def wants(session: Session, user_id: int) -> bool:
    """Whether a person has the overview sent."""
    return session.get(Setting, f"{WANTED}{user_id}") is not None


def want(session: Session, user_id: int, *, wanted: bool) -> None:
    """Begin or end the daily overview; twice is as good as once."""
    if wanted:
        insert_once(session, Setting, [{"key": f"{WANTED}{user_id}", "value": "daily"}])
    else:
        session.execute(delete(Setting).where(Setting.key == f"{WANTED}{user_id}"))


def owner(session: Session, key: str, token: str) -> User:
    """Whose overview a link stops; RefusedError if it is not ours."""
    user_id = signed.unsealed(key, signed.DIGEST, token)
    user = session.get(User, user_id) if isinstance(user_id, int) else None
    if user is None:
        raise RefusedError(N_("这个链接不完整，请从邮件里重新打开。"))
    return user


def make_overviews(session: Session, links: Links, *, now: datetime) -> int:
    """Once eight has struck in Wuhan, yesterday for whoever wants it; never twice.

    While a crawl may still bring more of yesterday it waits, until noon at the latest;
    of a day on which nothing came there is nothing to send.
    """
    here = now.astimezone(HERE)
    day = here.date() - timedelta(days=1)
    readers = waiting(session, day) if here.time() >= HOUR else []
    if not readers:
        return 0
    overview = read_overview(session, day, now)
    is_ready = overview.complete or here.time() >= LATEST
    if not (overview.documents and is_ready):
        return 0
    letters = {
        language: write_letter(session, overview, language, links, here.date())
        for language in {spoken(user.language) for user in readers}
    }
    rows = [
        as_row(user, letters[spoken(user.language)], day, links, now)
        for user in readers
    ]
    return insert_once(session, Message, rows)


def waiting(session: Session, day: date) -> list[User]:
    """Who wants the overview and has no message with that of a day."""
    start = f"{OVERVIEW}{day.isoformat()}:"
    told = set(
        session.scalars(select(Message.key).where(Message.key.startswith(start)))
    )
    return [one for one in wanting(session) if f"{start}{one.id}" not in told]


def wanting(session: Session) -> list[User]:
    """Who has the overview sent, and may sign in."""
    names = session.scalars(select(Setting.key).where(Setting.key.startswith(WANTED)))
    ids = [int(name.removeprefix(WANTED)) for name in names]
    query = select(User).where(User.id.in_(ids), User.disabled.is_(False))
    return list(session.scalars(query.order_by(User.id)))


def write_letter(
    session: Session, overview: Overview, language: str, links: Links, today: date
) -> Letter:
    """The overview of a day as a letter; where to stop it is left open."""
    rows = rows_of_day(session, overview.day, language, today)
    words = {
        "headline": subject(overview, language),
        "text": paragraph(overview, language),
        "members": widths(overview.members),
        "rows": rows[:MOST],
        "more": overview.documents - len(rows[:MOST]),
        "links": links,
        "page": links.digest(overview.day),
        "stop": STOP,
    }
    return write(FOLDER, language, words)


def as_row(
    user: User, letter: Letter, day: date, links: Links, now: datetime
) -> dict[str, object]:
    """The letter of one reader, with the reader's own way out."""
    stop = links.digest_off(user.id)
    own = replace(
        letter,
        body=letter.body.replace(STOP, stop),
        body_html=letter.body_html.replace(STOP, stop),
    )
    key = f"{OVERVIEW}{day.isoformat()}:{user.id}"
    return posting.as_row(own, key=key, user_id=user.id, address=user.email, now=now)


STOP = "https://stop.invalid/"
"""Stands in a letter where each reader's own link comes."""
