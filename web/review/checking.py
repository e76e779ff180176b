"""Whether what is stored is still what was signed, and where it differs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.case import Case
from models.changes.words import Run, compare_words
from models.review import Signature
from models.user import AuditEntry
from web.cases.contents import contents_of, fingerprint
from web.cases.guards import standing_signature

TEXTS = ("text_zh", "text_en", "text_es", "stance_zh", "stance_en")


@dataclass(frozen=True)
class Verdict:
    """What a look at a sign-off finds.

    ``record_holds``: the signed words still have the hash that was kept with them,
    and that was written into the audit.
    ``differs`` names the parts of the case that are no longer as they were signed:
    a text's name, or ``item:`` and a number. Only a standing sign-off binds the case.
    """

    signature: Signature
    record_holds: bool
    differs: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing was changed behind the sign-off."""
        return self.record_holds and not self.differs


def verdict_on(session: Session, case: Case, signature: Signature) -> Verdict:
    """Compute the hash anew and compare, as is done at every view."""
    record_holds = is_kept(session, signature)
    if signature.reopened_at is not None:
        return Verdict(signature, record_holds, ())
    drafts = {one.number: one for one in case.drafts}
    now = contents_of(session, case, drafts.get(signature.draft_number))
    if fingerprint(now) == signature.sha256:
        return Verdict(signature, record_holds, ())
    return Verdict(signature, record_holds, tuple(differing(signature.signed, now)))


def is_kept(session: Session, signature: Signature) -> bool:
    """Whether a record bears the hash of its words, the one that the audit has."""
    if fingerprint(signature.signed) != signature.sha256:
        return False
    query = select(AuditEntry.details).where(
        AuditEntry.subject_type == "case",
        AuditEntry.subject_id == str(signature.case_id),
        AuditEntry.action == "case.signed",
    )
    told = {details.get("sha256") for details in session.scalars(query)}
    return signature.sha256 in told


def verdict_of_case(session: Session, case: Case) -> Verdict | None:
    """The verdict on the sign-off that stands; None where there is none."""
    found = standing_signature(session, case.id)
    return verdict_on(session, case, found) if found else None


def differing(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    """The parts of two contents that are not alike."""
    yield from (name for name in TEXTS if old.get(name) != new.get(name))
    pairs = zip_longest(old.get("items", []), new.get("items", []))
    for place, (one, other) in enumerate(pairs, 1):
        if one != other:
            yield f"item:{place}"


@dataclass(frozen=True)
class Part:
    """A part of two signed versions, told as runs of kept, removed and added words."""

    name: str
    runs: list[Run]


def compare_signed(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Part]:
    """How one signed version differs from another: the texts, then each argument."""
    parts = [
        Part(name, compare_words(old.get(name, ""), new.get(name, "")))
        for name in differing(old, new)
        if not name.startswith("item:")
    ]
    pairs = zip_longest(old.get("items", []), new.get("items", []))
    for place, (one, other) in enumerate(pairs, 1):
        if one != other:
            runs = compare_words(item_text(one), item_text(other))
            parts.append(Part(f"item:{place}", runs))
    return parts


def item_text(item: Mapping[str, Any] | None) -> str:
    """An argument as text to be compared."""
    if item is None:
        return ""
    names = ("clause", "quote", "problem_zh", "problem_en", "request_zh", "request_en")
    lines = [str(item.get(name, "")) for name in names]
    grounds = [item.get("ground_id", ""), *item.get("further_grounds", [])]
    evidence = " ".join(f"#{one}" for one in item.get("evidence", []))
    return "\n".join(
        line for line in [*lines, " ".join(grounds), evidence] if line.strip()
    )
