"""Dockets: they enrich what is held, extend its deadline, and bring nothing new."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.orm import Session, sessionmaker

from crawler.card import put_source
from crawler.crawling import prepare
from crawler.faults import DroppedError
from crawler.settings import Wishes
from crawler.spiders.us_regulations_gov import UsRegulationsGovSpider
from crawler.turns import is_wanted
from crawler.us_dockets import Learned
from tests.crawler.us.crawls import (
    DOCKETS,
    FR,
    ON_ONE_KIND,
    crawl,
    ends,
    events,
    last_run,
    notices,
)
from tests.crawler.us.servers import (
    DOCKET,
    KEY,
    LATER,
    LATEST,
    NUMBER,
    SAME_END,
    TITLE,
    Register,
    Regulations,
    document,
    filed,
)


def test_a_docket_that_ends_with_the_document_only_enriches_it(
    held: sessionmaker[Session], wishes: Wishes, regulations: Regulations
) -> None:
    before = notices(held)[NUMBER]
    assert crawl(held, wishes, DOCKETS).state == "ok"
    after = notices(held)[NUMBER]
    added = {"docket_title": TITLE, "docket_closes": "2026-08-03"}
    assert after.content == {**before.content, **added}
    assert (after.version_number, after.kind, after.type) == (1, "draft", "draft")
    assert (after.deadline, after.deadline_basis) == (date(2026, 8, 3), "stated")
    assert events(held, "extended") == events(held, "text_changed") == []
    [question, docket] = regulations.asked
    assert question.args["filter[frDocNum]"] == NUMBER
    assert docket.path.endswith(f"/dockets/{DOCKET}")
    assert KEY not in question.url


def test_a_docket_that_is_open_longer_extends_the_deadline(
    held: sessionmaker[Session], wishes: Wishes, regulations: Regulations
) -> None:
    regulations.rows[NUMBER] = [filed(NUMBER, LATER)]
    crawl(held, wishes, DOCKETS)
    notice = notices(held)[NUMBER]
    assert (notice.deadline, notice.deadline_basis) == (date(2026, 9, 3), "docket")
    assert notice.comments_close == date(2026, 8, 3), "what the document says stays"
    [event] = events(held, "extended")
    assert ends(event) == ("2026-08-03", "2026-09-03")
    assert set(event.change) == {"comments_close"}
    assert (event.day, event.notice_id) == (date(2026, 9, 3), notice.id)
    assert events(held, "text_changed") == []


def test_a_docket_that_is_extended_again_says_from_when_to_when(
    held: sessionmaker[Session], wishes: Wishes, regulations: Regulations
) -> None:
    for end in (SAME_END, LATER, LATER, LATEST):
        regulations.rows[NUMBER] = [filed(NUMBER, end)]
        crawl(held, wishes, DOCKETS)
    assert list(map(ends, events(held, "extended"))) == [
        ("2026-08-03", "2026-09-03"),
        ("2026-09-03", "2026-12-01"),
    ]
    assert notices(held)[NUMBER].version_number == 3


def test_the_register_read_again_leaves_what_the_docket_told(
    held: sessionmaker[Session],
    wishes: Wishes,
    register: Register,
    regulations: Regulations,
) -> None:
    regulations.rows[NUMBER] = [filed(NUMBER, LATER, docketId="EERE-OTHER-2020-0001")]
    regulations.titles["EERE-OTHER-2020-0001"] = TITLE
    crawl(held, wishes, DOCKETS)
    told = notices(held)[NUMBER]
    for slug in (FR, DOCKETS, FR):
        crawl(held, wishes, slug)
    again = notices(held)[NUMBER]
    assert again.content == told.content
    assert again.content["dockets"] == [DOCKET, "EERE-OTHER-2020-0001"]
    assert (again.version_number, again.deadline) == (2, date(2026, 9, 3))
    assert len(events(held, "extended")) == 1


def test_a_rule_keeps_the_day_from_which_it_is_in_force(
    register: Register,
    sessions: sessionmaker[Session],
    wishes: Wishes,
    regulations: Regulations,
) -> None:
    register.rows = [document(NUMBER, type="Rule", effective_on="2026-12-01")]
    regulations.rows[NUMBER] = [filed(NUMBER, LATER)]
    crawl(sessions, wishes, FR)
    crawl(sessions, wishes, DOCKETS)
    [event] = events(sessions, "in_force")
    assert event.day == date(2026, 12, 1)
    assert notices(sessions)[NUMBER].content["entry_into_force"] == "2026-12-01"


def test_only_what_is_open_or_was_until_lately_is_asked_for(
    register: Register,
    sessions: sessionmaker[Session],
    wishes: Wishes,
    regulations: Regulations,
) -> None:
    ends = ["2026-09-01", "2026-05-20", "2026-05-01", None]
    register.rows = [
        document(f"2026-{n}", comments_close_on=end) for n, end in enumerate(ends)
    ]
    register.rows.append(document("2026-4", type="Rule", comments_close_on=None))
    crawl(sessions, wishes, FR)
    assert crawl(sessions, wishes, DOCKETS).state == "ok"
    asked = [one.args.get("filter[frDocNum]") for one in regulations.asked]
    assert asked == ["2026-1", "2026-0", "2026-3", None]
    [left_out] = last_run(sessions, DOCKETS).counts["dropped_by"]
    assert (left_out["key"], left_out["count"]) == ("us_no_docket", 3)


def test_without_anything_to_ask_for_nobody_is_called(
    sessions: sessionmaker[Session],
    wishes: Wishes,
    regulations: Regulations,
    register: Register,
) -> None:
    assert crawl(sessions, wishes, DOCKETS).state == "ok_zero"
    assert regulations.asked == []


def test_nothing_known_at_all_is_not_believed(
    held: sessionmaker[Session], wishes: Wishes, regulations: Regulations
) -> None:
    regulations.rows, regulations.others = {}, 0
    ending = crawl(held, wishes, DOCKETS)
    assert ending.state == "failed"
    assert ending.fault
    assert ending.fault.key == "no_rows"


def test_what_the_register_did_not_bring_is_never_stored(
    sessions: sessionmaker[Session], wishes: Wishes
) -> None:
    card = UsRegulationsGovSpider.card
    spider = UsRegulationsGovSpider(prepare(sessions, wishes, card, None))
    with pytest.raises(DroppedError) as told:
        spider.item(Learned("2026-9", (DOCKET,), TITLE, date(2026, 9, 3)), "here")
    assert told.value.reason == "us_not_held"
    assert notices(sessions) == {}


@ON_ONE_KIND
def test_a_box_and_a_withdrawn_document_tell_nothing_of_a_docket(
    held: sessionmaker[Session], wishes: Wishes, regulations: Regulations
) -> None:
    regulations.rows[NUMBER] = [
        filed(NUMBER, SAME_END, docketId="DOE_FRDOC_0001"),
        filed(NUMBER, LATEST, docketId="EERE-OTHER-2020-0001", withdrawn=True),
    ]
    before = notices(held)[NUMBER].content
    crawl(held, wishes, DOCKETS)
    assert len(regulations.asked) == 1, "no docket is asked for"
    added = {"docket_closes": "2026-08-03"}
    assert notices(held)[NUMBER].content == {**before, **added}


def test_without_a_key_it_waits_and_says_so_when_named(
    sessions: sessionmaker[Session], wishes: Wishes
) -> None:
    without = replace(wishes, regulations_key="", sources=None)
    card = UsRegulationsGovSpider.card
    with sessions.begin() as session:
        put_source(session, card)
        assert is_wanted(session, card, wishes)
        assert not is_wanted(session, card, without)
    ending = crawl(sessions, without, DOCKETS)
    assert ending.state == "failed"
    assert "CHUTONG_REGULATIONS_KEY" in str(ending.fault)
