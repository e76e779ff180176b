"""The question of a round, written from the facts of the notice, and its last day."""

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.case import Case
from models.case_plan import CasePlan
from models.notice import Notice
from web.cases.findings import en_day, zh_day
from web.cases.gathering import facts_of

USUAL = timedelta(days=14)
"""The time to answer where a notice states no last day."""
LONGEST_GOODS = 120
ZH = """{member}的通报 {symbol}：{title}
涉及产品：{products}
评议截止日：{day}

请告诉我们：
1. 你方的产品是否受影响，是草案的哪一条；
2. 每年约增加多少成本，需要多长时间适应；
3. 已有哪些认证或检测报告能否沿用；
4. 希望对方怎样修改。"""
EN = """Notification {symbol} of {member}: {title}
Products: {products}
Comments close: {day}

Please tell us:
1. whether your products are affected, and by which clause of the draft;
2. about how much cost a year it adds, and how long you need to adapt;
3. which certificates or test reports you have, and whether they can still be used;
4. what you would ask the Member to change."""


def question_of(session: Session, notice: Notice) -> tuple[str, str]:
    """The question in Chinese and English, to be changed by the officer."""
    facts = facts_of(session, notice)
    closes = notice.deadline
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
    closes = case.notice.deadline
    if closes is None or closes <= today:
        return today + USUAL
    return max(today + (closes - today) // 2, today + timedelta(days=1))
