"""What a measure asks beside what other markets ask: kinds, standards, schemes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from urllib.parse import urlsplit

import numpy as np

from models.facts import Facts
from models.facts.columns import Many, Mask
from models.market_fact import MarketFact
from web.dossiers.service import market_names
from web.reports.schemes import all_schemes, merged, readable
from web.reports.sides import OWN, Field, Side, mask_of, newest, read_field
from web.trends.basis import JointBasis, NoticeBasis, RowBasis, rows_basis
from web.trends.choice import choose
from web.trends.counting import left_out, places_behind
from web.trends.names import measure_type_names
from web.trends.view import Cell, Column, Counted, Line, Scene, Sort, Words

RULES = (
    Column("market", Words("市场", "Market"), Sort.NAME),
    Column("kinds", Words("措施类型（件）", "Kinds of measure (documents)"), Sort.NAME),
    Column("standards", Words("引用标准", "Standards cited"), Sort.NAME),
    Column("schemes", Words("认证制度（市场资料）", "Certification"), Sort.NAME),
    Column("source", Words("来源", "Sources"), Sort.NAME),
)
MOST_KINDS, MOST_STANDARDS, MOST_SCHEMES = 4, 5, 4
Schemes = dict[str, list[MarketFact]]


def count_rules(scene: Scene, slug: str) -> Counted:
    """Kinds of measure, standards and schemes, for the measure and by market.

    A market that never notified on these goods stands there for its schemes.
    """
    field, facts = read_field(scene, slug), scene.facts
    own = mask_of(facts, field.own.places)
    sectors = set(facts.sectors.count(own))
    schemes = schemes_of(scene, field, sectors)
    chosen = choose(scene.session, facts, scene.choice, scene.today)
    return Counted(
        columns=RULES,
        lines=tuple(
            Line(
                side.key,
                (side.name, *rules(scene, side, schemes.get(side.key, ()))),
                places_behind(facts, side.places),
            )
            for side in sides_of(scene, field, schemes)
        ),
        basis=JointBasis((NoticeBasis(facts, field.mask), schemes_basis(schemes))),
        left_out=left_out(chosen),
        notes=NOTES,
        facts={
            "kinds": set(facts.measure_types.count(own)),
            "alike": alike(facts, field, own),
            "others": len(field.foreign),
            "schemes": len(schemes.keys() - {OWN, *field.own.codes}),
        },
    )


NOTES = (
    Words(
        "认证制度取自市场资料中涉及本措施行业的条目；标“待核验”的尚未经人核对。",
        "Schemes are those of the market dossiers for the sectors of this measure;"
        " those marked unconfirmed nobody has checked yet.",
    ),
)


def alike(facts: Facts, field: Field, own: Mask) -> int:
    """How many other Members notified a measure of a kind that this one has."""
    same = facts.measure_types.among(set(facts.measure_types.count(own)))
    return sum(bool(same[one.places].any()) for one in field.foreign)


def schemes_of(scene: Scene, field: Field, sectors: set[str]) -> Schemes:
    """The schemes of each market for some sectors.

    A market that notified nothing stands there only for schemes that no other row
    has: those of a union stand with its Members.
    """
    known = all_schemes(scene.session, sectors)
    ours = field.own.codes
    found: Schemes = {OWN: merged(known, ours)}
    seen = {one.id for one in found[OWN]}
    notified = [one.key for one in field.others]
    for code in dict.fromkeys([*notified, *known]):
        told = merged(known, [code])
        new = {one.id for one in told} - seen
        if told and (code in notified or new):
            found[code] = told
        seen |= new
    return found


def sides_of(scene: Scene, field: Field, schemes: Schemes) -> list[Side]:
    """The measure, the markets that notified, then those with schemes alone."""
    told, names = {one.key for one in field.sides}, market_names(scene.session)
    nothing = np.zeros(0, dtype=np.int64)
    more = [
        Side(code, Words(*names.get(code, (code, code))), nothing, [code])
        for code in schemes
        if code not in told
    ]
    return [*field.sides, *more]


def rules(scene: Scene, side: Side, schemes: Sequence[MarketFact]) -> Iterator[Cell]:
    """The words of a row, in the order of the columns."""
    facts = scene.facts
    kinds, names = named(facts.measure_types, facts, side), measure_type_names()
    pairs = [(names.get(key, Words(key, key)), many) for key, many in kinds]
    told = [Words(f"{one.zh}{n}", f"{one.en} {n}") for one, n in pairs[:MOST_KINDS]]
    yield listed(told, len(pairs))
    cited = [Words(key, key) for key, _many in named(facts.standards, facts, side)]
    yield listed(cited[:MOST_STANDARDS], len(cited))
    called = list(dict.fromkeys(readable(one.name) for one in schemes if one.name))
    yield listed([Words(one, one) for one in called[:MOST_SCHEMES]], len(called))
    yield sources(scene, side, schemes)


def named(column: Many, facts: Facts, side: Side) -> list[tuple[str, int]]:
    """The names that the notices of a side have, the most frequent first."""
    many = column.count(mask_of(facts, side.places))
    return sorted(many.items(), key=lambda pair: (-pair[1], pair[0]))


def listed(told: Sequence[Words], many: int = 0) -> Words | None:
    """Names one after the other, and how many more; None of nothing."""
    if not told:
        return None
    rest = many - len(told)
    zh, en = "、".join(one.zh for one in told), ", ".join(one.en for one in told)
    return Words(
        zh + (f"等，另{rest}项" if rest > 0 else ""),
        en + (f" and {rest} more" if rest > 0 else ""),
    )


def sources(scene: Scene, side: Side, schemes: Sequence[MarketFact]) -> Words | None:
    """The newest notice, and the official sites that the dossier names, with the day
    on which they said so."""
    _day, symbol = newest(scene, side)
    told = [Words(symbol, symbol)] if symbol else []
    sites: dict[tuple[date, bool], dict[str, None]] = {}
    for one in schemes:
        known = sites.setdefault((one.as_of, one.checked_at is not None), {})
        known[urlsplit(one.url).netloc.removeprefix("www.")] = None
    for (day, checked), names in sites.items():
        zh, en = ("", "") if checked else ("，待核验", ", unconfirmed")
        told.append(
            Words(f"{'、'.join(names)}（{day}{zh}）", f"{', '.join(names)} ({day}{en})")
        )
    if not told:
        return None
    return Words("；".join(one.zh for one in told), "; ".join(one.en for one in told))


def schemes_basis(schemes: Schemes) -> RowBasis:
    """The facts of the dossiers that were used, with all that is told of each."""
    facts = {one.id: one for found in schemes.values() for one in found}
    return rows_basis(
        (
            f"fact:{one.market}/{one.topic}/{one.key}",
            (one.name, one.zh, one.url, one.as_of, one.checked_at is not None),
        )
        for one in facts.values()
    )


def say_rules(counted: Counted, language: str) -> str:
    """How many markets ask something of the same kind, and how many certify."""
    told, names = counted.facts, measure_type_names()
    kinds = [name for key, name in names.items() if key in told["kinds"]]
    zh = "、".join(one.zh for one in kinds)
    en = ", ".join(one.en for one in kinds)
    same = Words(
        f"，其中{told['alike']}个有同类措施（{zh}）" if kinds else "",
        f", {told['alike']} of them measures of the same kind ({en})" if kinds else "",
    )
    many = told["others"]
    return Words(
        f"另有{many}个成员就相同品目作过通报{same.zh}；"
        f"其他市场中{told['schemes']}个的资料记有涉及这些行业的认证制度",
        f"{many} other Member{'' if many == 1 else 's'} notified on the same headings"
        f"{same.en}; dossiers of other markets that tell of certification for these"
        f" sectors: {told['schemes']}",
    ).told(language)
