"""Exports that a measure touches, as rows of evidence from the table that counts."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from models.case import Case
from models.evidence import Evidence, EvidenceKind
from models.exposures import CENTRAL, Share
from models.reference import members
from web.cases.record import Actor
from web.evidence.service import put
from web.evidence.sources import fits
from web.exposure.showing import read_shown
from web.marks import N_
from web.refused import RefusedError

NO_TABLE = N_("还没有可用的出口数据表，请先在“出口数据表”页导入。")
NOTHING = N_("出口数据表中没有与这件通报相合的出口，请核对通报的产品编码。")
MOST_GOODS, MOST_MARKETS = 5, 6
WAN, YI, MILLION = 1e4, 1e8, 1e6
CURRENCIES = {"CNY": "元", "USD": "美元", "EUR": "欧元"}


@dataclass(frozen=True)
class Facts:
    """Exports that a measure touches: how much of what, and to whom."""

    year: int
    currency: str
    value: float
    shares: Sequence[Share]

    @property
    def goods(self) -> list[str]:
        """The codes that add most."""
        return [one.hs for one in self.shares[:MOST_GOODS]]

    def markets(self) -> list[tuple[str, float]]:
        """The markets that buy most, as weighed as the sum is."""
        found: dict[str, float] = defaultdict(float)
        for share in self.shares:
            for code, value in share.exports.items():
                found[code] += share.weight.value * value
        order = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
        return order[:MOST_MARKETS]


def from_exports(
    session: Session, case: Case, *, actor: Actor, now: datetime
) -> Evidence:
    """A row with the value exported to the Member, its year and its source."""
    shown = read_shown(session, case.notice)
    if shown is None:
        raise RefusedError(NO_TABLE)
    shares = [one for one in shown.exposed.bands.shares if one.weight.value >= CENTRAL]
    value = shown.exposed.bands.central
    if not shares or not value:
        raise RefusedError(NOTHING)
    facts = Facts(shown.year, shown.table.currency, value, shares)
    currency = shown.table.currency
    made = Evidence(
        case_id=case.id,
        kind=EvidenceKind.TRADE,
        who=shown.table.name,
        text_zh=say_zh(facts),
        text_en=say_en(facts),
        value=f"{value:.0f}",
        unit=currency,
        year=shown.year,
        source=f"{shown.table.source}，{shown.year}年",
        source_en=source_en(shown.table.source, shown.year),
        internal=False,
        invented=shown.table.invented,
        created_by=actor.name,
        created_at=now,
    )
    return put(session, case, made, actor, now)


def source_en(source: str, year: int) -> str:
    """The source of a table in English; '' where it is named in Chinese alone."""
    return f"{source}, {year}" if fits(source, "en") else ""


def say_zh(facts: Facts) -> str:
    """The exports in a Chinese sentence."""
    names = {one.code: one.zh for one in members()}
    sold = "、".join(
        f"{names.get(code, code)}{money_zh(value, facts.currency)}"
        for code, value in facts.markets()
    )
    told = f"{facts.year}年湖北对通报成员出口相关产品约"
    value = money_zh(facts.value, facts.currency)
    return f"{told}{value}（HS {'、'.join(facts.goods)}；{sold}）。"


def say_en(facts: Facts) -> str:
    """The exports in an English sentence."""
    names = {one.code: one.en for one in members()}
    sold = ", ".join(
        f"{names.get(code, code)} {money_en(value, facts.currency)}"
        for code, value in facts.markets()
    )
    value = money_en(facts.value, facts.currency)
    told = f"In {facts.year} Hubei exported about {value} of the goods concerned"
    return f"{told} to the notifying Member (HS {', '.join(facts.goods)}; {sold})."


def money_zh(value: float, currency: str) -> str:
    """A sum as a Chinese sentence says it."""
    name = CURRENCIES.get(currency, currency)
    if value >= YI:
        return f"{value / YI:.2f}亿{name}"
    return f"{value / WAN:.1f}万{name}"


def money_en(value: float, currency: str) -> str:
    """A sum as an English sentence says it."""
    return f"{currency} {value / MILLION:,.2f} million"
