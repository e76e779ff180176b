"""A notice in a language that is none of ours says so on its page, in one sentence."""

from __future__ import annotations

from html import unescape
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from models.notice import Notice
from nlp.work import match_notices, tag_notices
from tests.web.reading import add, add_source, make_app

RUSSIAN = "Технический регламент о безопасности игрушек и электрических приборов"
SAID = {"zh": "仅按所列编码归类", "en": "it is classified by its codes alone"}


def page(url: str, folder: Path, notice: Notice, language: str) -> str:
    """The page of a notice."""
    client = make_app(url, folder).test_client()
    answer = client.get(f"/notices/{notice.id}?lang={language}")
    assert answer.status_code == 200
    return unescape(answer.get_data(as_text=True))


@pytest.mark.parametrize("language", SAID)
@pytest.mark.parametrize("title", [RUSSIAN, "Safety of toys and their packaging"])
def test_only_a_foreign_text_is_said_to_be_one(
    session: Session, database_url: str, tmp_path: Path, title: str, language: str
) -> None:
    add_source(session)
    content = {"products": "", "hs": ["9503"]}
    notice = add(session, "G/TBT/N/RUS/1", title, content=content, members=("RUS",))
    tag_notices(session, [notice.id])
    match_notices(session, [notice.id])
    session.commit()
    said = SAID[language] in page(database_url, tmp_path, notice, language)
    assert said == (title == RUSSIAN)
