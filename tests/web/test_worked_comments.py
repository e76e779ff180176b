"""The six worked comments: real notifications, complete, and read by a checklist."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.case import Case
from models.evidence import Evidence
from tests.web.checklist import (
    LINES,
    Paper,
    Point,
    failing,
    read_paper,
    with_part,
    with_point,
)
from tests.web.stage import Place
from tests.web.told_figures import figures
from web.arguments.completeness import completeness
from web.arguments.texts import clause_of
from web.cases.contents import live_items
from web.cases.drafting import AGREEMENTS
from web.cases.paper import SAMPLE_MARK
from web.cases.points import read_words
from web.cases.sheets import head_of, sheet_of
from web.demo.stage import DAY
from web.demo.written import examples
from web.drafts.blocks import CLOSING, HEAD, OPENING, join, read_blocks
from web.drafts.composing import compose
from web.drafts.patterns import duties, patterns
from web.drafts.standing import draft_missing
from web.notices.service import notice_of_symbol
from web.papers.fields import fields_of

WORKED = {one.subject: one for one in examples()}
SIDES = ("zh", "en")
each = pytest.mark.parametrize("subject", sorted(WORKED))
"""Every worked comment by its subject."""


@pytest.fixture
def session(demo: Place) -> Iterator[Session]:
    with demo.sessions() as opened:
        yield opened


def case_of(session: Session, subject: str) -> Case:
    notice_id = notice_of_symbol(session, WORKED[subject].symbol)
    return session.scalars(select(Case).where(Case.notice_id == notice_id)).one()


def test_there_are_six_on_six_notifications(session: Session) -> None:
    assert set(WORKED) == {
        "appliance_energy",
        "battery_label",
        "food_limit",
        "short_window",
        "textile_chemical",
        "vehicle",
    }
    cases = {case_of(session, subject).id for subject in WORKED}
    assert len(cases) == 6


@each
@pytest.mark.parametrize("side", SIDES)
def test_every_line_of_the_checklist_holds(
    session: Session, subject: str, side: str
) -> None:
    paper = read_paper(session, case_of(session, subject), side)
    assert failing(paper) == []


@each
def test_case_is_complete_and_its_evidence_says_that_it_is_invented(
    session: Session, subject: str
) -> None:
    case = case_of(session, subject)
    assert case.state == WORKED[subject].state
    assert completeness(session, case) == []
    assert draft_missing(session, case) == []
    rows = session.scalars(select(Evidence).where(Evidence.case_id == case.id)).all()
    own = [row for row in rows if row.kind != "text"]
    assert len(own) == len(live_items(case)) == 3
    assert all(row.invented and not row.internal for row in own)
    latest = case.drafts[-1]
    assert latest.text_zh.count("（虚构示例）") == 3
    assert latest.text_en.count("(invented example)") == 3
    assert next(item.outcome for item in live_items(case)) == "partly"
    assert "Invented for this demonstration" in WORKED[subject].reply


@each
def test_its_paper_says_that_the_quotations_are_the_archives(
    session: Session, subject: str
) -> None:
    case = case_of(session, subject)
    assert sheet_of(session, case, case.drafts[-1]).marks == [SAMPLE_MARK]


@each
def test_all_text_is_composed_from_arguments(session: Session, subject: str) -> None:
    """But for the line that names a contact, which a person fills in."""
    case = case_of(session, subject)
    blocks = read_blocks(case.drafts[-1].blocks)
    made = {block.key: block for block in compose(session, case)}
    assert [block.key for block in blocks] == list(made)
    for side in SIDES:
        by_hand = [
            one.key for one in blocks if one.text(side) != made[one.key].text(side)
        ]
        assert by_hand == [CLOSING]
        text = case.drafts[-1].text_zh if side == "zh" else case.drafts[-1].text_en
        assert join(blocks, side) == text
    assert {one.item_id for one in blocks} == {
        None,
        *(item.id for item in live_items(case)),
    }


@each
@pytest.mark.parametrize("side", SIDES)
def test_no_sentence_is_without_its_argument(
    session: Session, subject: str, side: str
) -> None:
    """What an argument, its evidence and its ground say, and the patterns, is all."""
    for point in read_paper(session, case_of(session, subject), side).points:
        heading, _, body = point.text.partition("\n")
        item = point.item
        named = [clause_of(item, side), item.quote, item.intl_ref, item.gb_ref]
        cite = re.split(r"[（(]", heading, maxsplit=1)[1][:-1]
        left = without(without(body, said(point, side)), [*named, cite])
        assert re.sub(r"[\W_]", "", without(left, scaffold(side))) == "", left


def said(point: Point, side: str) -> list[str]:
    """What an argument says, with what proves it and what its ground asks for."""
    parts = ("problem", "gap", "impact", "request")
    return [
        *(getattr(point.item, f"{name}_{side}") for name in parts),
        *(getattr(row, f"text_{side}") for row in point.proofs),
        *(row.source for row in point.proofs),
        *(row.source_en for row in point.proofs),
        duties()[point.item.ground_id][side],
        read_words()
        .get((point.item.ground_id, point.item.check.get("check", "")), {})
        .get(f"duty_{side}", ""),
        *(AGREEMENTS.values() if side == "zh" else AGREEMENTS),
    ]


INNER = ("says_form", "duty", "standard", "gb", "evidence", "invented", "source")
"""The patterns of which a point is made."""


def scaffold(side: str) -> list[str]:
    """The words of those patterns, without their places."""
    return [
        piece
        for key in INNER
        for piece in re.split(r"\{\w+\}", patterns()[key, ""][side])
    ]


def without(text: str, pieces: list[str]) -> str:
    """A text from which pieces were taken, the longest first."""
    for piece in sorted(filter(None, pieces), key=len, reverse=True):
        bare = piece.strip("。. ")
        text = re.sub(re.escape(bare), "", text, flags=re.IGNORECASE)
    return text


SPOILT = (
    lambda paper: with_part(paper, HEAD, paper.parts[HEAD].replace("EU/280", "EU/281")),
    lambda paper: with_part(paper, OPENING, paper.parts[OPENING][5:]),
    lambda paper: with_part(paper, OPENING, paper.parts[OPENING].replace("支持", "")),
    lambda paper: with_part(paper, OPENING, paper.parts[OPENING].partition("经")[0]),
    lambda paper: with_point(paper, paper.points[0].text.replace("“can", "“may")),
    lambda paper: with_point(paper, paper.points[0].text + "请另行说明理由。"),
    lambda paper: with_point(paper, paper.points[0].text.replace("2.2", "2.x")),
    lambda paper: with_point(paper, paper.points[0].text.replace("17家", "2家")),
    lambda paper: with_point(paper, paper.points[0].text.replace("\n建议", "\n希望")),
    lambda paper: with_part(paper, CLOSING, paper.parts[CLOSING].replace("书面", "")),
    lambda paper: with_part(paper, CLOSING, "联系方式：【待填写】"),
    lambda paper: with_point(paper, paper.points[0].text.replace("26家", "27家")),
)


@pytest.mark.parametrize("number", range(len(LINES)))
def test_each_line_notices_what_it_is_for(session: Session, number: int) -> None:
    paper = read_paper(session, case_of(session, "textile_chemical"), "zh")
    spoilt: Paper = SPOILT[number](paper)
    assert spoilt.text != paper.text
    assert LINES[number].en in failing(spoilt)


def test_figures_are_read_in_both_languages() -> None:
    zh = "2016年1月4日前，9家企业每家增加费用20万元至45万元，占0.5%"
    en = "By 4 January 2016, nine firms spend CNY 200,000 to 450,000 each, or 0.5%"
    assert figures(zh) == figures(en) == {"9", "200000", "450000", "0.5"}


@each
def test_no_chinese_word_stands_in_the_english_text(
    session: Session, subject: str
) -> None:
    text = case_of(session, subject).drafts[-1].text_en
    assert re.findall("[\u3400-\u9fff]", text) == []


def test_the_symbols_of_a_joint_notification_stand_apart(session: Session) -> None:
    case = case_of(session, "food_limit")
    title = "G/TBT/N/BDI/407、G/TBT/N/KEN/1503、G/TBT/N/RWA/932"
    assert title in case.drafts[-1].text_zh
    assert "G/TBT/N/BDI/407, G/TBT/N/KEN/1503" in case.drafts[-1].text_en
    symbols = head_of(session, case)[0][2].split("\n")
    assert len(symbols) == 5
    assert all(one.startswith("G/TBT/N/") for one in symbols)
    told = fields_of(session, case, DAY)
    assert told.zh["symbol"] == "、".join(symbols)
    assert told.en["symbol"] == ", ".join(symbols)
