"""A case on a national measure: what allows it, its first item and its first draft."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from models.case import Case, CaseItem
from models.counterpart import Counterpart
from web.cases.beginning import Beginning, case_of_measure, open_case
from web.cases.drafting import Draft
from web.cases.kinds import CaseKind
from web.cases.record import Actor
from web.marks import N_
from web.radar.concern import draft_concern
from web.radar.doubts import read_knowledge
from web.radar.law import NOTIFY, articles_of, cite, requests
from web.radar.remarks import draft_remarks
from web.radar.search_record import search_record
from web.radar.service import Standing, When, is_certain, standing_of
from web.radar.subject import Pair, Subject, is_open_at_home, subject_of
from web.refused import RefusedError

RAISED = (Standing.ABSENT, Standing.ASKED)
"""Only what is not notified as far as we can see may become a concern."""
COMMENTED = (*RAISED, Standing.UNCERTAIN, Standing.SOUGHT)
"""A draft may be commented on while no notification of it is found."""
REASONS = {
    CaseKind.REMARKS: N_("就国外法规草案提意见"),
    CaseKind.CONCERN: N_("提出特别贸易关注"),
}
"""Why a case was opened, as its history says."""
LACKING: tuple[Pair, ...] = (
    ("公布页或公报页副本", "copy of the gazette page or of the publisher's page"),
    ("与相关国际标准的对照", "comparison with the relevant international standard"),
    ("对该成员的出口额、涉及企业数及来源", "exports to the Member, firms, source"),
)
"""What a person still has to bring; the ground of TBT 2.9.2 asks for the first."""


@dataclass(frozen=True)
class Dossier:
    """All that the papers on a measure are written from."""

    subject: Subject
    record: Sequence[Pair]
    standing: Standing


def read_dossier(session: Session, one: Counterpart, when: When) -> Dossier:
    """The measure of a search, the record of the search, and how it stands."""
    known = read_knowledge(session, when.now)
    certain = is_certain(one, known)
    subject = subject_of(session, one, when.today, certain=certain)
    record = search_record(session, one, subject, known, when.now)
    return Dossier(subject, record, standing_of(one, known))


def kinds_open(one: Counterpart, standing: Standing, when: When) -> list[CaseKind]:
    """The cases that may be opened on a measure, as its search stands."""
    notice = one.notice
    found = []
    is_open = is_open_at_home(notice.kind, notice.deadline, when.today)
    if standing in COMMENTED and is_open:
        found.append(CaseKind.REMARKS)
    if standing in RAISED:
        found.append(CaseKind.CONCERN)
    return found


@dataclass(frozen=True)
class Offer:
    """The case that there is on a measure, or the kinds that may be opened."""

    counterpart: Counterpart
    case: Case | None
    kinds: Sequence[CaseKind]
    closes: date | None


def make_offer(
    session: Session, one: Counterpart, standing: Standing, when: When
) -> Offer:
    """What an officer may do with a measure, as its search stands."""
    case = case_on(session, one)
    return Offer(one, case, kinds_open(one, standing, when), one.notice.deadline)


def begin_on_measure(
    session: Session, one: Counterpart, kind: str, actor: Actor, when: When
) -> Case:
    """Open the case of a national measure, or find it; refused where none may be."""
    if kind not in REASONS:
        raise RefusedError("请选择立案的种类：对法规草案的意见，或特别贸易关注。")
    held = case_on(session, one)
    if held is not None:
        return held
    dossier = read_dossier(session, one, when)
    chosen = CaseKind(kind)
    if chosen not in kinds_open(one, dossier.standing, when):
        raise why_not(one, chosen, dossier.standing)
    beginning = Beginning(
        kind=chosen,
        reason=REASONS[chosen],
        items=[first_item(dossier, chosen)],
        draft=first_draft(dossier, chosen),
    )
    return open_case(session, one.notice, beginning, actor=actor, at=when.now)


def case_on(session: Session, one: Counterpart) -> Case | None:
    """The case of the measure of a search, if there is one."""
    measure = one.notice.measure_id
    return None if measure is None else case_of_measure(session, measure)


def why_not(one: Counterpart, kind: CaseKind, standing: Standing) -> RefusedError:
    """Why no case of this kind may be opened, and what to do instead."""
    if standing == Standing.FOUND and one.found is not None:
        return RefusedError(
            "该措施已由 %(symbol)s 通报，请在该通报的页面起草评议。",
            symbol=one.found.symbol,
        )
    if standing == Standing.DISMISSED:
        return RefusedError("该措施已记为不需询问。如要立案，请先撤销该处理。")
    if kind == CaseKind.REMARKS:
        return RefusedError("公布机构没有在就该措施征求意见，不能立案提意见。")
    return RefusedError(
        "尚不能确定该措施没有通报，暂不能提出特别贸易关注。可先询问该成员咨询点。"
    )


def first_item(dossier: Dossier, kind: CaseKind) -> CaseItem:
    """The record of the search as an argument on transparency."""
    subject = dossier.subject
    first = articles_of(NOTIFY, subject.duties)[0]
    asked = [
        requests(kind, subject.facts.type, subject.duties, chinese=zh)[0]
        for zh in (True, False)
    ]
    return CaseItem(
        position=1,
        ground_id=first.ground.id,
        origin="machine",
        check=evidence(dossier),
        problem_zh="".join(zh for zh, _ in dossier.record),
        problem_en=" ".join(en for _, en in dossier.record),
        request_zh=asked[0],
        request_en=asked[1],
        ask="clarify",
    )


def evidence(dossier: Dossier) -> dict[str, Any]:
    """The search as it stood when the case was opened, kept with the item."""
    duties = dossier.subject.duties
    zh, en = ([line[place] for line in dossier.record] for place in (0, 1))
    return {
        "check": "not_notified",
        "standing": dossier.standing.value,
        "cite_zh": cite(NOTIFY, duties, chinese=True),
        "cite_en": cite(NOTIFY, duties, chinese=False),
        "reasons_zh": zh,
        "reasons_en": en,
        "lacking_zh": [one for one, _ in LACKING],
        "lacking_en": [one for _, one in LACKING],
    }


def first_draft(dossier: Dossier, kind: CaseKind) -> Draft:
    """The machine's draft of the paper, in both languages."""
    subject, record = dossier.subject, dossier.record
    if kind == CaseKind.CONCERN:
        return Draft(
            draft_concern(subject, record, chinese=True),
            draft_concern(subject, record, chinese=False),
        )
    return Draft(
        draft_remarks(subject, chinese=True), draft_remarks(subject, chinese=False)
    )
