"""The Spanish of a comment: asked for, written by a person, behind, signed, printed."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from docx import Document
from sqlalchemy.orm import Session

from models.case import Case, CaseDraft
from models.kinds import NoticeKind
from tests.web.bench import Bench, set_bench
from tests.web.small_world import NOW
from web.cases.completeness import missing_for_review
from web.cases.contents import contents_of, fingerprint
from web.cases.paper import Sheet
from web.drafts import service
from web.drafts.spanish import Spanish, spanish_missing, wants_spanish
from web.papers.blocks import default_template
from web.papers.filling import fill_template
from web.review import checking, signing

ES = "Observaciones de China\nApoyamos el objetivo."


@pytest.fixture
def bench(session: Session) -> Bench:
    return set_bench(session)


@pytest.fixture
def case(bench: Bench) -> Case:
    return bench.case(member="MEX")


def save(bench: Bench, case: Case, spanish: Spanish, en: str = "Comment") -> CaseDraft:
    return service.save_draft(
        bench.session,
        case,
        text_zh="意见",
        text_en=en,
        based_on=case.drafts[-1].number,
        actor=bench.actor(bench.officer),
        at=NOW,
        spanish=spanish,
    )


def lacks(case: Case) -> list[str]:
    return [one.what for one in spanish_missing(case)]


def test_only_a_notification_of_mexico_asks_for_it(bench: Bench, case: Case) -> None:
    assert lacks(case) == ["spanish"]
    assert lacks(bench.case()) == []
    case.notice.kind = NoticeKind.DRAFT
    assert not wants_spanish(case)


def test_it_lags_behind_until_it_is_changed_or_compared(
    bench: Bench, case: Case
) -> None:
    first = save(bench, case, Spanish(ES))
    assert (first.text_es, first.es_stale) == (f"{ES}\n", False)
    assert save(bench, case, Spanish(ES)) is first
    second = save(bench, case, Spanish(), "Other")
    assert (second.text_es, second.es_stale) == (first.text_es, True)
    assert lacks(case) == ["spanish_stale"]
    assert save(bench, case, Spanish(ES, agreed=True), "Other").es_stale is False
    third = save(bench, case, Spanish(f"{ES} Gracias."), "Again")
    assert third.es_stale is False
    assert save(bench, case, Spanish(" "), "Again").text_es == ""


def test_the_parts_of_a_paper_stay_when_only_the_spanish_changes(
    session: Session, bench: Bench, case: Case
) -> None:
    actor = bench.actor(bench.officer)
    made = service.recompose(session, case, based_on=1, actor=actor, at=NOW)
    after = service.save_blocks(
        session, case, {}, based_on=2, actor=actor, at=NOW, spanish=Spanish(ES)
    )
    assert (after.number, after.blocks) == (3, made.blocks)
    service.recompose(session, case, based_on=3, actor=actor, at=NOW)
    assert case.drafts[-1].text_es == after.text_es


def test_it_is_signed_with_the_rest_and_its_lack_stops_nothing(
    session: Session, bench: Bench, case: Case
) -> None:
    case.state = "reviewing"
    unwritten = contents_of(session, case, case.drafts[-1])
    assert "text_es" not in unwritten
    assert missing_for_review(session, case) == []
    case.drafts[-1].text_es = ES
    seen = fingerprint(contents_of(session, case, case.drafts[-1]))
    made = signing.sign(session, case, bench.reviewer, seen=seen, now=NOW)
    assert made.signed["text_es"] == ES
    case.drafts[-1].text_es = "otro"
    assert checking.verdict_on(session, case, made).differs == ("text_es",)


@pytest.mark.parametrize("own", [False, True])
def test_the_word_file_ends_with_it_whether_or_not_the_template_names_it(
    own: bool,
) -> None:
    sheet = Sheet("T", [], "意见", "Comment", machine=False, version="1", text_es=ES)
    template = default_template()
    if own:
        paper = Document()
        paper.add_paragraph("{{p text_zh }}")
        paper.add_paragraph("{{p text_en }}")
        stream = io.BytesIO()
        paper.save(stream)
        template = stream.getvalue()
    made = lines(fill_template(template, sheet, {}))
    assert made[-2:] == ES.splitlines()
    assert made.count("Apoyamos el objetivo.") == 1
    without = lines(fill_template(template, replace(sheet, text_es=""), {}))
    assert without == made[:-2]


def lines(made: bytes) -> list[str]:
    paper = Document(io.BytesIO(made))
    return [one.text for one in paper.paragraphs if one.text.strip()]
