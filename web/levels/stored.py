"""The rules of levels as they are stored: read for use, and changed by officers."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.level_rule import LevelRule
from models.level_rules import STEP, bring_up_to_date, shipped_rules
from models.notice_filter import members_of
from web import audit
from web.levels.rules import Level, Need, Rule
from web.marks import N_
from web.refused import RefusedError

GONE = N_("没有这条规则，它可能已被他人删除。请返回规则页面查看。")
AT_THE_END = N_("这条规则已在最前或最后，不能再移动。")


def read_rules(session: Session) -> tuple[Rule, ...]:
    """The rules in use, in the order in which they are asked."""
    return tuple(as_rule(row) for row in all_rows(session) if row.enabled)


def all_rows(session: Session) -> list[LevelRule]:
    """Every rule, also those that are switched off."""
    return list(
        session.scalars(select(LevelRule).order_by(LevelRule.position, LevelRule.key))
    )


def as_rule(row: LevelRule) -> Rule:
    """A stored rule as it is asked."""
    needs = tuple(as_need(one) for one in row.needs)
    return Rule(row.key, Level(row.level), frozenset(row.kinds), needs)


def as_need(one: dict[str, Any]) -> Need:
    """A stored condition, with the Members that its markets stand for."""
    need = Need(
        one["is"],
        one.get("days", 0),
        tuple(one.get("values", ())),
        tuple(one.get("sectors", ())),
    )
    if need.kind != "market":
        return need
    return replace(need, members=frozenset(members_of(need.values)))


def as_stored(need: Need) -> dict[str, Any]:
    """A condition as the table keeps it."""
    kept: dict[str, Any] = {"is": need.kind}
    kept |= {"days": need.days} if need.days else {}
    kept |= {"values": list(need.values)} if need.values else {}
    return kept | ({"sectors": list(need.sectors)} if need.sectors else {})


def find(session: Session, key: str) -> LevelRule:
    """A rule by its key; refused if it is gone."""
    row = session.get(LevelRule, key)
    if row is None:
        raise RefusedError(GONE)
    return row


def save(
    session: Session, rule: Rule, *, enabled: bool, actor: str, now: datetime
) -> LevelRule:
    """Keep a rule as an officer wants it; a new one stands before the last."""
    row = session.get(LevelRule, rule.key)
    if row is None:
        row = LevelRule(key=rule.key, position=last_place(session))
        session.add(row)
    row.kinds, row.level = sorted(rule.kinds), rule.level.value
    row.needs, row.enabled = [as_stored(need) for need in rule.needs], enabled
    mark(session, row, "level.saved", actor, now)
    return row


def last_place(session: Session) -> int:
    """A place right before the last rule, which takes what no other takes."""
    rows = all_rows(session)
    renumber(rows)
    return rows[-1].position - 1 if rows else STEP


def move(
    session: Session, row: LevelRule, *, up: bool, actor: str, now: datetime
) -> None:
    """Ask a rule before the one above it, or after the one below."""
    rows = all_rows(session)
    here = rows.index(row)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(rows):
        raise RefusedError(AT_THE_END)
    rows[here], rows[there] = rows[there], rows[here]
    renumber(rows)
    mark(session, row, "level.moved", actor, now)


def renumber(rows: Iterable[LevelRule]) -> None:
    """Give the rules places with room between them."""
    for place, row in enumerate(rows, 1):
        row.position = place * STEP


def put_back(session: Session, row: LevelRule, actor: str) -> None:
    """Make a shipped rule what it was; a rule of an officer's own is taken away."""
    shipped = {one["key"]: one for one in shipped_rules()}.get(row.key)
    audit.note(session, actor, "level.put_back", ("level_rule", row.key))
    if shipped is None:
        session.delete(row)
        return
    bring_up_to_date(row, shipped)
    row.edited_by = row.edited_at = None


def mark(
    session: Session, row: LevelRule, action: str, actor: str, now: datetime
) -> None:
    """Say on the rule and in the audit who changed it."""
    row.edited_by, row.edited_at = actor, now
    audit.note(session, actor, action, ("level_rule", row.key), level=row.level)
