"""The weights of the score: as shipped, as an officer has set them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.triage import TriageWeight
from web.audit import note
from web.marks import N_
from web.refused import RefusedError
from web.triage.scoring import SHIPPED, PartName

MOST = 100.0
NO_NUMBER = N_("权重须为 0 到 100 之间的数，请核对“%(name)s”。")
ALL_NOTHING = N_("权重不能全部为 0，否则无法排序。")
NAMES = {
    PartName.EXPOSURE: N_("湖北出口"),
    PartName.GROUNDS: N_("评议依据"),
    PartName.TIME: N_("剩余时间"),
    PartName.RESPONSE: N_("成员答复率"),
    PartName.INTEREST: N_("企业关注"),
}
Weights = dict[str, float]


def read_weights(session: Session) -> Weights:
    """The weight of each part; what nobody changed is as shipped."""
    kept = {row.name: row.weight for row in session.scalars(select(TriageWeight))}
    return {name: kept.get(name, shipped) for name, shipped in SHIPPED.items()}


def read_form(form: Mapping[str, str]) -> Weights:
    """The weights of a form; RefusedError names the one that is no number."""
    found = {str(name): read_one(form.get(name, ""), name) for name in PartName}
    if not any(found.values()):
        raise RefusedError(ALL_NOTHING)
    return found


def read_one(text: str, name: PartName) -> float:
    """One weight, to one decimal."""
    plain = text.strip().replace("，", ".").replace("．", ".")
    try:
        value = float(plain)
    except ValueError:
        value = -1.0
    if not 0 <= value <= MOST:
        raise RefusedError(NO_NUMBER, name=NAMES[name])
    return round(value, 1)


def save_weights(
    session: Session, weights: Weights, *, actor: str, now: datetime
) -> None:
    """Keep weights; those that are as shipped need no row."""
    before = read_weights(session)
    for name, value in weights.items():
        row = session.get(TriageWeight, name)
        if value == SHIPPED[name]:
            if row is not None:
                session.delete(row)
            continue
        row = row or TriageWeight(name=name)
        row.weight, row.edited_by, row.edited_at = value, actor, now
        session.add(row)
    changed = {
        name: f"{before[name]:g} → {value:g}"
        for name, value in weights.items()
        if value != before[name]
    }
    if changed:
        note(session, actor, "triage.weights", ("triage", "weights"), **changed)
    session.flush()
