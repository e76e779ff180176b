"""Reading the facts: few wide statements, each in one pass."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import String, case, cast, select
from sqlalchemy.orm import Session

from models.data_stamp import data_version
from models.events import EventKind
from models.facts.columns import Facts, Many, Mask, Numbers
from models.facts.pairs import Pairs, number_of, read_pairs, sum_names
from models.facts.rows import Rows, find_openings, read_rows
from models.measure import Event
from models.notice import NoticeMember
from models.notice_filter import TOLD
from models.sector import Match
from models.tag import Tag

CERTAIN = ("sure", "likely")
SCHEMES = (
    "hs",
    "ics",
    "measure",
    "objective",
    "article",
    "standard",
    "substance",
    "scope",
    "date",
)
STATED = "stated"
PARTED = "/"
AREA = "notices"
VOIDED, OPENING = number_of("void"), number_of("opening")


def read_facts(session: Session) -> Facts:
    """The facts as the session sees them now; some seconds for a whole history."""
    session.flush()
    version = data_version(session, AREA)
    rows = read_rows(session)
    ids = rows.number("id")
    many = read_columns(session, ids)
    void = read_void(session, rows)
    opening = find_openings(rows, void)
    return Facts(
        version=version,
        ids=ids,
        keys=tuple(rows.keys),
        symbols=tuple(rows.symbols),
        kind=rows.column("kind"),
        source=rows.column("source"),
        agreement=rows.column("agreement"),
        type=rows.column("type"),
        emergency=np.array(rows.emergency, dtype=np.bool_),
        void=void,
        opening=opening,
        measure=rows.number("measure"),
        distributed=rows.number("distributed"),
        stored=rows.number("stored"),
        deadline=rows.number("deadline"),
        basis=rows.column("basis"),
        comments_close=rows.number("comments_close"),
        marks=mark(rows, many, void, opening),
        members=many["member"],
        sectors=many["sector"],
        stated_hs=many["stated"],
        hs=many["hs"],
        ics=many["ics"],
        measure_types=many["measure"],
        objectives=many["objective"],
        articles=many["article"],
        standards=many["standard"],
        substances=many["substance"],
        scopes=many["scope"],
        days=many["date"],
        events=many["event"],
        twin=rows.column("twin"),
    )


def read_columns(session: Session, ids: Numbers) -> dict[str, Many]:
    """The Members, certain sectors, codes and events of the notices."""
    members = select(NoticeMember.notice_id, NoticeMember.member_code)
    sectors = select(Match.notice_id, Match.sector_id)
    sectors = sectors.where(Match.certainty.in_(CERTAIN))
    tags = read_tags(session)
    return {
        "member": read_pairs(session, members).column(ids),
        "sector": read_pairs(session, sectors).column(ids),
        "event": read_events(session).column(ids),
        "stated": tags.column(ids, of_scheme("hs", STATED)),
        **{scheme: tags.column(ids, of_scheme(scheme)) for scheme in SCHEMES},
    }


def read_tags(session: Session) -> Pairs:
    """All codes in one pass, each with its scheme and origin before it."""
    note = case((Tag.scheme == "date", ":" + Tag.note), else_="")
    name = Tag.scheme + PARTED + Tag.origin + PARTED + Tag.code + note
    told = Tag.scheme.in_(SCHEMES), Tag.origin.in_(TOLD)
    return read_pairs(session, select(Tag.notice_id, name).where(*told), Tag.id)


def of_scheme(scheme: str, origin: str = "") -> Callable[[str], str]:
    """What takes the code from a name of a scheme, and nothing from others."""

    def code_of(name: str) -> str:
        own, told, code = name.split(PARTED, 2)
        return code if own == scheme and origin in ("", told) else ""

    return code_of


def read_events(session: Session) -> Pairs:
    """What each notice tells of its measure: the kind of event and its day."""
    day = cast(Event.day, String)
    query = select(Event.notice_id, Event.kind + ":" + day)
    return read_pairs(session, query)


def read_void(session: Session, rows: Rows) -> Mask:
    """Which documents a later one declared void."""
    query = select(Event.key).where(Event.kind == EventKind.VOID)
    symbols = set(session.scalars(query)) - {""}
    return np.array([one in symbols for one in rows.symbols], dtype=np.bool_)


def mark(
    rows: Rows, many: Mapping[str, Many], void: Mask, opening: Mask
) -> NDArray[np.uint64]:
    """A number for each notice that any change of its facts changes.

    It is of what the notice says and of its names, not of its id: the numbers of the
    parts added up, round and round.
    """
    total = rows.marks() + sum_names(len(void), many)
    total[void] += np.uint64(VOIDED)
    total[opening] += np.uint64(OPENING)
    return total
