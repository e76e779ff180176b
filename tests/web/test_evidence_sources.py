"""The source of evidence in both languages, and the files of its rows."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from tests.web.asking import OFFICER, add_case
from tests.web.evident import BY, FACT, PUBLIC, add, answered
from tests.web.small_world import NOW
from web.arguments.completeness import completeness
from web.drafts.sentences import sentence_of
from web.evidence import files, made, quoting, service, trade
from web.evidence.facts import Fact
from web.evidence.sources import lacks_english
from web.refused import RefusedError
from web.uploads.keeping import Upload


def test_the_english_tells_an_english_source_and_what_lacks_one_is_named(
    session: Session,
) -> None:
    case = add_case(session)
    item = case.items[0]
    row = add(session, case, **PUBLIC)
    service.prove(session, case, row, [item.id], **BY)
    assert sentence_of(row, row.text_en, "en").endswith("6,000.")
    assert "三家检测机构报价" in sentence_of(row, row.text_zh, "zh")
    lacking = [one for one in completeness(session, case) if one.what == "source_en"]
    assert [(one.place, one.blocks) for one in lacking] == [(1, False)]
    told = Fact(**{**vars(FACT), **PUBLIC, "source_en": "quotes of three laboratories"})
    service.change(session, case, row, told, edition=1, **BY)
    assert "quotes of three laboratories" in sentence_of(row, row.text_en, "en")
    assert "source_en" not in {one.what for one in completeness(session, case)}
    assert "quotes" not in sentence_of(row, row.text_zh, "zh")
    with pytest.raises(RefusedError, match="不能有汉字"):
        add(session, case, source_en="报价")


def test_what_is_made_has_an_english_source_where_its_words_are_ours(
    session: Session,
) -> None:
    case = add_case(session)
    answered(session, case, "甲", "乙", "丙", affected="yes")
    assert not lacks_english(made.from_counts(session, case, **BY))
    assert not lacks_english(quoting.from_notice(session, case, case.items[1], **BY))
    assert trade.source_en("Comtrade", 2025) == "Comtrade, 2025"
    assert trade.source_en("武汉海关", 2025) == ""


def test_a_file_comes_later_and_the_one_before_is_kept(
    session: Session, tmp_path: Path
) -> None:
    case = add_case(session)
    row = add(session, case)

    def lay(name: str, edition: int) -> None:
        upload = Upload(f"{name}.csv", f"{name},1\n".encode())
        files.lay_file(session, case, row, upload, tmp_path, edition=edition, **BY)

    lay("a", 1)
    first = row.file["sha256"]
    lay("b", 2)
    assert row.file["name"] == "b.csv"
    assert [(one["sha256"], one["by"]) for one in row.former_files] == [
        (first, OFFICER.name)
    ]
    assert files.former_file(row, first)
    assert files.former_file(row, row.file["sha256"]) is None
    lay("b", 3)  # the same file once more changes nothing
    assert (row.edition, len(row.former_files)) == (3, 1)
    with pytest.raises(RefusedError, match="刚被改过"):
        lay("c", 2)
    with pytest.raises(RefusedError, match="选择文件"):
        files.lay_file(session, case, row, None, tmp_path, edition=3, **BY)
    service.remove(session, case, row, OFFICER, NOW)
    with pytest.raises(RefusedError, match="已移出"):
        lay("d", 3)
