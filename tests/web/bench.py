"""A centre's bench: an officer, a reviewer, and cases in any state."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import count
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.case import Case, CaseDraft, CaseItem, CaseMove
from models.case_plan import CasePlan, Recipient
from models.evidence import Evidence, EvidenceKind, ItemEvidence
from models.user import Role, User
from tests.web.small_world import NOW, add_notice, add_user
from web.cases.moves import move
from web.cases.record import Actor

BEFORE = datetime(2026, 3, 1, 4, 0, tzinfo=NOW.tzinfo)


@dataclass
class Bench:
    """People and how they act."""

    session: Session
    officer: User
    reviewer: User
    system: Actor = field(default_factory=lambda: Actor(None, "系统"))
    numbers: Any = field(default_factory=lambda: count(2201))

    def actor(self, who: User) -> Actor:
        return Actor(who.id, who.name)

    def case(
        self,
        state: str = "drafting",
        *,
        items: int = 1,
        proven: bool = True,
        member: str = "USA",
        **columns: Any,
    ) -> Case:
        """A case with a person's draft, brought straight into a state."""
        symbol = f"G/TBT/N/{member}/{next(self.numbers)}"
        notice = add_notice(
            self.session, symbol, members=(member,), **columns.pop("notice", {})
        )
        row = Case(
            measure_id=notice.measure_id,
            notice=notice,
            state=state,
            **{"owner_id": self.officer.id, **columns},
            created_at=BEFORE,
            updated_at=BEFORE,
            items=[self.item(place) for place in range(1, items + 1)],
            moves=[
                CaseMove(
                    from_state="candidate",
                    to_state=state,
                    actor=self.officer.name,
                    at=BEFORE,
                )
            ],
        )
        self.session.add(row)
        self.draft(row, "意见", at=BEFORE)
        self.session.flush()
        if proven:
            self.prove(row)
        return row

    def item(self, place: int) -> CaseItem:
        return CaseItem(
            position=place,
            ground_id="tbt-2.9.4",
            origin="person",
            problem_zh=f"问题{place}",
            problem_en=f"Problem {place}",
            request_zh=f"请求{place}",
            request_en=f"Request {place}",
            ask="extend",
            taken=True,
            edited_by=self.officer.name,
            edited_at=BEFORE,
        )

    def draft(self, case: Case, text: str, *, at: datetime = NOW) -> CaseDraft:
        row = CaseDraft(
            number=len(case.drafts) + 1,
            text_zh=text,
            text_en="Comment",
            origin="editor",
            author=self.officer.name,
            created_at=at,
        )
        case.drafts.append(row)
        self.session.flush()
        return row

    def prove(self, case: Case) -> Evidence:
        """One row of evidence behind every argument."""
        row = Evidence(
            case_id=case.id,
            kind=EvidenceKind.TEXT,
            who="咨询中心",
            text_zh="证据",
            text_en="Evidence",
            internal=False,
            created_by=self.officer.name,
            created_at=BEFORE,
        )
        self.session.add(row)
        self.session.flush()
        for item in case.items:
            link = ItemEvidence(item_id=item.id, evidence_id=row.id)
            self.session.add(link)
        self.session.flush()
        return row

    def plan(self, case: Case, external: date, **days: date) -> CasePlan:
        row = CasePlan(
            case_id=case.id,
            number=1,
            external=external,
            basis="stated",
            made_at=BEFORE,
            **days,
        )
        self.session.add(row)
        self.session.flush()
        return row

    def recipient(self, email: str = "national@example.org") -> Recipient:
        """The one national body."""
        found = self.session.scalars(select(Recipient)).first()
        if found is not None:
            return found
        row = Recipient(
            name="国家通报咨询中心（虚构）",
            channel="邮件",
            email=email,
            edited_by=self.officer.name,
            edited_at=BEFORE,
        )
        self.session.add(row)
        self.session.flush()
        return row

    def go(self, case: Case, state: str, who: User | None = None, **words: str) -> Any:
        actor = self.actor(who or self.officer)
        return move(self.session, case, state, actor=actor, now=NOW, **words)


def set_bench(session: Session) -> Bench:
    return Bench(
        session,
        add_user(session, "wang@centre.cn", name="王专员", role=Role.OFFICER),
        add_user(session, "li@centre.cn", name="李审核", role=Role.REVIEWER),
    )
