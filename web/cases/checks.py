"""Machine checks of the grounds: which fire on a notice, and why.

A ground's ``auto_check`` is a list of alternatives; an alternative joins atoms by
``and``. Each atom is one function that returns its reason in both languages, or
nothing. Unknown is not a reason: a fact the source does not carry is silent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from models.reference import Ground
from web.cases import checks_of_dates as dates
from web.cases import checks_of_text as text
from web.cases.facts import CaseFacts
from web.cases.findings import Check, Reason


@dataclass(frozen=True)
class Fired:
    """One alternative of a ground that holds whole, with its reasons."""

    ground: Ground
    check: str
    reasons: tuple[Reason, ...]


def atoms(today: date) -> Mapping[str, Check]:
    """Every atom by the name it has in the grounds."""
    return {
        "comment_days < 60": dates.short_window,
        "comment_date_missing": dates.no_deadline,
        "objective_missing_or_generic": text.generic_objective,
        "relevant_documents_cite_no_iso_iec_itu": text.no_international_standard,
        "description_short_or_no_full_text": text.thin_description,
        "no_document_link_or_link_failed": text.no_document,
        "adoption_or_entry_date_before_notification_date": dates.late_notice,
        "products_without_hs_and_ics": text.no_codes,
        "notified_under 2.10.1": text.article(
            "2.10.1", "紧急技术法规", "an urgent technical regulation"
        ),
        "notified_under 5.6.2": text.article(
            "5.6.2", "合格评定程序", "a conformity assessment procedure"
        ),
        "notified_under 5.7.1": text.article(
            "5.7.1", "紧急合格评定程序", "an urgent conformity assessment procedure"
        ),
        "adopted_date_passed_and_no_addendum": dates.unanswered_adoption(today),
        "entry_minus_adoption_days < 180": dates.interval(
            "adoption", "批准", "adopted"
        ),
        "entry_minus_publication_days < 180": dates.interval(
            "publication", "公布", "published"
        ),
        "entry_date_missing": dates.no_entry_date,
        "local_government_named": text.local_government,
        "measure_is_voluntary_standard": text.voluntary_standard,
        "language_not_en_fr_es": text.other_language,
        "regions_likely_affected_names_CHN": text.names_china,
        "box_international_standard_none_or_not_conforming": text.no_conformity,
        "emergency_notification": text.is_emergency,
        "keyword_avian_influenza_or_outbreak": text.outbreak,
    }


def evaluate(
    check: str, facts: CaseFacts, known: Mapping[str, Check]
) -> tuple[Reason, ...]:
    """The reasons of an alternative, or nothing where one of its atoms is silent."""
    reasons = [known[atom](facts) for atom in check.split(" and ")]
    said = tuple(reason for reason in reasons if reason)
    return said if len(said) == len(reasons) else ()


def fired_grounds(
    grounds: Sequence[Ground], facts: CaseFacts, today: date
) -> list[Fired]:
    """What fires among the grounds of this agreement, in the grounds' order."""
    known = atoms(today)
    return [
        Fired(ground, check, reasons)
        for ground in grounds
        if ground.agreement == facts.agreement
        for check in ground.auto_check
        if (reasons := evaluate(check, facts, known))
    ]
