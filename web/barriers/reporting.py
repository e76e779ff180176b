"""A report as it comes in: checked, kept, and where need be confirmed by mail."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.codes import clean_hs
from models.deadlines import HERE
from models.reference import hs_codes, members
from models.user import User
from models.voice import Barrier, BarrierState
from web.accounts.service import clean
from web.audit import note
from web.barriers.words import LOSSES
from web.enquiries.letters import Letter, post_letter
from web.joining.letters import Reader
from web.joining.tickets import make_ticket, mark_of
from web.marks import N_
from web.refused import RefusedError
from web.uploads.keeping import Upload, keep, row_of

LASTS = timedelta(days=3)
REPEAT = timedelta(minutes=10)
"""Within this the same report is a second press."""
LONGEST = {"product": 200, "contact": 100, "firm": 200}
LEAST_WORDS, MOST_WORDS = 10, 5000
MONTH = re.compile(r"(?:19|20)\d{2}-(?:0[1-9]|1[0-2])")
LACKING = {
    "product": N_("请填写涉及的产品。"),
    "contact": N_("请填写联系人。"),
}
NO_MARKET = N_("请选择遇到壁垒的市场。")
BAD_HS = N_("“%(hs)s”不是HS编码，请填4位或6位，或留空。")
SHORT = N_("请写明遇到了什么，至少10个字。")
LONG = N_("情况说明超过5000字，请精简或改用附件。")
BAD_MONTH = N_("开始时间请按“年-月”填写，如2026-03，且不晚于本月。")
GONE = N_("这个确认链接已失效，请重新提交。")


@dataclass(frozen=True)
class Report:
    """A report as its form gives it."""

    market: str = ""
    hs: str = ""
    product: str = ""
    story: str = ""
    since: str = ""
    loss: str = ""
    firm: str = ""
    contact: str = ""
    email: str = ""
    language: str = "zh"


def report(
    session: Session,
    given: Report,
    upload: Upload | None,
    folder: Path,
    *,
    user: User | None,
    base_url: str,
    now: datetime,
) -> Barrier:
    """Keep a report; who is not signed in confirms the address first.

    The same report again within minutes is a second press, and no second report.
    """
    fields = check(given, now)
    fields["email"] = user.email if user else clean(given.email)
    fields["file"] = row_of(keep(folder, upload))
    held = just_reported(session, user, fields, now)
    if held is not None:
        return held
    made = Barrier(
        state=BarrierState.NEW,
        user_id=user.id if user else None,
        organisation_id=user.organisation_id if user else None,
        language=given.language,
        created_at=now,
        updated_at=now,
        **fields,
    )
    session.add(made)
    session.flush()
    if user is None:
        ask_to_confirm(session, made, base_url, now)
    else:
        note(session, user.email, "barrier.reported", ("barrier", made.id))
    return made


def just_reported(
    session: Session, user: User | None, fields: dict[str, Any], now: datetime
) -> Barrier | None:
    """The report that the same person made within minutes, if nothing differs."""
    query = select(Barrier).where(
        Barrier.user_id == (user.id if user else None),
        Barrier.email == fields["email"],
        Barrier.created_at > now - REPEAT,
    )
    latest = session.scalars(query.order_by(Barrier.id.desc()).limit(1)).first()
    if latest is None or any(getattr(latest, k) != v for k, v in fields.items()):
        return None
    return latest


def check(given: Report, now: datetime) -> dict[str, Any]:
    """The fields of a report as they are kept; RefusedError names what is wrong."""
    fields: dict[str, Any] = {
        name: " ".join(getattr(given, name).split())[:most]
        for name, most in LONGEST.items()
    }
    if given.market not in {one.code for one in members()}:
        raise RefusedError(NO_MARKET)
    for name, sentence in LACKING.items():
        if not fields[name]:
            raise RefusedError(sentence)
    loss = given.loss if given.loss in LOSSES else ""
    return {
        **fields,
        "market": given.market,
        "hs": check_hs(given.hs),
        "story": check_story(given.story),
        "since": check_month(given.since, now),
        "loss": loss,
    }


def check_story(story: str) -> str:
    """What happened, neither a word nor a book."""
    words = story.strip()
    if len(words) < LEAST_WORDS:
        raise RefusedError(SHORT)
    if len(words) > MOST_WORDS:
        raise RefusedError(LONG)
    return words


def check_hs(hs: str) -> str:
    """A code cut to what the edition knows, or nothing."""
    if not hs.strip():
        return ""
    found, _note = clean_hs(hs.strip(), hs_codes())
    if found is None:
        raise RefusedError(BAD_HS, hs=hs.strip()[:20])
    return found


def check_month(since: str, now: datetime) -> str:
    """A month that has begun, or nothing."""
    month = since.strip()
    this = f"{now.astimezone(HERE):%Y-%m}"
    if month and (not MONTH.fullmatch(month) or month > this):
        raise RefusedError(BAD_MONTH)
    return month


def ask_to_confirm(
    session: Session, made: Barrier, base_url: str, now: datetime
) -> None:
    """Mail the link that makes a report count; until then nobody sees it."""
    ticket, mark = make_ticket()
    made.state = BarrierState.UNCONFIRMED
    made.mark, made.expires_at = mark, now + LASTS
    letter = Letter("barrier_confirm", f"{base_url}/barriers/confirm/{ticket}")
    reader = Reader(made.email, made.contact, made.language)
    post_letter(session, letter, reader, key=confirm_key(mark), now=now)


def confirm_key(mark: str) -> str:
    """The key of the mail that asks for a confirmation."""
    return f"barrier:confirm:{mark[:32]}"


def confirm(session: Session, ticket: str, now: datetime) -> Barrier:
    """Let a report count; twice is as good as once."""
    query = select(Barrier).where(
        Barrier.mark == mark_of(ticket), Barrier.expires_at > now
    )
    found = session.scalar(query)
    if found is None:
        raise RefusedError(GONE)
    if found.state == BarrierState.UNCONFIRMED:
        found.state, found.updated_at = BarrierState.NEW, now
        note(session, found.email, "barrier.reported", ("barrier", found.id))
    return found
