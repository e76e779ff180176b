"""What else a notice says, read from what was found and from its smaller fields."""

from collections.abc import Iterable

from nlp.aims import aims
from nlp.days_told import told_days
from nlp.doubts import with_doubts
from nlp.findings import Finding
from nlp.purposes import articles, purposes
from nlp.quantities import with_limits
from nlp.scopes import scopes
from nlp.stages import stage_of
from nlp.text import NoticeText


def further(found: Iterable[Finding], text: NoticeText) -> list[Finding]:
    """The findings with what follows from them and from the other fields."""
    findings = with_doubts(with_limits(found, text), text)
    findings += purposes(text)
    findings += articles(text)
    findings += told_days(text)
    findings += scopes(findings, text)
    stage = stage_of(text)
    if stage:
        findings.append(stage)
    return [*findings, *aims(findings, text)]
