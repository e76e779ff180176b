"""The arguments of the play's case: taken over, argued, one still unproven."""

from datetime import datetime

from sqlalchemy.orm import Session

from models.case import Case
from models.evidence import Evidence, EvidenceKind, ItemEvidence
from web.arguments import service
from web.arguments.texts import texts_of
from web.arguments.wording import Wording
from web.cases.contents import live_items
from web.cases.record import Actor
from web.drafts.service import recompose

TIME = Wording(
    ground_id="tbt-2.12",
    ask="postpone",
    quote="would ban added PFAS in apparel, car washes and cleaning products",
    problem_zh="通报没有说明法规公布后多久生效。",
    problem_en="The notification does not say how soon after publication the rule takes"
    " effect.",
    impact_zh="服装防水整理和清洁用品更换不含PFAS的配方后，须重做耐洗与安全试验，"
    "短期内无法完成。",
    impact_en="New finishes for garments and new formulas for cleaning products need"
    " fresh wash and safety tests, which cannot be done at short notice.",
    request_zh="请给予公布后不少于24个月的过渡期，并允许过渡期内投放市场的产品售完为止。",
    request_en="Please allow at least 24 months after publication, and let goods placed"
    " on the market within that time be sold.",
    priority=1,
)
MONTHS = {
    "kind": EvidenceKind.FIRMS,
    "who": "三家湖北企业（虚构）",
    "text_zh": "三家湖北出口企业反映，重新检测至少需要18个月",
    "text_en": "Three exporters in Hubei report that the new tests take at least 18"
    " months",
    "value": "18",
    "unit": "个月",
    "source": "",
    "year": 2025,
    "internal": False,
    "invented": True,
}
STANDARD = Wording(
    ground_id="tbt-2.4",
    ask="clarify",
    problem_zh="通报没有说明检测织物中PFAS所采用的方法。",
    problem_en="The notification does not name the method by which PFAS in textiles is"
    " to be tested.",
    request_zh="请说明检测方法，以及与相应国际标准方法的关系。",
    request_en="Please name the test method and say how it relates to the international"
    " one.",
)
"""Nobody has brought evidence for this one yet."""


def argue_a_case(session: Session, case: Case, actor: Actor, now: datetime) -> None:
    """Let the officer take a proposal over, argue twice, and compose the paper."""
    for item in live_items(case):
        service.take_over(session, item, actor=actor, at=now)
    time = service.add_item(session, case, TIME, actor=actor, at=now)
    texts = texts_of(session, case)
    service.place(session, time, texts, unchecked=True, actor=actor, at=now)
    row = Evidence(case_id=case.id, created_by=actor.name, created_at=now, **MONTHS)
    session.add(row)
    session.flush()
    session.add(ItemEvidence(item_id=time.id, evidence_id=row.id))
    service.add_item(session, case, STANDARD, actor=actor, at=now)
    based_on = case.drafts[-1].number
    recompose(session, case, based_on=based_on, actor=actor, at=now)
