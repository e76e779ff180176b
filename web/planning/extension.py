"""Asking a Member for more time: whether to, and the facts of a letter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from models.case import Case, Flag
from models.case_plan import CasePlan
from models.deadlines import USUAL_PERIOD
from web.cases.findings import en_day, zh_day
from web.cases.gathering import facts_of
from web.planning.bar import first_day
from web.planning.service import RUNNING, plan_of

MORE = timedelta(days=30)
"""Asked for beyond a window that was of sixty days already."""
WORK = {
    "candidate": 20,
    "soliciting": 18,
    "drafting": 12,
    "returned": 6,
    "reviewing": 4,
    "approved": 1,
    "submitted": 0,
}
"""Days of work that a case in a state still needs before it can be handed over."""
FLAGS = (
    Flag.EXTENSION_REQUESTED,
    Flag.EXTENSION_GRANTED,
    Flag.EXTENSION_REFUSED,
)


@dataclass(frozen=True)
class ExtensionFacts:
    """What a letter that asks for more time says; ``short`` and ``work`` are why."""

    symbol: str
    agreement: str
    title_zh: str
    title_en: str
    member_zh: str
    member_en: str
    circulated: date
    external: date
    window: int
    asked_until: date
    is_estimated: bool
    work: int
    left: int

    @property
    def is_short(self) -> bool:
        """Whether the window is under the sixty days that the Committees recommend."""
        return self.window < USUAL_PERIOD.days

    @property
    def is_tight(self) -> bool:
        """Whether the work takes longer than is left until the paper must go."""
        return self.work > self.left

    @property
    def is_called_for(self) -> bool:
        """Whether to propose such a letter."""
        return self.left >= 0 and (self.is_short or self.is_tight)


def extension_facts(session: Session, case: Case, today: date) -> ExtensionFacts | None:
    """The facts of the letter; None where there is no last day, or the paper went."""
    plan = plan_of(session, case)
    if plan is None or plan.external is None or case.state not in RUNNING:
        return None
    circulated = first_day(plan) or case.notice.distributed
    return make_facts(session, case, plan, circulated, plan.external, today)


def make_facts(
    session: Session,
    case: Case,
    plan: CasePlan,
    circulated: date,
    external: date,
    today: date,
) -> ExtensionFacts:
    """The facts of a case whose last day is known."""
    facts = facts_of(session, case.notice)
    usual = circulated + USUAL_PERIOD
    until = plan.national or external
    return ExtensionFacts(
        symbol=case.notice.symbol,
        agreement=facts.agreement,
        title_zh=facts.title_zh,
        title_en=facts.title_en,
        member_zh=facts.member,
        member_en=facts.member_en,
        circulated=circulated,
        external=external,
        window=(external - circulated).days,
        asked_until=usual if usual > external else external + MORE,
        is_estimated=plan.basis == "estimated",
        work=WORK.get(case.state, 0),
        left=-1 if external < today else max(0, (until - today).days),
    )


def letter_zh(facts: ExtensionFacts) -> str:
    """A first text of the letter in Chinese, to be taken over by a person."""
    reason = (
        f"评议期为{facts.window}天，少于委员会建议的60天，" if facts.is_short else ""
    )
    return (
        f"关于{facts.member_zh}通报{facts.symbol}延长评议期的请求\n\n"
        f"感谢{facts.member_zh}通报《{facts.title_zh}》（{facts.symbol}）。"
        "我们理解并支持其目标。\n\n"
        f"该通报于{zh_day(facts.circulated)}分发，评议截止日"
        f"{'估计' if facts.is_estimated else ''}为{zh_day(facts.external)}。"
        f"{reason}翻译文本、征求有关企业和检测机构意见需要更多时间。\n\n"
        f"请将评议期延长至{zh_day(facts.asked_until)}，"
        "并在收到意见前不通过该草案。请书面告知决定。\n"
    )


def letter_en(facts: ExtensionFacts) -> str:
    """A first text of the letter in English, to be taken over by a person."""
    reason = (
        f" The comment period is {facts.window} days, less than the 60 days recommended"
        " by the Committee."
        if facts.is_short
        else ""
    )
    is_day = "is estimated to be" if facts.is_estimated else "is"
    return (
        f"Request for an extension of the comment period for {facts.symbol}\n\n"
        f"We thank {facts.member_en} for notifying “{facts.title_en}”"
        f" ({facts.symbol}). We understand and support its objective.\n\n"
        f"The notification was circulated on {en_day(facts.circulated)}; the final date"
        f" for comments {is_day} {en_day(facts.external)}.{reason} To translate the"
        " text and to consult the enterprises and laboratories concerned takes more"
        " time.\n\n"
        "We would be grateful if the comment period could be extended to"
        f" {en_day(facts.asked_until)}, if the draft were not adopted before comments"
        " have been received, and for a decision in writing.\n"
    )
