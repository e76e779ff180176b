"""What may be said of a notice, gathered from its tags, its record and its matches."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from models import reference
from models.kinds import NoticeKind
from models.symbols import read_symbol
from nlp.findings import Finding
from nlp.stages import type_of
from nlp.standards import counterpart_of
from nlp.substances import substance_name
from nlp.summaries.facts import NOBODY, Facts, Limit, Name, Standard, When, read_when
from nlp.summaries.goods import name_goods

SILENT = frozenset({"not_specified", "other"})
ALL = "all"
NO_LIMIT = frozenset({"base", "doubtful"})
RELAXED = "deregulation-withdrawal"
FOLLOWS = frozenset({"addendum", "corrigendum", "revision", "supplement"})
DAYS = ("adoption", "force")


@dataclass(frozen=True)
class Record:
    """A notice as it is stored, with what was found in it beside it."""

    kind: str
    type: str
    symbol: str
    agreement: str = ""
    emergency: bool = False
    language: str = "en"
    members: Sequence[str] = ()
    publisher: Name = NOBODY
    content: Mapping[str, Any] = field(default_factory=dict)
    distributed: date | None = None
    deadline: date | None = None
    basis: str = "none"
    sectors: Mapping[str, Sequence[Name]] = field(default_factory=dict)
    changes: Name = NOBODY
    ended: str = ""


def gather(record: Record, found: Sequence[Finding]) -> Facts:
    """The facts for a title and a summary."""
    kind, emergency = kind_of(record)
    texts = {
        name: str(record.content.get(name) or "") for name in ("title", "products")
    }
    stage = next((one.code for one in found if one.scheme == "stage"), "")
    return Facts(
        kind=kind,
        agreement=record.agreement,
        language=record.language,
        members=[member_name(code) for code in record.members],
        publisher=record.publisher,
        base=base_of(record, kind),
        emergency=emergency,
        goods=name_goods(found, texts, record.language, record.kind),
        horizontal=any(one.scheme == "scope" for one in found),
        measures=measures_in(found, kind),
        objectives=list(objectives_in(found)),
        aims=list(aims_in(found)),
        standards=list(standards_in(found)),
        limits=limits_in(found),
        days=days_in(found),
        distributed=record.distributed,
        deadline=record.deadline,
        basis=record.basis,
        stage=stage,
        sectors=record.sectors,
        changes=record.changes,
        ended=record.ended,
    )


def kind_of(record: Record) -> tuple[str, bool]:
    """What kind of document it is, and whether it is urgent."""
    if record.kind != NoticeKind.NOTIFICATION:
        return record.kind, False
    kind, emergency = type_of(record.type)
    return kind, emergency or record.emergency


def base_of(record: Record, kind: str) -> str:
    """The symbol of the document that a follow-up of one Member follows."""
    if kind not in FOLLOWS or len(record.members) != 1:
        return ""
    symbol = read_symbol(record.symbol)
    return symbol.base if symbol and symbol.base != record.symbol else ""


@lru_cache(maxsize=512)
def member_name(code: str) -> Name:
    """What a Member is called; one that we do not know is called by its code."""
    known = {one.code: Name(one.zh, one.en) for one in reference.members()}
    return known.get(code, Name(code, code))


def measures_in(found: Iterable[Finding], kind: str) -> list[str]:
    """The kinds of measure, the weightiest first.

    Of a follow-up, that it relaxes comes before what it relaxes.
    """
    told = [one for one in found if one.scheme == "measure" and one.code != "other"]
    first = RELAXED if kind in FOLLOWS else ""
    ordered = sorted(told, key=lambda one: (-one.score, one.code != first))
    return list(dict.fromkeys(one.code for one in ordered))


@lru_cache(maxsize=1)
def objective_names() -> dict[str, Name]:
    """The names of the objectives."""
    return {one.key: Name(one.zh, one.en) for one in reference.objectives()}


def objectives_in(found: Iterable[Finding]) -> Iterator[Name]:
    """The objectives, those stated before those found; not what says nothing."""
    told = [one for one in found if one.scheme == "objective"]
    ordered = sorted(told, key=lambda one: one.origin != "stated")
    for code in dict.fromkeys(one.code for one in ordered):
        if code not in SILENT and code in objective_names():
            yield objective_names()[code]


def aims_in(found: Iterable[Finding]) -> Iterator[Name]:
    """The Members whose goods are meant; nothing where all are."""
    told = list(dict.fromkeys(one.code for one in found if one.scheme == "aim"))
    if ALL not in told:
        yield from map(member_name, told)


def standards_in(found: Iterable[Finding]) -> Iterator[Standard]:
    """The cited standards, those with a Chinese counterpart first."""
    told = dict.fromkeys(one.code for one in found if one.scheme == "standard")
    pairs = [(code, counterpart_of(code)) for code in told]
    for code, other in sorted(pairs, key=lambda pair: pair[1] is None):
        if other is None:
            yield Standard(code)
        else:
            relation = "related" if other.series else other.relation
            yield Standard(code, other.number, relation)


def limits_in(found: Iterable[Finding]) -> list[Limit]:
    """The substances, each once, those with a limit first."""
    told = [one for one in found if one.scheme == "substance"]
    limits: dict[str, str] = {}
    for one in told:
        limit = "" if one.note in NO_LIMIT else one.note
        limits[one.code] = limits.get(one.code) or limit
    ordered = sorted(limits.items(), key=lambda pair: not pair[1])
    return [Limit(Name(*substance_name(code)), limit) for code, limit in ordered]


def days_in(found: Iterable[Finding]) -> dict[str, When]:
    """When it is adopted and in force, as the notice tells it."""
    days: dict[str, When] = {}
    for one in found:
        if one.scheme == "date" and one.code in DAYS:
            days.setdefault(one.code, read_when(one.note, one.words))
    return days
