"""Background and stance of a case: the centre's own words that open the paper."""

from __future__ import annotations

import hashlib
from datetime import datetime

from sqlalchemy.orm import Session

from models.case import Case
from web.arguments.wording import tidy
from web.cases.lock import hold_open
from web.cases.record import Actor, record
from web.marks import N_
from web.refused import RefusedError

LONGEST = 4000
TOO_LONG = N_("背景与立场最多%(most)d个字符，请删减后再保存。")
MEANWHILE = N_(
    "背景与立场刚刚被别人改过，这次未保存。请与现在的文字核对后再保存：%(now)s"
)
ONE_SIDE = N_("背景与立场请中英文一并填写，或都留空。")


def mark_of(case: Case) -> str:
    """What tells whether the words are still those that a form showed."""
    words = f"{case.stance_zh}\0{case.stance_en}".encode()
    return hashlib.sha256(words).hexdigest()[:16]


def set_stance(
    session: Session,
    case: Case,
    texts: tuple[str, str],
    *,
    was: str,
    actor: Actor,
    at: datetime,
) -> None:
    """Keep the words in both languages, unless somebody changed them meanwhile."""
    hold_open(session, case)
    zh, en = tidy(texts[0]), tidy(texts[1])
    if max(len(zh), len(en)) > LONGEST:
        raise RefusedError(TOO_LONG, most=LONGEST)
    if bool(zh) != bool(en):
        raise RefusedError(ONE_SIDE)
    if was != mark_of(case):
        raise RefusedError(MEANWHILE, now=case.stance_zh or "（空）")
    if (zh, en) != (case.stance_zh, case.stance_en):
        case.stance_zh, case.stance_en = zh, en
        case.updated_at = at
        record(session, actor, "case.stance_saved", case, at)
