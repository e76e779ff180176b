"""The papers that may be raised about a measure, in both languages."""

from dataclasses import dataclass

from web.radar.concern import PAPER as CONCERN
from web.radar.concern import draft_concern
from web.radar.enquiry import PAPER as ENQUIRY
from web.radar.enquiry import draft_enquiry
from web.radar.opening import RAISED, Dossier
from web.radar.service import Standing

QUESTIONED = (*RAISED, Standing.UNCERTAIN)
"""Whether a measure was notified may be asked before that is certain."""


@dataclass(frozen=True)
class Paper:
    """A paper and its text in both languages."""

    name: str
    zh: str
    en: str


def write_papers(dossier: Dossier) -> list[Paper]:
    """The enquiry and the concern, as far as the search allows either."""
    subject, record = dossier.subject, dossier.record
    found = []
    if dossier.standing in QUESTIONED:
        both = (draft_enquiry(subject, chinese=zh) for zh in (True, False))
        found.append(Paper(ENQUIRY, *both))
    if dossier.standing in RAISED:
        both = (draft_concern(subject, record, chinese=zh) for zh in (True, False))
        found.append(Paper(CONCERN, *both))
    return found
