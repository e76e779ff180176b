"""Whether the words of a case may still change, and that only one changes them.

Who changes a case holds it to the end of the transaction. So a text cannot change
between the look at what is signed and the signature, nor after it by somebody who
looked before.
"""

from sqlalchemy.orm import Session, selectinload

from models.case import Case
from models.holding import hold_row
from web.cases.flow import LOCKED
from web.marks import N_
from web.refused import RefusedError

SIGNED = N_("文本已审定锁定，不能改动。如需修改，请由审核人在“审核”页重新打开。")
UNDER_REVIEW = N_("案件正在审核，不能改动。请先由审核人退回，或由经办人撤回修改。")
ENDED = N_("案件已定为不评议，不能改动。请先恢复为拟评议。")


def refuse_if_locked(case: Case) -> None:
    """Refuse a change of texts, arguments or their evidence, where none may be."""
    if case.state in LOCKED:
        raise RefusedError(SIGNED)
    if case.state == "reviewing":
        raise RefusedError(UNDER_REVIEW)
    if case.state == "screened_out":
        raise RefusedError(ENDED)


def hold(session: Session, case: Case) -> None:
    """Let nobody else change a case until this transaction ends, and read it anew."""
    parts = selectinload(Case.items), selectinload(Case.drafts)
    hold_row(session, Case.id, case.id, *parts)
    session.expire(case, ["moves"])


def hold_open(session: Session, case: Case) -> None:
    """Hold a case to change what it says; refused where nothing may be changed."""
    hold(session, case)
    refuse_if_locked(case)
