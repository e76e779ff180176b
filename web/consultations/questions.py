"""The question of a round, written from the facts of the notice, and its last day."""

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.case import Case
from models.case_plan import CasePlan
from web.cases.findings import en_day, zh_day
from web.cases.gathering import facts_of
from web.planning.extension import closing_day

USUAL = timedelta(days=14)
"""The time to answer where a notice states no last day."""
LONGEST_GOODS = 120
ZH = """{member}的通报 {symbol}：{title}
涉及产品：{products}
评议截止日：{day}

请就下列方面提供意见，知道多少写多少：
1. 草案的哪一条影响出口，影响哪些产品；
2. 每年约增加多少成本，需要多长时间适应；
3. 现有的认证或检测报告能否沿用；
4. 与国际标准、我国标准有何差异，希望对方怎样修改。"""
EN = """Notification {symbol} of {member}: {title}
Products: {products}
Comments close: {day}

Please tell us what you know of these:
1. which clause of the draft affects exports, and of which products;
2. about how much cost a year it adds, and how long it takes to adapt;
3. whether present certificates or test reports can still be used;
4. how it differs from international and Chinese standards, and what to ask for."""


def question_of(session: Session, case: Case) -> tuple[str, str]:
    """The question in Chinese and English, to be changed by the officer."""
    facts = facts_of(session, case.notice)
    closes = closing_day(session, case)
    zh = ZH.format(
        member=facts.member,
        symbol=facts.symbol,
        title=facts.title_zh,
        products=short(facts.products_zh) or "未载明",
        day=zh_day(closes) if closes else "未载明",
    )
    en = EN.format(
        member=facts.member_en,
        symbol=facts.symbol,
        title=facts.title_en,
        products=short(facts.products_en) or "not stated",
        day=en_day(closes) if closes else "not stated",
    )
    return zh, en


def short(words: str) -> str:
    """A text of goods that fits into a letter."""
    flat = " ".join(words.split())
    return flat if len(flat) <= LONGEST_GOODS else flat[:LONGEST_GOODS] + "…"


def last_day(session: Session, case: Case, today: date) -> date:
    """The day until which answers are asked for: the plan's, else half the time left.

    Never today or before it.
    """
    query = select(CasePlan).where(CasePlan.case_id == case.id)
    plan = session.scalars(query.order_by(CasePlan.number.desc())).first()
    if plan is not None and plan.replies_close and plan.replies_close > today:
        return plan.replies_close
    closes = closing_day(session, case)
    if closes is None or closes <= today:
        return today + USUAL
    return max(today + (closes - today) // 2, today + timedelta(days=1))
