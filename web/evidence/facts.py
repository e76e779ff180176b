"""A row of evidence as a form gives it: bounded, and naming nobody when it goes out."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.case import Case
from models.consultation import Asked, AskedKind, Consultation
from models.evidence import EvidenceKind
from models.notice import Notice
from models.organisation import Organisation
from models.voice import Voice
from web.evidence.sources import fits
from web.marks import N_
from web.refused import RefusedError

LONGEST = {"who": 200, "value": 100, "unit": 40, "source": 300, "source_en": 300}
MOST_WORDS = 3000
FIRST_YEAR = 1990
NO_KIND = N_("请从列表中选择证据类别。")
NO_TEXT = N_("请用中文写明这条证据说明什么，不超过3000字。")
NO_ENGLISH = N_("可对外的证据要有英文，请填写。")
NOT_ENGLISH = N_("英文来源里不能有汉字，请写英文名称。")
NO_SOURCE = N_("可对外的证据要写明来源。")
BAD_YEAR = N_("年份请填四位数，如2025。")
NAMED = N_("可对外的证据不能写企业或专家的名称（%(name)s）。")


@dataclass(frozen=True)
class Fact:
    """A row as its form gives it; all text, nothing checked yet."""

    kind: str
    text_zh: str
    text_en: str = ""
    who: str = ""
    value: str = ""
    unit: str = ""
    year: str = ""
    source: str = ""
    source_en: str = ""
    public: bool = False
    invented: bool = False


def check(fact: Fact) -> dict[str, Any]:
    """The columns of a row; RefusedError says what is wrong."""
    if fact.kind not in set(EvidenceKind):
        raise RefusedError(NO_KIND)
    zh, en = fact.text_zh.strip(), fact.text_en.strip()
    if not 0 < len(zh) <= MOST_WORDS or len(en) > MOST_WORDS:
        raise RefusedError(NO_TEXT)
    fields: dict[str, Any] = {
        name: " ".join(getattr(fact, name).split())[:most]
        for name, most in LONGEST.items()
    }
    if not fits(fields["source_en"], "en"):
        raise RefusedError(NOT_ENGLISH)
    if fact.public:
        check_public(en, fields["source"])
    return {
        **fields,
        "kind": fact.kind,
        "text_zh": zh,
        "text_en": en,
        "year": read_year(fact.year),
        "internal": not fact.public,
        "invented": fact.invented,
    }


def check_unnamed(session: Session, case: Case, fact: Fact) -> None:
    """What may go out names nobody who was asked about the case, or spoke."""
    if not fact.public:
        return
    words = "\n".join(
        (fact.who, fact.text_zh, fact.text_en, fact.source, fact.source_en)
    )
    for name in names_of(session, case):
        if name and name in words:
            raise RefusedError(NAMED, name=name)


def names_of(session: Session, case: Case) -> set[str]:
    """The firms and experts that were asked about a case, or spoke on its measure."""
    asked = (
        select(Asked.name)
        .join(Consultation, Consultation.id == Asked.consultation_id)
        .where(
            Consultation.case_id == case.id,
            Asked.kind.in_((AskedKind.FIRM, AskedKind.EXPERT)),
        )
    )
    family = select(Notice.id).where(Notice.measure_id == case.measure_id)
    spoke = (
        select(Organisation.name)
        .join(Voice, Voice.organisation_id == Organisation.id)
        .where(Voice.notice_id.in_(family))
    )
    return {*session.scalars(asked), *session.scalars(spoke)}


def check_public(english: str, source: str) -> None:
    """What may go out is said in both languages, and says whence it comes."""
    if not english:
        raise RefusedError(NO_ENGLISH)
    if not source:
        raise RefusedError(NO_SOURCE)


def read_year(words: str) -> int | None:
    """The year of a fact, if it has one."""
    plain = words.strip()
    if not plain:
        return None
    if len(plain) != len("2026") or not (plain.isascii() and plain.isdecimal()):
        raise RefusedError(BAD_YEAR)
    if int(plain) < FIRST_YEAR:
        raise RefusedError(BAD_YEAR)
    return int(plain)
