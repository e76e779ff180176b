"""The roster: who is on it, with what fields and languages, changed and imported."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from models.consultation import AskedKind, Expert
from models.reference import ics_codes
from models.sector import Sector
from models.user import Role, User
from web.audit import note
from web.experts.load import loads
from web.marks import N_
from web.paging import Cut, cut
from web.refused import RefusedError

PAGE = 50
LONGEST = {"name": 80, "employer": 200, "email": 200, "phone": 60}
MOST_WORDS = 1000
MOST_ICS = 20
LANGUAGES = ("zh", "en", "fr", "es", "de", "ja", "ko", "ru", "ar", "pt")
ON_ROSTER = (AskedKind.EXPERT, AskedKind.LABORATORY, AskedKind.ASSOCIATION)
NO_NAME = N_("请填写姓名或机构名称。")
BAD_MAIL = N_("邮箱“%(email)s”不完整，请核对。")
BAD_KIND = N_("请选择专家、检测机构或行业协会。")
BAD_ICS = N_("没有ICS号“%(code)s”，请核对，如13.120。")
BAD_SECTOR = N_("没有名为“%(name)s”的出口行业，请从列表中选择。")
BAD_LANGUAGE = N_("语言“%(name)s”不在列表中，请填中文、英文等。")
TOO_LONG = N_("专长和回避说明各不超过1000字。")
HELD = N_("名册中已有%(name)s（%(email)s），请直接修改那一条。")
NO_EXPERT = N_("名册中没有这一条，请刷新页面。")
CHANGED = N_("%(who)s已改过这一条，这次未保存。下面是你填写的内容，请核对后再保存。")


@dataclass(frozen=True)
class Profile:
    """Somebody on the roster as a form gives it; ``ics`` as typed, apart by spaces."""

    name: str
    kind: str = AskedKind.EXPERT
    employer: str = ""
    email: str = ""
    phone: str = ""
    languages: Sequence[str] = ()
    sectors: Sequence[str] = ()
    ics: str = ""
    fields: str = ""
    conflicts: str = ""


@dataclass(frozen=True)
class Listed:
    """Somebody in the list, with how many requests are open."""

    row: Expert
    load: int


def list_experts(
    session: Session, words: str, page: int
) -> tuple[Sequence[Listed], Cut, int]:
    """A page of the roster, which it is, and how many there are in all."""
    query = select(Expert)
    if wanted := words.strip():
        columns = (Expert.name, Expert.employer, Expert.fields, Expert.email)
        query = query.where(
            or_(*(column.icontains(wanted, autoescape=True) for column in columns))
        )
    total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    order = query.order_by(Expert.retired_at.is_not(None), Expert.name, Expert.id)
    here = cut(total, PAGE, page)
    rows = session.scalars(here.of(order)).all()
    load = loads(session)
    listed = [Listed(one, load.get(one.id, 0)) for one in rows]
    return listed, here, total


def find_expert(session: Session, expert_id: int) -> Expert:
    """Somebody on the roster, or a refusal."""
    found = session.get(Expert, expert_id)
    if found is None:
        raise RefusedError(NO_EXPERT)
    return found


def add(session: Session, profile: Profile, actor: str, now: datetime) -> Expert:
    """Put somebody on the roster; the account of the same address is theirs."""
    fields = check(session, profile)
    check_fresh(session, fields)
    made = Expert(**fields, edited_by=actor, edited_at=now)
    made.user_id = account_of(session, made.email)
    session.add(made)
    session.flush()
    note(session, actor, "expert.added", ("expert", made.id))
    return made


def change(
    session: Session,
    one: Expert,
    profile: Profile,
    *,
    based_on: str,
    actor: str,
    now: datetime,
) -> None:
    """Change an entry, unless somebody else did meanwhile."""
    if one.edited_at.isoformat() != based_on:
        raise RefusedError(CHANGED, who=one.edited_by)
    for name, value in check(session, profile).items():
        setattr(one, name, value)
    one.user_id = account_of(session, one.email)
    one.edited_by, one.edited_at = actor, now
    note(session, actor, "expert.changed", ("expert", one.id))


def retire(
    session: Session, one: Expert, *, out: bool, actor: str, now: datetime
) -> None:
    """Take somebody off the roster, or back; what they said stays."""
    one.retired_at = now if out else None
    action = "expert.retired" if out else "expert.restored"
    note(session, actor, action, ("expert", one.id))


def account_of(session: Session, email: str) -> int | None:
    """The account of an expert with this address, if there is one."""
    query = select(User.id).where(User.email == email, User.role == Role.EXPERT)
    return session.scalar(query) if email else None


def check_fresh(session: Session, fields: dict[str, Any]) -> None:
    """Refuse somebody who is on the roster already: same name and address."""
    query = select(Expert.id).where(
        Expert.name == fields["name"],
        Expert.email == fields["email"],
        Expert.employer == fields["employer"],
    )
    if session.scalar(query) is not None:
        raise RefusedError(HELD, name=fields["name"], email=fields["email"] or "—")


def check(session: Session, profile: Profile) -> dict[str, Any]:
    """The columns of an entry; RefusedError says what is wrong."""
    fields: dict[str, Any] = {
        name: " ".join(getattr(profile, name).split())[:most]
        for name, most in LONGEST.items()
    }
    if not fields["name"]:
        raise RefusedError(NO_NAME)
    if profile.kind not in ON_ROSTER:
        raise RefusedError(BAD_KIND)
    email = fields["email"] = fields["email"].lower()
    if email and ("@" not in email.strip("@") or " " in email):
        raise RefusedError(BAD_MAIL, email=email)
    for words in (profile.fields, profile.conflicts):
        if len(words) > MOST_WORDS:
            raise RefusedError(TOO_LONG)
    return {
        **fields,
        "kind": profile.kind,
        "languages": check_languages(profile.languages),
        "sectors": check_sectors(session, profile.sectors),
        "ics": check_ics(profile.ics),
        "fields": profile.fields.strip(),
        "conflicts": profile.conflicts.strip(),
    }


def check_languages(languages: Sequence[str]) -> list[str]:
    """The languages of somebody, each once."""
    for one in languages:
        if one not in LANGUAGES:
            raise RefusedError(BAD_LANGUAGE, name=one[:20])
    return list(dict.fromkeys(languages))


def check_sectors(session: Session, sectors: Sequence[str]) -> list[str]:
    """The sectors of somebody, each once."""
    known = set(session.scalars(select(Sector.id)))
    for one in sectors:
        if one not in known:
            raise RefusedError(BAD_SECTOR, name=one[:40])
    return list(dict.fromkeys(sectors))


def check_ics(words: str) -> list[str]:
    """The ICS codes that were typed, each once."""
    typed = words.replace("、", " ").replace("，", " ").replace(",", " ").split()
    for one in typed[:MOST_ICS]:
        if one not in ics_codes():
            raise RefusedError(BAD_ICS, code=one[:20])
    return list(dict.fromkeys(typed[:MOST_ICS]))
