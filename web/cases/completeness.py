"""What an argument still lacks before it may be reviewed."""

from __future__ import annotations

from sqlalchemy.orm import Session

from models.case import Case, CaseItem
from web.cases.contents import evidence_ids, live_items
from web.marks import N_
from web.refused import RefusedError

NO_ITEM = N_("还没有意见条目。")
NO_GROUND = N_("第%(n)d条没有评议依据。")
NO_REQUEST = N_("第%(n)d条没有请求，或只有一种语言。")
NO_EVIDENCE = N_("第%(n)d条没有证据。")
STALE = N_("第%(n)d条的中英文不一致，请核对落后的一方。")


def missing_for_review(session: Session, case: Case) -> list[RefusedError]:
    """What is missing, a sentence each, in the order of the arguments.

    What a machine check read in the notification itself proves itself.
    """
    items = live_items(case)
    if not items:
        return [RefusedError(NO_ITEM)]
    proven = evidence_ids(session, items)
    return [
        RefusedError(text, n=place)
        for place, item in enumerate(items, 1)
        for text in lacking(item, proven=bool(proven.get(item.id)))
    ]


def lacking(item: CaseItem, *, proven: bool) -> list[str]:
    """What one argument lacks."""
    found = []
    if not item.ground_id:
        found.append(NO_GROUND)
    if not (item.request_zh.strip() and item.request_en.strip()):
        found.append(NO_REQUEST)
    if not proven and not item.check.get("check"):
        found.append(NO_EVIDENCE)
    if item.stale:
        found.append(STALE)
    return found
