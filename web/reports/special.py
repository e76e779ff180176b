"""What is known of a measure, as the proposed texts of a special report on it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.export_tables import counted
from models.exposure import ExportTable
from models.notice import Notice
from models.notice_exposure import exposed
from models.reference import grounds
from models.reference.articles import cite
from models.report import Report
from models.tag import Tag
from models.user import User
from web.cases.checks import fired_grounds
from web.cases.facts import CaseFacts
from web.cases.findings import en_day, zh_day
from web.cases.gathering import facts_of, renderings, tags
from web.reports.lists import Pair
from web.reports.schemes import certification
from web.trends.telling import unit_zh, write_money

NOT_STATED = ("原文未载明", "Not stated in the source")
CLEAR = (
    "按通报文本，没有自动发现与协定条款不符之处，请人工核对。",
    "No conflict with the Agreement was found in the notified text automatically; "
    "a person must check.",
)


@dataclass(frozen=True)
class Known:
    """The newest document of a measure, and what its fields say."""

    notice: Notice
    facts: CaseFacts
    description: Pair


def describe(session: Session, report: Report) -> dict[str, Pair]:
    """The texts that the documents of the measure, its markets and the Agreement give.

    What people must judge, difficulty and response, is left for them to write.
    """
    known = look(session, report)
    if known is None:
        return {}
    return {
        "cover": cover(session, report, known),
        "overview": overview(known),
        "details": details(known),
        "certification": certification(session, known.notice),
        "comparison": others(session, report),
        "agreement": agreement(report, known),
    }


def look(session: Session, report: Report) -> Known | None:
    """The newest document of a measure that puts a text to Members, else the newest."""
    query = select(Notice).where(
        Notice.measure_id == report.measure_id, Notice.distributed <= report.until
    )
    found = session.scalars(query.order_by(Notice.distributed.desc(), Notice.id.desc()))
    every = [(one, facts_of(session, one)) for one in found]
    if not every:
        return None
    notice, facts = next((pair for pair in every if pair[1].opens), every[0])
    ours = renderings(session, notice)
    said = facts.content.get("description", "")
    english = said if notice.language == "en" else ours.get(("en", "description"), "")
    chinese = ours.get(("zh", "description")) or ours.get(("zh", "summary"))
    return Known(notice, facts, (chinese or said, english or said))


def cover(session: Session, report: Report, known: Known) -> Pair:
    """The table of the cover; a fact that no source gives says so when printed."""
    notice, facts = known.notice, known.facts
    notified = facts.agreement in {"TBT", "SPS"}
    closes = facts.comments_close
    author = session.get(User, report.created_by_id or 0)
    codes = ", ".join(tags(session, notice, "hs"))
    rows = (
        ("是否通报", "Notified", *(("是", "yes") if notified else ("否", "no"))),
        ("通报编号", "Symbol", facts.symbol, facts.symbol),
        ("通报成员", "Member", facts.member, facts.member_en),
        ("通报日期", "Distributed", facts.distributed, facts.distributed),
        ("评议截止日", "Comments close", closes or "", closes or ""),
        ("HS编码", "HS", codes, codes),
        ("上年出口额", "Exports last year", *worth(session, notice)),
        ("编制人", "Author", *([author.name if author else ""] * 2)),
    )
    return (
        "\n".join(f"{name}：{value}" for name, _en, value, _ in rows),
        "\n".join(f"{name}: {value}" for _zh, name, _, value in rows),
    )


def worth(session: Session, notice: Notice) -> Pair:
    """What of Hubei's exports the measure touches; no table of exports is told."""
    found, table = exposed(session, [notice.id]).get(notice.id), counted(session)
    if found is None or table is None:
        return "未加载出口数据", "no table of exports is loaded"
    if found.horizontal:
        return "横向措施，不按产品计算", "horizontal measure, not counted by product"
    value, currency = found.bands.central, table.table.currency
    zh, en = (write_money(value, one) for one in ("zh", "en"))
    year = table.year
    of_zh, of_en = whose(table.table)
    return (
        f"约{zh}{unit_zh(currency)}（中值；{year}年；{of_zh}）",
        f"about {currency} {en} (central; {year}; {of_en})",
    )


def whose(table: ExportTable) -> Pair:
    """Whose figures of exports they are, and whether they are real."""
    if table.invented:
        return "虚构数据，仅供演示", "invented for the demonstration"
    return table.source, table.source


def overview(known: Known) -> Pair:
    """Who notified what, for which goods, for what reason."""
    facts = known.facts
    aims_zh = "、".join(facts.aims_zh) or NOT_STATED[0]
    aims_en = ", ".join(facts.aims_en) or NOT_STATED[1]
    day = facts.distributed
    return (
        f"{zh_day(day)}，{facts.member}通报《{facts.title_zh}》（{facts.symbol}）。\n"
        f"涉及产品：{facts.products_zh or NOT_STATED[0]}\n目标：{aims_zh}。",
        f"On {en_day(day)}, {facts.member_en} notified {facts.title_en} "
        f"({facts.symbol}).\n"
        f"Products: {facts.products_en or NOT_STATED[1]}\nObjectives: {aims_en}.",
    )


def details(known: Known) -> Pair:
    """What the document says of its requirements, and from when they apply."""
    facts = known.facts
    dates = (
        ("拟批准日期", "Proposed date of adoption", facts.told("adoption")),
        ("拟生效日期", "Proposed entry into force", facts.told("entry_into_force")),
        ("引用标准", "Standards cited", ", ".join(facts.standards)),
    )
    zh, en = known.description
    told_zh = [f"{name}：{value or NOT_STATED[0]}" for name, _en, value in dates]
    told_en = [f"{name}: {value or NOT_STATED[1]}" for _zh, name, value in dates]
    return (
        "\n".join([zh or NOT_STATED[0], *told_zh]),
        "\n".join([en or NOT_STATED[1], *told_en]),
    )


def headings(session: Session, report: Report) -> list[str]:
    """The HS headings that the documents of its measure name."""
    code = func.substr(Tag.code, 1, 4)
    query = select(code).join(Notice, Notice.id == Tag.notice_id).distinct()
    query = query.where(Notice.measure_id == report.measure_id, Tag.scheme == "hs")
    return sorted(session.scalars(query.where(func.length(Tag.code) >= 4)))


def others(session: Session, report: Report) -> Pair:
    """By which headings other markets are compared in the figures."""
    found = headings(session, report)
    if not found:
        return (
            "通报文本中没有识别出HS编码，无法比较其他市场。",
            "No HS code was found in the notice, so other markets are not compared.",
        )
    return (
        f"以下按相同品目（HS {'、'.join(found)}）对比各市场的通报、期限、要求与认证。",
        f"Below, what markets notified on the same headings (HS {', '.join(found)}) is "
        "compared: documents, times, requirements and certification.",
    )


def agreement(report: Report, known: Known) -> Pair:
    """What the notified text shows against the Agreement, an article a line."""
    fired = fired_grounds(grounds(), known.facts, report.until)
    zh = [
        f"{one.ground.agreement}协定{cite(one.ground.article, 'zh')}"
        f"（{one.ground.name_zh}）：" + "；".join(reason.zh for reason in one.reasons)
        for one in fired
    ]
    en = [
        f"{one.ground.agreement} Agreement, {cite(one.ground.article, 'en')} "
        f"({one.ground.name_en}): " + "; ".join(reason.en for reason in one.reasons)
        for one in fired
    ]
    return ("\n".join(zh), "\n".join(en)) if fired else CLEAR
