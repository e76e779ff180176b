"""The starter archive, searched on both databases: the same answers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from models.database import make_engine
from models.notice import Notice
from models.search import query_terms, search_tokens
from models.search_index import matches_search
from models.search_text import reindex
from tests.conftest import drop_database, make_database
from tests.models.archive import add_notice, add_source

ROOT = Path(__file__).parents[2]
STARTER = ROOT / "crawler" / "starter" / "notices.jsonl"
RECORDS = [json.loads(line) for line in STARTER.read_text("utf-8").splitlines()]


def add_record(session: Session, number: int, record: dict[str, Any]) -> Notice:
    symbol = record["symbols"][0]
    return add_notice(
        session,
        symbol,
        title=record["title_en"],
        zh=record["title_zh"],
        members=record["members"],
        content={
            "products": record["products_en"],
            "description": record["summary_en"],
            "regions": record["summary_zh"],
        },
        tags=[("hs", code) for code in record["hs"]],
    )


def load(engine: Engine) -> None:
    with Session(engine) as session:
        add_source(session)
        made = [add_record(session, *pair) for pair in enumerate(RECORDS)]
        reindex(session, [notice.id for notice in made])
        session.commit()


def questions() -> list[str]:
    """Words, pairs of words, Chinese of two to five characters, codes and symbols."""
    asked: dict[str, None] = {}
    for k, record in enumerate(RECORDS):
        words = f"{record['title_en']} {record['summary_en']}".split()
        if k % 2:
            continue
        zh = "".join(c for c in record["title_zh"] if "\u4e00" <= c <= "\u9fff")
        place = k % max(1, len(words) - 2)
        asked[words[place]] = None
        asked[" ".join(words[place : place + 2])] = None
        asked['"' + " ".join(words[place : place + 3]) + '"'] = None
        asked[zh[k % 5 : k % 5 + 2 + k % 4]] = None
        asked[record["symbols"][0]] = None
        asked.update({f"hs {code[:4]}": None for code in record["hs"][:1]})
    return [question for question in asked if question.strip()]


def find(session: Session, question: str) -> set[str]:
    condition = matches_search(session.get_bind().dialect.name, question)
    assert condition is not None
    return set(session.scalars(select(Notice.symbol).where(condition)))


@pytest.mark.postgres
@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_both_databases_answer_alike(
    database: Engine, request: pytest.FixtureRequest
) -> None:
    server = request.getfixturevalue("postgres_server")
    template = request.getfixturevalue("postgres_template")
    name = make_database(server, template)
    other = make_engine(server.set(database=name))
    load(database)
    load(other)
    asked = questions()
    assert len(asked) > 200
    with Session(database) as one, Session(other) as two:
        answers = {question: find(one, question) for question in asked}
        assert answers == {question: find(two, question) for question in asked}
    other.dispose()
    drop_database(server, name)
    found = [question for question, symbols in answers.items() if symbols]
    assert len(found) > 0.9 * len(asked)


def test_a_title_is_found_by_its_own_words() -> None:
    for record in RECORDS:
        held = f" {search_tokens(record['title_zh'], 'zh')} "
        for term in query_terms(record["title_zh"]):
            assert f" {' '.join(term)} " in held, (term, held)
