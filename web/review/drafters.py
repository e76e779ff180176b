"""Who had a hand in a paper, and so may not sign it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.case import Case
from models.user import AuditEntry, User

WROTE = (
    "case.draft_saved",
    "case.stance_saved",
    "item.added",
    "item.agreed",
    "item.carried",
    "item.edited",
    "item.proposed",
    "item.removed",
    "item.restored",
    "item.taken",
)
"""Acts that put words into a paper or take some out."""
Hand = tuple[int | None, str]
"""Who wrote something: their number where it was kept, and their name."""


@dataclass(frozen=True)
class Drafters:
    """Everybody who wrote any of a paper.

    ``ids`` names them; ``old`` are the names in rows of before ids were kept, which
    stand for whoever bears the name or the address. ``names`` is what a page shows.
    """

    ids: frozenset[int]
    old: frozenset[str]
    names: list[str]

    def include(self, user: User) -> bool:
        """Whether a person is one of them."""
        return user.id in self.ids or bool({user.name, user.email} & self.old)


def drafters_of(session: Session, case: Case) -> Drafters:
    """Everybody who wrote a version, an argument or the opening of a case.

    Also whose words somebody else has changed since.
    """
    hands = {*hands_in(case), *hands_in_audit(session, case.id)}
    ids = frozenset(number for number, _name in hands if number is not None)
    old = frozenset(name for number, name in hands if number is None)
    people = session.scalars(select(User).where(User.id.in_(ids))).all()
    return Drafters(ids, old, sorted({*old, *told_apart(people)}))


def hands_in(case: Case) -> Iterator[Hand]:
    """Who wrote the versions, and who changed each argument last."""
    for draft in case.drafts:
        if draft.author:
            yield draft.author_id, draft.author
    for item in case.items:
        if item.edited_by:
            yield item.edited_by_id, item.edited_by


def hands_in_audit(session: Session, case_id: int) -> Iterator[Hand]:
    """Who wrote what others have written over since."""
    query = select(AuditEntry.actor_id, AuditEntry.actor).where(
        AuditEntry.subject_type == "case",
        AuditEntry.subject_id == str(case_id),
        AuditEntry.action.in_(WROTE),
    )
    yield from ((number, name) for number, name in session.execute(query.distinct()))


def told_apart(people: Sequence[User]) -> Iterator[str]:
    """The names of some people; with the address where two bear one name."""
    often = Counter(one.name for one in people)
    for one in people:
        yield one.name if often[one.name] == 1 else f"{one.name} <{one.email}>"
