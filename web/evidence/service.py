"""The rows of evidence of a case: kept by hand, tied to arguments, never deleted."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from models.case import Case
from models.evidence import Evidence, ItemEvidence
from web.arguments.proving import behind, is_proven
from web.cases.contents import live_items
from web.cases.lock import hold_open
from web.cases.record import Actor, record
from web.evidence.facts import Fact, check, check_unnamed
from web.marks import N_
from web.refused import RefusedError
from web.uploads.keeping import Upload, keep, row_of

FIRMS_WORDS = N_("单个企业的信息只能内部使用；对外请用“按家数和区间生成”。")
NO_ROW = N_("没有这条证据，请刷新页面。")
CHANGED = N_("%(who)s已改过这条证据，这次未保存。下面是你填写的内容，请核对后再保存。")


def evidence_of(session: Session, case_id: int) -> Sequence[Evidence]:
    """The rows of a case that stand, in the order in which they came."""
    query = select(Evidence).where(
        Evidence.case_id == case_id, Evidence.removed_at.is_(None)
    )
    return session.scalars(query.order_by(Evidence.id)).all()


def removed_of(session: Session, case_id: int) -> Sequence[Evidence]:
    """The rows of a case that were taken out; they can come back."""
    query = select(Evidence).where(
        Evidence.case_id == case_id, Evidence.removed_at.is_not(None)
    )
    return session.scalars(query.order_by(Evidence.id)).all()


def find_evidence(session: Session, case_id: int, evidence_id: int) -> Evidence:
    """One row of a case, or a refusal."""
    found = session.get(Evidence, evidence_id)
    if found is None or found.case_id != case_id:
        raise RefusedError(NO_ROW)
    return found


def add(
    session: Session,
    case: Case,
    fact: Fact,
    upload: Upload | None,
    folder: Path,
    *,
    actor: Actor,
    now: datetime,
) -> Evidence:
    """Keep a row made by hand."""
    check_unnamed(session, case, fact)
    made = Evidence(
        case_id=case.id,
        created_by=actor.name,
        created_at=now,
        **check(fact),
        file=row_of(keep(folder, upload)),
    )
    return put(session, case, made, actor, now)


def put(
    session: Session, case: Case, made: Evidence, actor: Actor, now: datetime
) -> Evidence:
    """Store a row, and say so; refused where the case is locked."""
    hold_open(session, case)
    session.add(made)
    session.flush()
    record(session, actor, "evidence.added", case, now, evidence=made.id)
    return made


def change(
    session: Session,
    case: Case,
    row: Evidence,
    fact: Fact,
    *,
    edition: int,
    actor: Actor,
    now: datetime,
) -> None:
    """Change a row; what a firm said stays inside, whatever the form says."""
    hold_open(session, case)
    check_unnamed(session, case, fact)
    fields = check(fact)
    of_a_firm = row.organisation_id or row.from_answer or row.from_voice
    if of_a_firm and not fields["internal"]:
        raise RefusedError(FIRMS_WORDS)
    if row.figures:
        raise RefusedError(N_("按答复生成的数字不能手改，请重新生成。"))
    before = {name: str(getattr(row, name)) for name in fields}
    same = update(Evidence).where(Evidence.id == row.id, Evidence.edition == edition)
    done = session.scalars(
        same.values(**fields, edition=edition + 1).returning(Evidence.id)
    ).all()
    if not done:
        raise RefusedError(CHANGED, who=row.created_by)
    session.refresh(row)
    changed = [name for name in fields if before[name] != str(getattr(row, name))]
    fields_told = ",".join(changed)
    record(
        session,
        actor,
        "evidence.changed",
        case,
        now,
        evidence=row.id,
        fields=fields_told,
    )


def remove(
    session: Session, case: Case, row: Evidence, actor: Actor, now: datetime
) -> None:
    """Take a row out; its ties stay, and count again when it comes back."""
    hold_open(session, case)
    if row.removed_at is None:
        row.removed_at = now
        record(session, actor, "evidence.removed", case, now, evidence=row.id)


def restore(
    session: Session, case: Case, row: Evidence, actor: Actor, now: datetime
) -> None:
    """Bring a row back."""
    hold_open(session, case)
    if row.removed_at is not None:
        row.removed_at = None
        record(session, actor, "evidence.restored", case, now, evidence=row.id)


def prove(
    session: Session,
    case: Case,
    row: Evidence,
    item_ids: Collection[int],
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """Tie a row to exactly these arguments of its case."""
    hold_open(session, case)
    known = {item.id for item in case.items if item.removed_at is None}
    wanted = known & set(item_ids)
    session.execute(
        delete(ItemEvidence).where(
            ItemEvidence.evidence_id == row.id, ItemEvidence.item_id.in_(known)
        )
    )
    session.add_all(
        ItemEvidence(item_id=item, evidence_id=row.id) for item in sorted(wanted)
    )
    session.flush()
    told = ",".join(map(str, sorted(wanted)))
    record(session, actor, "evidence.tied", case, now, evidence=row.id, items=told)


def ties_of(session: Session, case_id: int) -> dict[int, set[int]]:
    """The arguments that each row of a case proves."""
    query = (
        select(ItemEvidence.evidence_id, ItemEvidence.item_id)
        .join(Evidence, Evidence.id == ItemEvidence.evidence_id)
        .where(Evidence.case_id == case_id, Evidence.removed_at.is_(None))
    )
    found: dict[int, set[int]] = defaultdict(set)
    for evidence_id, item_id in session.execute(query):
        found[evidence_id].add(item_id)
    return found


def unproven_items(session: Session, case: Case) -> list[int]:
    """The arguments behind which nothing stands that may go out, in their order."""
    items = live_items(case)
    proofs = behind(session, items)
    return [item.id for item in items if not is_proven(proofs.get(item.id, []))]
